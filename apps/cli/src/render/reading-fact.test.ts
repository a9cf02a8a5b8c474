import { readingFact } from './reading-fact.js';

test('a single output is its value; several are named; what is missing says why', () => {
  const one = { indicator: 'rsi(14)', values: { rsi: 58.535412 }, warmup: 14, note: null };
  expect(readingFact(one)).toEqual({ label: 'Reading', text: 'rsi(14): 58.5354' });
  const values = { upper: 124.7654321, middle: 0.00012345678, lower: null };
  const several = { indicator: 'bollinger(20, 2)', values, warmup: 19, note: 'undefined on the last bar' };
  expect(readingFact(several).text).toBe(
    'bollinger(20, 2): upper 124.765, middle 0.000123457, lower – (undefined on the last bar)',
  );
});
