import { tierNames } from '@bot-v2/sdk';
import type { TierName } from '@bot-v2/sdk';
import fc from 'fast-check';
import { tierOf } from './tier-of.js';
import { tiers } from './tiers.js';

const hysteresis = 0.05;
const equities = fc.double({ min: 500, max: 100_000, noNaN: true });

describe('the tier of an account', () => {
  it.each([
    [500, 'micro'],
    [2_499.99, 'micro'],
    [2_500, 'small'],
    [9_999.99, 'small'],
    [10_000, 'medium'],
    [24_999.99, 'medium'],
    [25_000, 'large'],
    [1e9, 'large'],
  ])('with %d is %s', (equity, name) => {
    expect(tierOf(equity).name).toBe(name);
  });

  it.each([499, 499.99, 0, -5, NaN])('%d is below minimum, whatever it was before', (equity) => {
    for (const previous of [null, ...tierNames]) {
      expect(() => tierOf(equity, { previous, hysteresis })).toThrow(
        expect.objectContaining({ code: 'BOT_CONFIG_BELOW_MINIMUM', hint: expect.stringContaining('500') }),
      );
    }
  });

  it.each([
    ['small', 10_400, 'small'],
    ['small', 10_500, 'medium'],
    ['medium', 9_600, 'medium'],
    ['medium', 9_499, 'small'],
    ['micro', 30_000, 'large'],
    ['large', 600, 'micro'],
    ['micro', 26_000, 'medium'],
  ] as const)('from %s at %d becomes %s', (previous, equity, name) => {
    expect(tierOf(equity, { previous, hysteresis }).name).toBe(name);
  });

  it('never changes while equity walks within the band of a boundary', () => {
    const boundary = fc.constantFrom(2_500, 10_000, 25_000);
    const walk = fc.array(fc.double({ min: -0.049, max: 0.049, noNaN: true }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(boundary, walk, (at, steps) => {
        let tier = tierOf(at).name;
        const seen = new Set<TierName>();
        for (const step of steps) seen.add((tier = tierOf(at * (1 + step), { previous: tier, hysteresis }).name));
        expect(seen.size).toBe(1);
      }),
    );
  });

  it('is stable: asked again with the same equity it stays', () => {
    fc.assert(
      fc.property(equities, fc.constantFrom(...tierNames), (equity, previous) => {
        const once = tierOf(equity, { previous, hysteresis }).name;
        expect(tierOf(equity, { previous: once, hysteresis }).name).toBe(once);
      }),
    );
  });

  it('is never further from the plain tier than the band allows', () => {
    fc.assert(
      fc.property(equities, fc.constantFrom(...tierNames), (equity, previous) => {
        const tier = tierOf(equity, { previous, hysteresis });
        const plain = tierOf(equity);
        if (tier !== plain) {
          const boundary = Math.max(tier.from, plain.from);
          expect(Math.abs(equity / boundary - 1)).toBeLessThanOrEqual(hysteresis + 1e-12);
        }
      }),
    );
  });
});

it('the tiers ascend without gaps, and each allows at least what the smaller one does', () => {
  expect(tiers.map(({ name }) => name)).toEqual(tierNames);
  for (let i = 1; i < tiers.length; i++) {
    const [below, above] = [tiers[i - 1]!, tiers[i]!];
    expect(above.from).toBeGreaterThan(below.from);
    expect(above.positions.max).toBeGreaterThan(below.positions.max);
    expect(above.minimumPosition).toBeGreaterThan(below.minimumPosition);
    expect(above.confidence).toBeLessThan(below.confidence);
    expect(above.strategies).toEqual(expect.arrayContaining([...below.strategies]));
  }
});
