import * as statistics from '@bot-v2/quant/statistics';
import type { Figures, Trade } from '@bot-v2/sdk';
import type { Excursion } from './excursions.js';

/** The part of the figures that closed trades say, net of costs, in the order they were closed. */
export type TradeFigures = Pick<
  Figures,
  | 'bestTrade'
  | 'worstTrade'
  | 'averageWin'
  | 'averageLoss'
  | 'payoffRatio'
  | 'expectancy'
  | 'sqn'
  | 'averageBars'
  | 'longTrades'
  | 'shortTrades'
  | 'longestWinStreak'
  | 'longestLossStreak'
  | 'averageMae'
  | 'averageMfe'
>;

/** Figures of the closed trades among `trades`: a win has a profit above 0, a loss one below. */
export function tradeFigures(trades: readonly Trade[], excursions: ReadonlyMap<Trade, Excursion>): TradeFigures {
  const closed = trades.filter((trade) => trade.exitTime !== null);
  const profits = closed.map((trade) => trade.pnl);
  const returns = closed.map((trade) => trade.return);
  const long = closed.filter((trade) => trade.side === 'long').length;
  const deviation = profits.length < 2 ? null : statistics.standardDeviation(profits, 1);
  const expectancy = statistics.expectancy(profits);
  const moved = closed.flatMap((trade) => excursions.get(trade) ?? []);
  return {
    bestTrade: extreme(returns, Math.max),
    worstTrade: extreme(returns, Math.min),
    averageWin: statistics.mean(returns.filter((_, i) => profits[i]! > 0)),
    averageLoss: statistics.mean(returns.filter((_, i) => profits[i]! < 0)),
    payoffRatio: statistics.payoffRatio(profits),
    expectancy,
    sqn:
      expectancy === null || deviation === null || deviation < 1e-12
        ? null
        : (Math.sqrt(profits.length) * expectancy) / deviation,
    averageBars: statistics.mean(closed.map((trade) => trade.bars)),
    longTrades: long,
    shortTrades: closed.length - long,
    longestWinStreak: longestStreak(profits, (profit) => profit > 0),
    longestLossStreak: longestStreak(profits, (profit) => profit < 0),
    averageMae: statistics.mean(moved.map(({ mae }) => mae)),
    averageMfe: statistics.mean(moved.map(({ mfe }) => mfe)),
  };
}

function extreme(values: readonly number[], pick: (a: number, b: number) => number): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => pick(a, b));
}

/** Longest run of neighbours that all hold. */
function longestStreak(values: readonly number[], holds: (value: number) => boolean): number {
  let longest = 0;
  let current = 0;
  for (const value of values) {
    current = holds(value) ? current + 1 : 0;
    if (current > longest) longest = current;
  }
  return longest;
}
