import type { Bars } from '@bot-v2/sdk';
import { barSpacing } from '../report/periods.js';
import { largest, mean, smallest, sum } from '../report/list-figures.js';
import type { FrameRun } from '../frame-driver/index.js';
import { comparable, runStatistics } from '../report/run-statistics.js';
import { exitTrades } from './exit-trades.js';
import type { CountedFill, ExitTrade } from './exit-trades.js';
import type { NamedStatistics } from './named-statistics.js';
import { difference } from './order-size.js';

/**
 * The figures of a run under the names of vectorbt's methods, fractions, and under those of its table `stats()`, percent
 * where they say so, durations as that prints them (`3 days 12:00:00`).
 */
export function vectorbtStatistics(run: FrameRun): NamedStatistics {
  const s = runStatistics(run);
  const fills = run.fills.toArray();
  const legs = run.legs.map(({ symbol, bars, from }) => {
    const own = fills.filter((fill) => fill.symbol === symbol);
    return { fills: withoutSplits(own, bars), bars: comparable(bars), from };
  });
  const trades = legs.flatMap((leg) => exitTrades(leg.fills, leg.bars));
  const spacing = barSpacing(run.time);
  return {
    total_return: s.totalReturn,
    final_value: s.finalEquity,
    annualized_return: s.annualReturn,
    annualized_volatility: s.annualVolatility,
    sharpe_ratio: s.sharpe,
    sortino_ratio: s.sortino,
    calmar_ratio: s.calmar,
    omega_ratio: s.omega,
    max_drawdown: s.maxDrawdown,
    Start: date(s.start),
    End: date(s.end),
    Period: duration(run.time.length, spacing),
    'Start Value': run.capital,
    'End Value': s.finalEquity,
    'Total Return [%]': s.totalReturn * 100,
    'Benchmark Return [%]': percent(s.benchmarkReturn),
    'Max Gross Exposure [%]': legs.length === 1 ? percent(mostExposed(legs[0]!, run.capital)) : null,
    'Total Fees Paid': sum(fills.map((fill) => fill.fee)),
    'Max Drawdown [%]': s.maxDrawdown === 0 ? null : -s.maxDrawdown * 100,
    'Max Drawdown Duration': duration(longestBelowPeak(run.equity) || NaN, spacing),
    ...tradeFigures(trades, spacing),
    'Sharpe Ratio': s.sharpe,
    'Calmar Ratio': s.calmar,
    'Omega Ratio': s.omega,
    'Sortino Ratio': s.sortino,
  };
}

interface CountedLeg {
  readonly fills: readonly CountedFill[];
  readonly bars: Bars;
  readonly from: number;
}

/** Fills in the units and prices of the last bar. */
function withoutSplits(fills: readonly CountedFill[], bars: Bars): readonly CountedFill[] {
  const { close } = comparable(bars);
  if (close === bars.close) return fills;
  const factor = new Map(Array.from(bars.time, (at, row) => [at, close[row]! / bars.close[row]!]));
  return fills.map((fill) => {
    const by = factor.get(fill.time)!;
    return { ...fill, quantity: fill.quantity / by, price: fill.price * by };
  });
}

const percent = (x: number | null) => (x === null || !Number.isFinite(x) ? null : x * 100);
const date = (at: number) => (Number.isNaN(at) ? null : new Date(at).toISOString().slice(0, 19));

/** Bars as days and time of day, with nanoseconds where there is a part of a second; `spacing` in ms. */
function duration(bars: number, spacing: number): string | null {
  const nanoseconds = Math.floor(bars * (spacing * 1e6));
  if (!Number.isFinite(nanoseconds)) return null;
  const seconds = Math.floor(nanoseconds / 1e9);
  const part = nanoseconds - seconds * 1e9;
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const time = clock.map((each) => String(each).padStart(2, '0')).join(':');
  return `${Math.floor(seconds / 86_400)} days ${time}${part === 0 ? '' : `.${String(part).padStart(9, '0')}`}`;
}

/** The most bars in a row that ended below an earlier one. */
function longestBelowPeak(equity: Float64Array): number {
  let peak = -Infinity;
  let below = 0;
  let longest = 0;
  for (const value of equity) {
    below = value < peak ? below + 1 : 0;
    peak = Math.max(peak, value);
    longest = Math.max(longest, below);
  }
  return longest;
}

/** The largest share of a position, negative when short, in itself and the cash that short sales do not bind. */
function mostExposed({ fills, bars, from }: CountedLeg, cash: number): number {
  const { time, close, length } = bars;
  let [position, debt, free, next, most] = [0, 0, cash, 0, -Infinity];
  for (let row = from; row < length; row++) {
    for (; next < fills.length && fills[next]!.time <= time[row]!; next++) {
      const { side, quantity, price, fee } = fills[next]!;
      const size = side === 'buy' ? quantity : -quantity;
      const before = position;
      position = difference(before, -size);
      const bound = debt;
      if (position >= 0) debt = 0;
      else if (size > 0) debt *= position / before;
      else debt += (before < 0 ? quantity : -position) * price;
      free = difference(free, size * price + fee + 2 * (debt - bound));
    }
    const worth = position * close[row]!;
    const all = difference(worth, -free);
    most = Math.max(most, all === 0 ? 0 : worth / all);
  }
  return most;
}

function tradeFigures(trades: readonly ExitTrade[], spacing: number): NamedStatistics {
  const closed = trades.filter((trade) => !trade.open);
  const open = trades.filter((trade) => trade.open);
  const won = closed.filter(({ pnl }) => pnl > 0);
  const lost = closed.filter(({ pnl }) => pnl < 0);
  const returns = (list: readonly ExitTrade[]) => list.map((trade) => trade.return);
  const money = (list: readonly ExitTrade[]) => list.map(({ pnl }) => pnl);
  const rows = (list: readonly ExitTrade[]) => mean(list.map(({ entryRow, exitRow }) => exitRow - entryRow));
  const rate = won.length / closed.length;
  const factor = sum(money(won)) / -sum(money(lost));
  /** What the average of a side adds, nothing without any; a trade that earns nothing counts as one that is lost. */
  const part = (list: readonly ExitTrade[], share: number) => (list.length === 0 ? 0 : share * mean(money(list)));
  return {
    'Total Trades': trades.length,
    'Total Closed Trades': closed.length,
    'Total Open Trades': open.length,
    'Open Trade PnL': sum(money(open)),
    'Win Rate [%]': percent(rate),
    'Best Trade [%]': percent(largest(returns(closed))),
    'Worst Trade [%]': percent(smallest(returns(closed))),
    'Avg Winning Trade [%]': percent(mean(returns(won))),
    'Avg Losing Trade [%]': percent(mean(returns(lost))),
    'Avg Winning Trade Duration': duration(rows(won), spacing),
    'Avg Losing Trade Duration': duration(rows(lost), spacing),
    'Profit Factor': Number.isFinite(factor) ? factor : null,
    Expectancy: closed.length === 0 ? null : part(won, rate) + part(lost, 1 - rate),
  };
}
