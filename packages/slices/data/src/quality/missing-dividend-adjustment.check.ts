import { adjustedAmount, dividendCheck } from './dividend-check.js';

/** Dividends the adjusted close leaves out, or was computed with by another amount, where the prices bear the stated one out. */
export const missingDividendAdjustment = dividendCheck({
  name: 'missing_dividend_adjustment',
  title: 'a stated dividend over which the adjusted close does not step, or steps by another amount',
  remedy:
    'repair it (data.repair: missing_dividend_adjustment), or compute the adjusted close from prices and dividends',
  faults: ['missing_adjustment', 'adjustment_disagrees'],
  beside: adjustedAmount,
  are: 'not in the adjusted close as stated',
});
