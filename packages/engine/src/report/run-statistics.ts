import { exp, log, pow, square } from '@bot-v2/quant/elementary';
import * as statistics from '@bot-v2/quant/statistics';
import type { Bars } from '@bot-v2/sdk';
import type { FrameRun } from '../frame-driver/index.js';
import type { TradeColumns } from '../ledger/index.js';
import type { ReportPolicies } from '../policies/index.js';
import { adjusted } from '../price-view/index.js';
import { drawdownSpells, fallsOf } from './drawdown-spells.js';
import { defined, largest, mean, sum, variance } from './list-figures.js';
import { barSpacing, periodsBySpacing, sampledRows } from './periods.js';

/** Figures of a run by the conventions of its report. Fractions, never percent; durations in ms; null where undefined. */
export interface RunStatistics {
  readonly start: number;
  readonly end: number;
  readonly durationMs: number;
  readonly finalEquity: number;
  readonly peakEquity: number;
  /** Commission of the closed trades, as each of them states it. */
  readonly commission: number;
  readonly exposure: number;
  readonly totalReturn: number;
  /** Total return of holding the only symbol; null with several. */
  readonly benchmarkReturn: number | null;
  readonly periodsPerYear: number;
  readonly annualReturn: number | null;
  readonly annualVolatility: number | null;
  readonly cagr: number | null;
  readonly sharpe: number | null;
  readonly sortino: number | null;
  readonly calmar: number | null;
  readonly omega: number | null;
  readonly alpha: number | null;
  readonly beta: number | null;
  /** ≤ 0, as the next. */
  readonly maxDrawdown: number;
  /** Largest fall in currency ≥ 0. */
  readonly maxDrawdownMoney: number;
  readonly averageDrawdown: number | null;
  /** In ms or bars, as the conventions say. */
  readonly maxDrawdownLength: number | null;
  readonly averageDrawdownLength: number | null;
  readonly trades: number;
  readonly won: number;
  readonly lost: number;
  /** Sum over closed trades, net. */
  readonly netProfit: number;
  readonly winRate: number | null;
  readonly bestTrade: number | null;
  readonly worstTrade: number | null;
  readonly averageTrade: number | null;
  readonly expectancy: number | null;
  readonly maxTradeMs: number | null;
  readonly averageTradeMs: number | null;
  readonly profitFactor: number | null;
  readonly sqn: number | null;
  readonly kelly: number | null;
}

const dayMs = 86_400_000;
const yearMs = 365.25 * dayMs;
/** Compounded mean of returns; 0 once everything was lost. */
function geometricMean(returns: ArrayLike<number>): number {
  let logs = 0;
  for (let i = 0; i < returns.length; i++) {
    const growth = 1 + returns[i]!;
    if (growth <= 0) return 0;
    logs += log(growth);
  }
  return exp(logs / returns.length) - 1;
}
/** The figures of a run as `policies` (default: those it ran by) define them. */
export function runStatistics(run: FrameRun, policies: ReportPolicies = run.policies.report): RunStatistics {
  const { equity, time, capital } = run;
  const n = equity.length;
  const finalEquity = n === 0 ? capital : equity[n - 1]!;
  const totalReturn = finalEquity / capital - 1;
  const durationMs = n === 0 ? 0 : time[n - 1]! - time[0]!;
  const worst = n === 0 ? 0 : Math.max(largest(fallsOf(equity)), 0);
  const returns = returnsBy(run, policies);
  const periods = periodsBy(run, policies);
  const year = policies.annualFactor === 'spacing-as-days' ? periods * dayMs : yearMs;
  const cagr = durationMs > 0 ? pow(finalEquity / capital, year / durationMs) - 1 : NaN;
  const risk = riskBy(returns, periods, cagr, policies);
  const only = run.legs.length === 1 ? run.legs[0]! : null;
  const benchmarkReturn = only === null ? NaN : heldReturn(run, policies);
  return {
    start: time[0] ?? NaN,
    end: time[n - 1] ?? NaN,
    durationMs,
    finalEquity,
    peakEquity: n === 0 ? capital : largest(equity),
    commission: run.lots === undefined ? run.costs.commission : sum(run.lots.map((lot) => lot.commission)),
    exposure: policies.exposure === 'closes' ? (run.timeInMarket ?? 0) : entryToExit(run),
    totalReturn,
    benchmarkReturn: defined(benchmarkReturn),
    periodsPerYear: periods,
    ...risk.figures,
    cagr: defined(cagr),
    calmar: defined(risk.annual / (worst || NaN)),
    omega: defined(statistics.omega(returns) ?? NaN),
    ...relation(run, returns, totalReturn, benchmarkReturn, periods, policies),
    maxDrawdown: -worst,
    maxDrawdownMoney: largestFall(equity),
    ...drawdowns(run, policies),
    ...tradeFigures(run.tradeColumns, policies),
  };
}

