import { likelyAmount, dividendCheck } from './dividend-check.js';

/** One dividend stated twice within a week; the one the price did not fall by is named. */
export const phantomDividend = dividendCheck({
  name: 'phantom_dividend',
  title: 'two dividends of about the same amount within a week, one without a fall of the price',
  remedy: 'repair it (data.repair: phantom_dividend), or remove the one that was not paid',
  faults: ['phantom'],
  beside: likelyAmount,
  are: 'stated twice',
});
