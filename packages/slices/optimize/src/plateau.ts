import { median } from '@bot-v2/quant/statistics';
import type { Study } from '@bot-v2/sdk';
import type { Objective } from './optimize.config.js';
import { valueOn } from './search-run.js';
import type { Rows } from './search-run.js';
import type { SearchSpace } from './search-space.js';
import type { Entry, TrialBook } from './trial-book.js';

/** How far the neighbourhood of the best keeps what it has: `plateau` and `neighbours` of a study's evidence. */
export type Plateau = Pick<NonNullable<Study['evidence']>, 'plateau' | 'neighbours'>;

/**
 * Looks one step around the best along each ordered parameter; neighbours that were not tried are run, and count as looks
 * at the data. The plateau is the median of the neighbours' objective ÷ the best one's, each cut to 0…1, a neighbour
 * without a value counting as 0; null without neighbours or a best above 0.
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
  const neighbours = around.map((params, i) => ({ params, value: valueOn(outcomes[i]!, rows, objective) }));
  if (top === null || top <= 0 || around.length === 0) return { plateau: null, neighbours };
  const shares = neighbours.map(({ value }) => Math.min(1, Math.max(0, (value ?? 0) / top)));
  return { plateau: median(shares), neighbours };
}
