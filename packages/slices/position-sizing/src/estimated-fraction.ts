import { mean, standardDeviation } from '@bot-v2/quant/statistics';
import { continuousKelly, shrinkMean } from './continuous-kelly.js';
import { oddsText } from './edge.js';
import type { Edge } from './edge.js';
import type { HistoryRun } from './history-run.js';
import { kellyLoss, kellyPosition, outcomeWeights } from './kelly.js';
import { optimalF } from './optimal-f.js';
import type { SizingSettings } from './presets.js';

/** Methods whose fraction is estimated from what the strategy earned on the history. */
export type EstimatedMethod = 'kelly' | 'fractional_kelly' | 'optimal_f';

/** A fraction of equity with how it was found (0 without an edge), or why there is none. */
export type EstimatedFraction = { readonly fraction: number; readonly text: string } | { readonly why: string };

/** Bars it takes to believe in a mean of returns. */
const minimumBars = 250;

/** The fraction a method gives, from the closed trades of a run or from its returns bar by bar. */
export function estimatedFraction(
  method: EstimatedMethod,
  { part, from }: SizingSettings['kelly'],
  run: HistoryRun | null,
  edge: Edge,
  market: { readonly riskFree: number; readonly periodsPerYear: number },
): EstimatedFraction {
  if (run === null) return { why: edge.kind === 'unknown' ? edge.why : 'no run on the history' };
  const share = method === 'fractional_kelly' ? part : 1;
  if (method !== 'optimal_f' && from === 'returns') return fromReturns(run.bars, share, market);
  if (edge.kind === 'unknown') return edge;
  if (edge.odds === null) return { why: `none of ${run.trades.length} trades lost, so the loss is not known` };
  if (edge.kind === 'none') return { fraction: 0, text: edge.text };
  return method === 'optimal_f' ? fromOutcomes(run.trades) : fromOdds(edge.odds, share);
}

function fromOdds(odds: NonNullable<(Edge & { kind: 'positive' })['odds']>, share: number): EstimatedFraction {
  return {
    fraction: kellyPosition(odds, share),
    text: `${oddsText(odds)}, f ${kellyLoss(odds).toFixed(3)}, ${share} of it ÷ average loss ${odds.averageLoss.toFixed(3)}`,
  };
}

function fromOutcomes(trades: readonly number[]): EstimatedFraction {
  const { fraction, worstLoss } = optimalF(trades, outcomeWeights(trades))!;
  return {
    fraction: fraction / worstLoss,
    text: `${trades.length} trades, shrunk, f ${fraction.toFixed(3)} ÷ worst loss ${worstLoss.toFixed(3)}`,
  };
}

function fromReturns(
  bars: Float64Array,
  share: number,
  { riskFree, periodsPerYear }: { readonly riskFree: number; readonly periodsPerYear: number },
): EstimatedFraction {
  if (bars.length < minimumBars) return { why: `the history has ${bars.length} returns, ${minimumBars} are needed` };
  const deviation = standardDeviation(bars)!;
  if (!(deviation > 1e-12)) return { why: 'the strategy earned the same on every bar of the history' };
  const excess = mean(bars)! - riskFree / periodsPerYear;
  const t = (excess * Math.sqrt(bars.length)) / deviation;
  const yearly = shrinkMean(excess, t) * periodsPerYear;
  const year = deviation * Math.sqrt(periodsPerYear);
  const { fraction } = continuousKelly(riskFree + yearly, year, riskFree);
  const text =
    `${bars.length} returns, mean ${(100 * yearly).toFixed(1)} % a year over risk-free (shrunk, t ${t.toFixed(2)}), ` +
    `deviation ${(100 * year).toFixed(1)} %`;
  if (!(excess > 0)) return { fraction: 0, text };
  return { fraction: share * fraction, text: `${text}, ${share} of f ${fraction.toFixed(2)}` };
}
