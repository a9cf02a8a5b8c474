import { adjustedAmount, dividendCheck } from './dividend-check.js';

/** Funds whose capital gain is part of the stated dividend and was taken out of the adjusted close a second time. */
export const capitalGainCountedTwice = dividendCheck({
  name: 'capital_gain_counted_twice',
  title: 'an adjusted close that steps by dividend plus capital gain although the dividend contains the gain',
  remedy: 'repair it (data.repair: capital_gain_counted_twice), or compute the adjusted close from the dividends alone',
  faults: ['gain_counted_twice'],
  beside: adjustedAmount,
  are: 'with the capital gain counted twice',
});
