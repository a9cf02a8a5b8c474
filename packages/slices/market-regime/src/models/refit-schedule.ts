import type { ModelInput } from './regime-model.js';

/** Rows a fit is used on: fitted on returns through `row`, used from `row` to before `end`. */
export interface RefitBlock {
  readonly row: number;
  readonly end: number;
}

/**
 * The expanding refits of a frame: the first once `first` returns are there, then every `every` rows. The schedule
 * counts from the frame's first row, so a longer frame begins with the blocks of a shorter one.
 */
export function refitBlocks({ close, config: { refit } }: ModelInput): RefitBlock[] {
  const blocks: RefitBlock[] = [];
  for (let row = refit.first; row < close.length; row += refit.every) {
    blocks.push({ row, end: Math.min(row + refit.every, close.length) });
  }
  return blocks;
}