function periodsBy(run: FrameRun, { annualFactor }: ReportPolicies): number {
  if (annualFactor === '365-days') return (365 * dayMs) / barSpacing(run.time);
  if (annualFactor === 'spacing' || annualFactor === 'spacing-as-days') return periodsBySpacing(run.time);
  if (annualFactor !== 'calendar') return annualFactor;
  return Math.max(...run.legs.map((leg) => leg.bars.quality.periodsPerYear));
}

/** Simple returns of the sampled equity, the first from capital or none. What follows an equity of 0 has no return. */
function returnsBy({ equity, time, capital }: FrameRun, policies: ReportPolicies): Float64Array {
  const rows = sampledRows(time, policies.sampling);
  const all = Float64Array.from(rows, (row, i) => equity[row]! / (i === 0 ? capital : equity[rows[i - 1]!]!) - 1);
  return (policies.firstReturn === 'from-first-equity' ? all.subarray(1) : all).filter((r) => !Number.isNaN(r));
}

function riskBy(returns: Float64Array, periods: number, cagr: number, policies: ReportPolicies) {
  const average = mean(returns);
  const geometric = geometricMean(policies.annualReturn === 'geometric-flat-start' ? flatStart(returns) : returns);
  const annual =
    policies.annualReturn === 'cagr'
      ? cagr
      : policies.annualReturn === 'arithmetic'
        ? average * periods
        : pow(1 + geometric, periods) - 1;
  const spread = variance(returns, 1);
  const volatility =
    policies.annualVolatility === 'root-factor'
      ? Math.sqrt(spread * periods)
      : Math.sqrt(pow(spread + square(1 + geometric), periods) - pow(1 + geometric, 2 * periods));
  const downside = Math.sqrt(mean(returns.map((r) => square(Math.min(r, 0)))) * periods);
  const rewarded = policies.ratios === 'annual' ? annual : average * periods;
  const risk = policies.ratios === 'annual' ? volatility : Math.sqrt(spread * periods);
  return {
    annual,
    figures: {
      annualReturn: defined(annual),
      annualVolatility: defined(volatility),
      sharpe: defined(rewarded / (risk || NaN)),
      sortino: defined(rewarded / downside),
    },
  };
}

/** Returns with one of 0 ahead of them. */
function flatStart(returns: Float64Array): Float64Array {
  const all = new Float64Array(returns.length + 1);
  all.set(returns, 1);
  return all;
}

/** Prices that can be compared across splits: those of a raw frame with its splits taken out. */
export function comparable(bars: Bars): Bars {
  return bars.basis === 'raw' ? adjusted(bars, 'split') : bars;
}

/** Total return of holding the only symbol, prices alone. */
function heldReturn(run: FrameRun, { benchmarkStart }: ReportPolicies): number {
  const { from, firstTradable } = run.legs[0]!;
  const bars = comparable(run.legs[0]!.bars);
  const last = bars.close[bars.length - 1]!;
  if (benchmarkStart === 'first-open') return last / bars.open[from]! - 1;
  const first = bars.close[benchmarkStart === 'first-close' ? from : firstTradable]!;
  return (last - first) / first;
}

