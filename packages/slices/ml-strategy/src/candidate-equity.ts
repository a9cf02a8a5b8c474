import { runFrames } from '@bot-v2/engine';
import { errorData, flatAccount, isBotError } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { callStrategies } from '@bot-v2/sdk/bounded';
import type { Candidate } from './candidate.js';

/** One continuous run of every candidate over a history, or why there is none. */
export interface CandidateRuns {
  readonly candidates: readonly Candidate[];
  /** Per candidate, equity at the close of rows `firstRow … length − 1`; the first value is the capital. */
  readonly equity: readonly Float64Array[];
  /** Candidates that failed on this history, as `id: reason`. */
  readonly leftOut: readonly string[];
}

const capital = 100_000;

/**
 * Trades every candidate over a history from its first decision at `firstRow`: a full signal is the whole account, costs
 * are the default terms (half-spread 2.5 bps and slippage 10 bps a side). Fractional shares keep the labels free of the
 * price level; whether the series may be traded at all is for the executing step to say.
 * A candidate whose strategy fails is left out, except the first, the fallback.
 * @throws what the engine throws on the bars themselves, and any failure of the first candidate
 */
export function runCandidates(
  candidates: readonly Candidate[],
  history: Bars,
  firstRow: number,
  signal: AbortSignal,
): CandidateRuns {
  const account = flatAccount(capital, { fractional: true, allowIndex: true });
  const kept: Candidate[] = [];
  const equity: Float64Array[] = [];
  const leftOut: string[] = [];
  for (const candidate of candidates) {
    const { strategy, ref } = candidate;
    const leg = { symbol: history.symbol, bars: history, from: firstRow + 1, strategy, params: ref.params };
    try {
      const input = { legs: [leg], account, signal, probe: false, checkInvariants: false };
      const run = callStrategies([leg], () => runFrames(input));
      const curve = new Float64Array(run.equity.length + 1);
      curve[0] = capital;
      curve.set(run.equity, 1);
      equity.push(curve);
      kept.push(candidate);
    } catch (error) {
      const ofStrategy = isBotError(error) && error.code.startsWith('BOT_STRATEGY_');
      if (!ofStrategy || candidate === candidates[0]) throw error;
      leftOut.push(`${candidate.id}: ${errorData(error).message}`);
    }
  }
  return { candidates: kept, equity, leftOut };
}
