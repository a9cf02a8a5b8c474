import { equityFromReturns, maxDrawdown } from '@bot-v2/quant/statistics';
import type { RowRange } from '@bot-v2/quant/validation';
import { objectiveOf } from './objective.js';
import type { Objective, OptimizeConfig } from './optimize.config.js';
import { drawingProposer, gridProposer } from './proposer.js';
import type { Proposer, Worth } from './proposer.js';
import type { Params } from './search-grid.js';
import { paramsKey } from './search-space.js';
import type { SearchSpace } from './search-space.js';
import type { Entry, TrialBook } from './trial-book.js';
import type { TrialOutcome } from './trial-run.js';

/** What is searched, and how. */
export interface SearchPlan {
  readonly config: Pick<OptimizeConfig, 'search' | 'objective' | 'trials'>;
  readonly space: SearchSpace;
  /** All combinations, for a grid. */
  readonly grid: readonly Params[];
  readonly seed: number;
}

/** The rows of the trials' returns that a search may look at, a range or a list: it chooses on these and on no others. */
export type Rows = RowRange | readonly number[];

/** What a search tried, in order, each parameter set once; and how many points the strategy refused. */
export interface SearchResult {
  readonly entries: readonly Entry[];
  readonly refused: number;
}

/** A search that mostly asks for what was tried or is refused ends after this many questions a trial. */
const mostQuestions = 20;

/** Given rows of a column. */
export function rowsOf(column: Float64Array, rows: Rows): Float64Array {
  return 'from' in rows ? column.subarray(rows.from, rows.to) : Float64Array.from(rows, (row) => column[row]!);
}

/** Returns of an outcome on given rows; null where there are none, or it did not trade. */
export function returnsOn({ returns, trades }: TrialOutcome, rows: Rows): Float64Array | null {
  return returns === null || trades === 0 ? null : rowsOf(returns, rows);
}

/** What an outcome is worth on given rows. */
export function valueOn(outcome: TrialOutcome, rows: Rows, objective: Objective): number | null {
  const returns = returnsOn(outcome, rows);
  return returns === null ? null : objectiveOf(returns, objective);
}

function worthOf(outcome: TrialOutcome, rows: Rows, objective: Objective): Worth {
  const returns = returnsOn(outcome, rows);
  const value = returns === null ? null : objectiveOf(returns, objective);
  return value === null ? null : { value, drawdown: -maxDrawdown(equityFromReturns(returns!))!.value };
}

function proposerOf({ config, space, grid, seed }: SearchPlan): Proposer {
  if (config.search === 'grid' || space.dimensions.length === 0) return gridProposer(grid);
  return drawingProposer(config.search, space, seed);
}

/**
 * Runs a search on given rows. Trials it shares with earlier searches are not run again, and count again only in its own
 * list. It ends when it has made its trials, has seen its whole space, or hardly finds anything new.
 * @throws what the book's executor throws
 */
export async function runSearch(plan: SearchPlan, book: TrialBook, rows: Rows): Promise<SearchResult> {
  const { objective, search, trials } = plan.config;
  const budget = search === 'grid' ? Infinity : trials;
  const proposer = proposerOf(plan);
  const entries = new Map<string, Entry>();
  let refused = 0;
  let asked = 0;
  while (entries.size < Math.min(budget, plan.space.size) && asked < mostQuestions * budget) {
    const points = proposer.ask();
    if (points.length === 0) break;
    asked += points.length;
    // The last batch is cut to the budget: what is cut is told as unknown, which matters to nobody any more.
    const room = new Set(entries.keys());
    const taken = points.map((params) => {
      if (params === null) refused++;
      if (params === null || (!room.has(paramsKey(params)) && room.size >= budget)) return null;
      room.add(paramsKey(params));
      return params;
    });
    const wanted = taken.filter((params) => params !== null);
    const outcomes = await book.run(wanted);
    wanted.forEach((params, k) => {
      const key = paramsKey(params);
      if (!entries.has(key)) entries.set(key, { params, outcome: outcomes[k]! });
    });
    proposer.tell(taken.map((p) => (p === null ? null : worthOf(entries.get(paramsKey(p))!.outcome, rows, objective))));
  }
  return { entries: [...entries.values()], refused };
}

/** The entry that is worth most on given rows, the first on a tie, with its index and value; null when none has a value. */
export function bestEntry(entries: readonly Entry[], rows: Rows, objective: Objective) {
  let best: { readonly index: number; readonly entry: Entry; readonly value: number } | null = null;
  entries.forEach((entry, index) => {
    const value = valueOn(entry.outcome, rows, objective);
    if (value !== null && (best === null || value > best.value)) best = { index, entry, value };
  });
  return best as { readonly index: number; readonly entry: Entry; readonly value: number } | null;
}
