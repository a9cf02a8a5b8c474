import { callStrategies } from './index.js';

const legs = ['AAA', 'BBB'].map((symbol) => ({ symbol, strategy: { id: 'maybe_endless' } }));

test('gives what the work gives, and throws what it throws', () => {
  expect(callStrategies(legs, () => 7)).toBe(7);
  expect(() =>
    callStrategies(legs, () => {
      throw new RangeError('mine');
    }),
  ).toThrow(RangeError);
});

test('ends strategies that never return, and names them and their symbols', () => {
  const endless = () => {
    for (;;);
  };
  expect(() => callStrategies(legs, endless, 100)).toThrow(
    expect.objectContaining({
      code: 'BOT_STRATEGY_TIMEOUT',
      message: 'maybe_endless on AAA, BBB: did not return within 0.1 s',
    }),
  );
});
