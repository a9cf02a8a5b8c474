import type { Bars } from '@bot-v2/sdk';
import { runCandidates } from './candidate-equity.js';
import type { Candidate } from './candidate.js';
import { featureColumns, featuresAt, firstFeatureRow } from './feature-columns.js';
import { labelWindows, windowReturns } from './label-windows.js';
import { periodsOf } from './periods.js';
import type { LabelledWindows } from './walk-forward.js';

/** Labelled windows of all symbols that have any. */
export interface LabelledPool {
  /** Those that traded every symbol, the fallback first. */
  readonly candidates: readonly Candidate[];
  readonly pool: readonly LabelledWindows[];
  /** Periods the windows of all symbols make. */
  readonly periods: number;
  /** Candidates that failed, as `id: reason`. */
  readonly leftOut: readonly string[];
}

/**
 * Trades every candidate over every frame and cuts the results into labelled windows.
 * @throws what the fallback throws on any of the frames, and what the engine throws on the bars
 */
export function labelPool(
  candidates: readonly Candidate[],
  frames: readonly Bars[],
  horizon: number,
  signal: AbortSignal,
): LabelledPool {
  const warmups = candidates.map(({ strategy, ref }) => strategy.warmup(ref.params) as number);
  const first = Math.max(firstFeatureRow, ...warmups);
  const leftOut = new Map<string, string>();
  const runs = frames.flatMap((bars) => {
    const windows = labelWindows(bars.length, first, horizon);
    if (windows.decisions.length === 0) return [];
    const own = runCandidates(candidates, bars, windows.decisions[0]!, signal);
    for (const reason of own.leftOut) leftOut.set(reason.slice(0, reason.indexOf(':')), reason);
    return [{ bars, windows, ...own }];
  });
  const kept = candidates.filter(({ id }) => !leftOut.has(id));
  const pool = runs.map(({ bars, windows, candidates: traded, equity }) => {
    const columns = featureColumns(bars);
    return {
      symbol: bars.symbol,
      time: bars.time,
      windows,
      features: Array.from(windows.decisions, (row) => featuresAt(columns, row)),
      labels: kept.map(({ id }) => windowReturns(equity[traded.findIndex((each) => each.id === id)]!, windows)),
    };
  });
  const timed = pool.flatMap(({ windows, time }, symbol) =>
    Array.from(windows.decisions, (row) => ({ symbol, at: time[row]!, end: time[row + horizon]! })),
  );
  timed.sort((a, b) => a.at - b.at || a.symbol - b.symbol);
  return { candidates: kept, pool, periods: periodsOf(timed).length, leftOut: [...leftOut.values()] };
}
