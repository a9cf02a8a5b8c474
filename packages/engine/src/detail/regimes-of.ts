import * as statistics from '@bot-v2/quant/statistics';
import { regimeLabels, rowsUpTo } from '@bot-v2/sdk';
import type { BacktestReport, RegimeBreakdown, RegimeLabel, RegimePart, RegimeSeries } from '@bot-v2/sdk';
import type { FrameRun, LegRun } from '../frame-driver/index.js';
import { solventReturns } from '../report/index.js';

/** Below these a part is too small to tell anything. */
const barsNeeded = 60;
const tradesNeeded = 5;
/** Below this no mean is annualised, as no Sharpe ratio is. */
const fewestReturns = 20;

/** The bars of one leg that were judged, each with the label that governs it. */
interface GovernedBars {
  readonly leg: LegRun;
  /** Frame rows `from` … `from + count` − 1. */
  readonly count: number;
  /** By judged bar: what was known at the close before it. */
  readonly labels: readonly (RegimeLabel | null)[];
  /** Per-bar returns of the judged curve, and of holding; empty where undefined. */
  readonly returns: Float64Array;
  readonly held: Float64Array;
  readonly riskFree: number;
}

/**
 * How a run did by regime: one breakdown a labelled symbol. The label that governs a bar is the one in force at the close
 * before it, never that of the bar itself, which nobody could act on: a fall that turns a bull market into a crisis is the
 * bull market's. With one symbol the returns are the account's, with several each symbol's contribution in the shared run
 * (capital plus its profit). A symbol without a bar at some instant of the clock has no return there.
 * @param reports of the same run, by symbol
 * @param series by symbol, over the rows of the symbol's frame; symbols without one are left out
 */
export function regimesOf(
  run: FrameRun,
  reports: Readonly<Record<string, BacktestReport>>,
  series: ReadonlyMap<string, RegimeSeries>,
): RegimeBreakdown[] {
  return run.legs.flatMap((leg) => {
    const labelled = series.get(leg.symbol);
    if (labelled === undefined) return [];
    const governed = governedBars(run, leg, reports[leg.symbol]!, labelled.labels);
    return {
      symbol: leg.symbol,
      scope: run.legs.length === 1 ? ('portfolio' as const) : ('contribution' as const),
      model: labelled.model,
      spells: spellsOf(governed),
      parts: [...regimeLabels, null].flatMap((label) => partOf(governed, label) ?? []),
    };
  });
}

function governedBars(
  run: FrameRun,
  leg: LegRun,
  report: BacktestReport,
  labels: readonly (RegimeLabel | null)[],
): GovernedBars {
  const { bars, from } = leg;
  const curve = run.legs.length === 1 ? run.equity : leg.pnl.map((profit) => run.capital + profit);
  const own = new Float64Array(bars.length - from);
  let count = 0;
  for (let tick = 0; tick < run.time.length && from + count < bars.length; tick++) {
    if (run.time[tick] === bars.time[from + count]) own[count++] = curve[tick]!;
  }
  const { time, value } = report.benchmark.equity;
  const aligned = time.length >= count && own.every((_, k) => k >= count || time[k] === bars.time[from + k]);
  return {
    leg,
    count,
    labels: Array.from({ length: count }, (_, k) => (from + k === 0 ? null : labels[from + k - 1]!)),
    returns: solventReturns(own.subarray(0, count), run.capital),
    held: aligned ? solventReturns(Float64Array.from(value.slice(0, count)), run.capital) : new Float64Array(0),
    riskFree: run.account.terms.riskFree / bars.quality.periodsPerYear,
  };
}

/** Stretches of bars under one label; each begins with the bar at whose close the label was known. */
function spellsOf({ leg: { bars, from }, labels }: GovernedBars): RegimeBreakdown['spells'] {
  const spells: { label: RegimeLabel; from: number; to: number }[] = [];
  labels.forEach((label, k) => {
    if (label === null) return;
    const to = bars.time[from + k]!;
    if (label === labels[k - 1]) spells[spells.length - 1]!.to = to;
    else spells.push({ label, from: bars.time[from + k - 1]!, to });
  });
  return spells;
}

function partOf(governed: GovernedBars, label: RegimeLabel | null): RegimePart | undefined {
  const { leg, count, labels, riskFree } = governed;
  const { bars, from } = leg;
  const under = labels.flatMap((each, k) => (each === label ? [k] : []));
  if (under.length === 0) return undefined;
  const returns = chosen(governed.returns, under);
  const held = chosen(governed.held, under);
  const trades = leg.trades.filter(({ entryTime }) => labels[rowsUpTo(bars.time, entryTime) - 1 - from] === label);
  const closed = trades.filter((trade) => trade.exitTime !== null);
  const periods = bars.quality.periodsPerYear;
  return {
    label,
    bars: under.length,
    share: under.length / count,
    return: compounded(returns),
    buyAndHold: compounded(held),
    annualReturn: returns.length < fewestReturns ? null : statistics.mean(returns)! * periods,
    sharpe: statistics.sharpe(returns, { periods, riskFree }),
    maxDrawdown: deepestFall(returns),
    trades: trades.length,
    winRate: closed.length === 0 ? null : closed.filter((trade) => trade.pnl > 0).length / closed.length,
    warning: warningOf(under.length, trades.length),
  };
}

function chosen(returns: Float64Array, rows: readonly number[]): Float64Array {
  return returns.length === 0 ? returns : Float64Array.from(rows, (k) => returns[k]!);
}

function compounded(returns: Float64Array): number | null {
  return returns.length === 0 ? null : returns.reduce((value, r) => value * (1 + r), 1) - 1;
}

/** Worst fall from a running high of the returns put end to end, which begin at a high. */
function deepestFall(returns: Float64Array): number | null {
  if (returns.length === 0) return null;
  let [value, peak, worst] = [1, 1, 0];
  for (const r of returns) {
    value *= 1 + r;
    peak = Math.max(peak, value);
    worst = Math.min(worst, value / peak - 1);
  }
  return worst;
}

function warningOf(bars: number, trades: number): string | null {
  const short = [
    ...(bars < barsNeeded ? [`${bars} of ${barsNeeded} bars`] : []),
    ...(trades < tradesNeeded ? [`${trades} of ${tradesNeeded} trades`] : []),
  ];
  return short.length === 0 ? null : `too few to tell: ${short.join(', ')}`;
}
