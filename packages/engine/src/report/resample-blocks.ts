import { createRandom } from '@bot-v2/quant/random';
import { stationaryBlocks } from '@bot-v2/quant/statistics';

/** Mean block of the stationary bootstrap, in bars. */
export const meanBlock = 20;

/** Blocks of the resamples of a series: rows `from[b]` … `to[b]` − 1 of the series written out twice. */
export interface ResampleBlocks {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** By resample: number of the block after its last. */
  readonly ends: Uint32Array;
}

/** Draws the blocks of `draws` resamples of `n` values. */
export function drawBlocks(n: number, draws: number, seed: number): ResampleBlocks {
  const ends = new Uint32Array(draws);
  let from = new Uint32Array(Math.ceil(draws * (n / meanBlock + 1) * 1.1));
  let to = new Uint32Array(from.length);
  const draw = stationaryBlocks(createRandom(seed), n, meanBlock);
  let count = 0;
  for (let k = 0; k < draws; k++) {
    draw((start, length) => {
      if (count === from.length) [from, to] = [twice(from), twice(to)];
      from[count] = start;
      to[count] = start + length;
      count++;
    });
    ends[k] = count;
  }
  return { from, to, ends };
}

function twice(values: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * values.length);
  larger.set(values);
  return larger;
}

/** `drawBlocks` that remembers what it drew: the curves of a report mostly have one length, and share seed and draws. */
export function rememberedBlocks(): typeof drawBlocks {
  const drawn = new Map<string, ResampleBlocks>();
  return (n, draws, seed) => {
    const key = `${n}:${draws}:${seed}`;
    const known = drawn.get(key) ?? drawBlocks(n, draws, seed);
    drawn.set(key, known);
    return known;
  };
}
