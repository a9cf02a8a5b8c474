import { median } from '@bot-v2/quant/statistics';
import type { Objective } from './optimize.config.js';
import { valueOn } from './search-run.js';
import type { Rows } from './search-run.js';
import type { SearchSpace } from './search-space.js';
import type { Entry, TrialBook } from './trial-book.js';

/** How far the neighbourhood of the best keeps what it has. */
export interface Plateau {
  /** Median of the neighbours' objective ÷ the best one's, cut to 0…1; null without neighbours or a best above 0. */
  readonly value: number | null;
  readonly neighbours: number;
}

/**
 * Looks one step around the best along each ordered parameter; neighbours that were not tried are run, and count as looks
 * at the data. One without a value counts as 0.
 * @throws what the book's executor throws
 */
export async function plateauAround(
  best: Entry,
  space: SearchSpace,
  book: TrialBook,
  { rows, objective }: { readonly rows: Rows; readonly objective: Objective },
): Promise<Plateau> {
  const around = space.neighboursOf(best.params);
  const top = valueOn(best.outcome, rows, objective);
  const outcomes = await book.run(around);
  if (top === null || top <= 0 || around.length === 0) return { value: null, neighbours: around.length };
  const shares = outcomes.map((outcome) => Math.min(1, Math.max(0, (valueOn(outcome, rows, objective) ?? 0) / top)));
  return { value: median(shares), neighbours: around.length };
}
