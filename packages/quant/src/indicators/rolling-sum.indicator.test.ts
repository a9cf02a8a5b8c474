import { createRollingSum, createSma, rollingSum, sma } from './index.js';

/** Values without a pattern, and none that a double holds exactly. */
const values = Float64Array.from({ length: 67 }, (_, i) => 100 + ((i * 7919) % 101) / 7);

it('sums every window at every length as its stream does, to the last bit', () => {
  for (let n = 1; n <= 23; n++) {
    for (let length = 0; length <= values.length; length++) {
      const x = values.subarray(0, length);
      const sums = createRollingSum(n);
      const means = createSma(n);
      expect(rollingSum(x, n)).toEqual(x.map((value) => sums.next(value)));
      expect(sma(x, n)).toEqual(x.map((value) => means.next(value)));
    }
  }
});

it('sums what stands in the window', () => {
  for (let n = 1; n <= 23; n++) {
    const found = rollingSum(values, n);
    for (let i = n - 1; i < values.length; i++) {
      const window = values.subarray(i - n + 1, i + 1);
      expect(found[i]).toBeCloseTo(
        window.reduce((sum, value) => sum + value),
        9,
      );
    }
  }
});
