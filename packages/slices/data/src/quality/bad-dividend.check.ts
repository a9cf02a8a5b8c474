import { likelyAmount, dividendCheck } from './dividend-check.js';

/** Stated amounts that neither the fall of the price nor (mostly) the adjusted close bears out: pence for pounds, or per old share. */
export const badDividend = dividendCheck({
  name: 'bad_dividend',
  title: 'a stated dividend 100 times too large, or not divided by the split of its day',
  remedy: 'repair it (data.repair: bad_dividend), or correct the amount',
  faults: ['wrong_amount'],
  beside: likelyAmount,
  are: 'of an unlikely amount',
});