/** Alpha and beta against the only symbol. */
function relation(
  run: FrameRun,
  returns: Float64Array,
  totalReturn: number,
  benchmarkReturn: number,
  periods: number,
  { alphaBeta }: ReportPolicies,
): { alpha: number | null; beta: number | null } {
  if (run.legs.length !== 1) return { alpha: null, beta: null };
  const { from } = run.legs[0]!;
  const bars = comparable(run.legs[0]!.bars);
  const change = (column: Float64Array) => Float64Array.from(column.subarray(1), (x, i) => x / column[i]!);
  const market = change(bars.close.subarray(from));
  const own = change(run.equity);
  if (alphaBeta === 'whole-period') {
    const beta = slope(own.map(log), market.map(log));
    return { alpha: defined(totalReturn - beta * benchmarkReturn), beta: defined(beta) };
  }
  const simple = [own, market].map((ratios) => ratios.map((x) => x - 1)) as [Float64Array, Float64Array];
  if (returns.length < 2) return { alpha: null, beta: null };
  return {
    alpha: statistics.alpha(simple[0], simple[1], { periods }),
    beta: statistics.beta(simple[0], simple[1]),
  };
}

/** Covariance over variance of the second. */
function slope(y: Float64Array, x: Float64Array): number {
  if (y.length < 2) return NaN;
  const [my, mx] = [mean(y), mean(x)];
  return sum(y.map((v, i) => (v - my) * (x[i]! - mx))) / sum(x.map((v) => square(v - mx)));
}

/** Share of bars from entry to exit of some closed trade, both ends counted. */
function entryToExit(run: FrameRun): number {
  const covered = new Uint8Array(run.time.length);
  const rowOf = new Map(Array.from(run.time, (at, i) => [at, i]));
  const { closed, entryTime, exitTime } = run.tradeColumns;
  for (let k = 0; k < closed; k++)
    covered.fill(1, rowOf.get(entryTime[k]!) ?? 0, (rowOf.get(exitTime[k]!) ?? covered.length - 1) + 1);
  return covered.length === 0 ? 0 : mean(covered);
}

/** Largest fall from a running peak in currency. */
function largestFall(equity: Float64Array): number {
  let peak = -Infinity;
  let worst = 0;
  for (const value of equity) {
    peak = Math.max(peak, value);
    worst = Math.max(worst, peak - value);
  }
  return worst;
}

function drawdowns(run: FrameRun, { drawdownDuration }: ReportPolicies) {
  const spells = drawdownSpells(run.equity);
  const lengths = spells.map(({ from, to, bars }) =>
    drawdownDuration === 'bars' ? bars : run.time[to]! - run.time[from]!,
  );
  return {
    averageDrawdown: spells.length === 0 ? null : -mean(spells.map(({ depth }) => depth)),
    maxDrawdownLength: spells.length === 0 ? null : largest(lengths),
    averageDrawdownLength: spells.length === 0 ? null : mean(lengths),
  };
}

function tradeFigures(trades: TradeColumns, policies: ReportPolicies) {
  const n = trades.closed;
  const pnl = trades.pnl.subarray(0, n);
  const returns = trades.return.subarray(0, n);
  const lengths = trades.exitTime.subarray(0, n).map((time, k) => time - trades.entryTime[k]!);
  const gains = pnl.filter((x) => x > 0);
  const losses = pnl.filter((x) => x < 0);
  const winRate = gains.length / n;
  const basis = policies.profitFactor === 'money' ? pnl : returns;
  const [won, lost] = [basis.filter((x) => x > 0), basis.filter((x) => x < 0)];
  const average = policies.averageTrade === 'geometric' ? geometricMean(returns) : mean(returns);
  return {
    trades: n,
    won: gains.length,
    lost: n - gains.length,
    netProfit: sum(pnl),
    winRate: defined(winRate),
    bestTrade: n === 0 ? null : largest(returns),
    worstTrade: n === 0 ? null : returns.reduce((least, r) => Math.min(least, r), Infinity),
    averageTrade: n === 0 ? null : average,
    expectancy: n === 0 ? null : mean(returns),
    maxTradeMs: n === 0 ? null : largest(lengths),
    averageTradeMs: n === 0 ? null : mean(lengths),
    profitFactor: defined(sum(won) / (-sum(lost) || NaN)),
    sqn: defined((Math.sqrt(n) * mean(pnl)) / (Math.sqrt(variance(pnl, policies.sqnDdof)) || NaN)),
    kelly: defined(winRate - (1 - winRate) / (mean(gains) / -mean(losses))),
  };
}
