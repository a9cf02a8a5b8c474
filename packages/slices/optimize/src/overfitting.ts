import { backtestOverfitting, distinctTrials } from '@bot-v2/quant/overfitting';

/** The probability of backtest overfitting, or why there is none. */
export interface OverfittingFinding {
  readonly probability: number | null;
  readonly note: string | null;
}

const fewestTrials = 10;
const rowsPerBlock = 20;
const mostBlocks = 12;
const fewestBlocks = 4;

/**
 * Probability of backtest overfitting of trials by their per-bar returns: near-duplicates count once, at least ten have to
 * be left, and every block has at least 20 rows.
 */
export function overfittingOf(trials: readonly Float64Array[]): OverfittingFinding {
  const none = (note: string) => ({ probability: null, note });
  const distinct = distinctTrials(trials).map((i) => trials[i]!);
  if (distinct.length < fewestTrials) return none(`${distinct.length} different trials, ${fewestTrials} are needed`);
  const rows = distinct[0]!.length;
  const blocks = Math.min(mostBlocks, 2 * Math.floor(rows / rowsPerBlock / 2));
  if (blocks < fewestBlocks) return none(`${rows} bars, ${fewestBlocks * rowsPerBlock} are needed`);
  const found = backtestOverfitting(distinct, { blocks });
  return found === null ? none('too few bars') : { probability: found.probability, note: null };
}
