import { toColumn, type Series } from '../series.js';
import { annualisedReturn } from './annualised.statistic.js';
import { maxDrawdown } from './drawdown.statistic.js';
import { equityFromReturns } from './equity.statistic.js';
import { defined } from './mean.statistic.js';

/** Annualised return over the depth of the worst drawdown; null without a drawdown. T. Young (1991). */
export function calmar(r: Series, periods = 252): number | null {
  const column = toColumn(r);
  const growth = annualisedReturn(column, periods);
  const worst = maxDrawdown(equityFromReturns(column));
  if (growth === null || worst === null || worst.value === 0) return null;
  return defined(growth / -worst.value);
}
