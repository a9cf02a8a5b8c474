import type { Figures, Stats } from '@bot-v2/sdk';
import type { FrameRun } from '../frame-driver/index.js';

/** The part of the figures that is money moved and paid. */
export type MoneyFigures = Pick<
  Figures,
  'traded' | 'turnover' | 'commission' | 'spread' | 'slippage' | 'interest' | 'costsOfProfit'
>;

/** What was bought and sold, what it cost, and what balances earned or owed. */
export function moneyFigures(run: FrameRun, stats: Stats): MoneyFigures {
  const { instruments } = run.account.terms;
  const traded = run.fills.traded((symbol) => instruments?.[symbol]?.multiplier ?? 1);
  const average = run.equity.reduce((sum, value) => sum + value, 0) / run.equity.length;
  const { commission, spread, slippage, total } = run.costs;
  const gross = stats.finalEquity - stats.initialEquity + total;
  return {
    traded,
    turnover: stats.years > 0 && average > 0 ? traded / average / stats.years : null,
    commission,
    spread,
    slippage,
    interest: run.interest,
    costsOfProfit: gross > 0 ? total / gross : null,
  };
}
