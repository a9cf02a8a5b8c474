import type { Contribution, Stats, Trade } from '@bot-v2/sdk';
import type { FrameRun, LegRun } from '../frame-driver/index.js';
import type { Excursion } from './excursions.js';
import { tradeFigures } from './trade-figures.js';

/**
 * What one symbol did in a shared account: figures of its trades, what its fills moved and cost, and its profit. Profits
 * of all symbols and the interest on cash make up the change of the account's equity.
 * @param stats of the account, for its years and average equity
 */
export function contributionOf(
  run: FrameRun,
  leg: LegRun,
  stats: Stats,
  excursions: ReadonlyMap<Trade, Excursion>,
): Contribution {
  const multiplier = run.account.terms.instruments?.[leg.symbol]?.multiplier ?? 1;
  const { traded, fees, adverse } = run.fills.moneyOf(leg.symbol, multiplier);
  const { spread, slippage } = run.costs;
  const spreadShare = spread + slippage > 0 ? spread / (spread + slippage) : 0;
  const profit = lastProfit(leg);
  const all = run.legs.reduce((sum, each) => sum + lastProfit(each), 0);
  const average = run.equity.reduce((sum, value) => sum + value, 0) / run.equity.length;
  const gross = profit + fees + adverse;
  return {
    ...tradeFigures(leg.trades, excursions),
    profit,
    profitShare: all > 0 ? profit / all : null,
    traded,
    turnover: stats.years > 0 && average > 0 ? traded / average / stats.years : null,
    commission: fees,
    spread: adverse * spreadShare,
    slippage: adverse * (1 - spreadShare),
    costsOfProfit: gross > 0 ? (fees + adverse) / gross : null,
  };
}

function lastProfit({ pnl }: LegRun): number {
  return pnl[pnl.length - 1] ?? 0;
}
