import { sizingMethods, sizingPolicySchema } from '@bot-v2/sdk';
import type { Bars, SizingPolicy } from '@bot-v2/sdk';
import fc from 'fast-check';
import { compileSizer, sizeAt } from './index.js';

/** A daily raw frame over closes; highs and lows are `spread` (a fraction) away. */
function frameOf(closes: readonly number[], spread = 0.01): Bars {
  const close = Float64Array.from(closes);
  return {
    symbol: 'TEST',
    interval: '1d',
    length: close.length,
    time: Float64Array.from(closes, (_, i) => i * 86_400_000),
    open: close.slice(),
    high: close.map((c) => c * (1 + spread)),
    low: close.map((c) => c * (1 - spread)),
    close,
    volume: close.map(() => 1e6),
    basis: 'as_given',
    actions: [],
    provenance: { kind: 'synthetic', provider: 'test', source: 'generated in a test', contentHash: 'test' },
    quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: false, findings: [] },
  };
}

/** Frames of 70 to 120 bars whose one-bar log returns lie within ± 5 %. */
const walks: fc.Arbitrary<Bars> = fc
  .tuple(
    fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), { minLength: 70, maxLength: 120 }),
    fc.double({ min: 1, max: 500, noNaN: true }),
    fc.double({ min: 0.001, max: 0.03, noNaN: true }),
  )
  .map(([returns, start, spread]) => {
    let price = start;
    return frameOf([start, ...returns.map((r) => (price *= Math.exp(r)))], spread);
  })
  .filter((bars) => new Set(bars.close).size > 2);

const riskToStop = { risk: 0.02, multiple: 2, period: 14 };
const intelligent: SizingPolicy = {
  method: 'intelligent',
  volatilityTarget: 0.15,
  riskToStop,
  confidence: 1,
  regime: 1,
  maxFraction: 0.8,
  minFraction: 0,
};

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const anyPolicy = fc.record({
  method: fc.constantFrom(...sizingMethods),
  tailRisk: fc.record({
    risk: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
    level: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    // Shorter than the contract allows, so that it is known on the frames above.
    window: fc.constant(60),
  }),
  edge: fc.constantFrom(undefined, undefined, undefined, true, false),
  fraction: fc.double({ min: 0, max: 3, noNaN: true }),
  volatilityTarget: fc.double({ min: 0.01, max: 0.6, noNaN: true }),
  riskToStop: fc.record({
    risk: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
    multiple: fc.double({ min: 0.5, max: 5, noNaN: true }),
    period: fc.integer({ min: 1, max: 30 }),
  }),
  confidence: unit,
  regime: fc.constantFrom(1.2, 0.9, 0.6, 0.4, 1, 0.7, 0.2, 0),
  maxFraction: unit,
  minFraction: fc.oneof(fc.constant(0), unit),
});
/** Half of the policies that do not start from the tail are not limited by it. */
const policies: fc.Arbitrary<SizingPolicy> = fc
  .tuple(anyPolicy, fc.boolean())
  .map(([policy, limited]) => (policy.method === 'cvar' || limited ? policy : { ...policy, tailRisk: undefined }));

const lastOf = (bars: Bars) => bars.length - 1;
const sizeOf = (policy: SizingPolicy, bars: Bars) => sizeAt(policy, bars, lastOf(bars)).fraction;

/** The frame's closes rewritten as alternating moves of exactly ± `move`, whose volatility is known in closed form. */
function zigzag(move: number, bars = 61): Bars {
  return frameOf(Array.from({ length: bars }, (_, i) => 100 * Math.exp(i % 2 === 0 ? 0 : move)));
}

describe('the size of a known frame', () => {
  const move = 0.02;
  // 60 returns of ± move: mean 0, Σr² = 60 move², so sd (ddof 1) = move √(60 ÷ 59).
  const volatility = move * Math.sqrt(60 / 59) * Math.sqrt(252);

  it('is volatility target ÷ realised volatility, times confidence and regime', () => {
    const policy: SizingPolicy = {
      ...intelligent,
      riskToStop: undefined,
      confidence: 0.5,
      regime: 0.9,
      maxFraction: 1,
    };
    expect(sizeOf(policy, zigzag(move))).toBeCloseTo((0.15 / volatility) * 0.5 * 0.9, 12);
  });

  it('is limited by what a stop may lose', () => {
    const size = sizeAt({ ...intelligent, volatilityTarget: 9, maxFraction: 1 }, zigzag(move), 60);
    // True range of every bar: from one close to the other's far edge.
    const up = 100 * Math.exp(move);
    const rising = up * 1.01 - 100;
    const falling = up - 99;
    let atr = 0;
    for (let i = 1; i <= 14; i++) atr += (i % 2 === 1 ? rising : falling) / 14;
    for (let i = 15; i <= 60; i++) atr = (atr * 13 + (i % 2 === 1 ? rising : falling)) / 14;
    expect(size.fraction).toBeCloseTo(0.02 / ((2 * atr) / 100), 12);
    expect(size.reasons.map((reason) => reason.step)).toEqual(['signal', 'raw', 'confidence', 'regime', 'risk', 'cap']);
    expect(size.reasons.at(-1)).toMatchObject({ factor: 1, text: 'cap 100 % idle' });
  });

  it('is the risk to the stop for atr, and the given fraction for the fixed ones', () => {
    const bars = zigzag(move);
    const atr = sizeOf({ ...intelligent, method: 'atr', volatilityTarget: undefined, maxFraction: 1 }, bars);
    const limited = sizeOf({ ...intelligent, volatilityTarget: 9, maxFraction: 1 }, bars);
    expect(atr).toBe(limited);
    const fromNumber = [
      ...(['fixed', 'fixed_fractional', 'kelly', 'fractional_kelly', 'optimal_f'] as const),
      ...(['confidence_adjusted', 'regime_adjusted'] as const),
    ];
    for (const method of fromNumber) {
      const policy: SizingPolicy = {
        method,
        fraction: 0.3,
        confidence: 1,
        regime: 1,
        maxFraction: 0.8,
        minFraction: 0,
      };
      expect(sizeOf(policy, bars)).toBe(0.3);
    }
  });

  it('is what an average bad day may cost ÷ what it costs for cvar', () => {
    const bars = zigzag(move, 251);
    const policy: SizingPolicy = {
      ...intelligent,
      method: 'cvar',
      volatilityTarget: undefined,
      riskToStop: undefined,
      tailRisk: { risk: 0.01, level: 0.05, window: 250 },
    };
    // The worst 5 % of 250 days all lost exp(−move).
    expect(sizeOf(policy, bars)).toBeCloseTo(0.01 / (1 - Math.exp(-move)), 12);
    expect(sizeAt(policy, bars, 249).noTrade).toBe('CVaR needs 251 bars, there are 250');
    const rising = frameOf(Array.from({ length: 251 }, (_, i) => 100 * 1.001 ** i));
    expect(sizeAt(policy, rising, 250).noTrade).toBe('the worst days of 250 lost nothing: no tail to size by');
    const limited = sizeAt({ ...policy, method: 'fixed', fraction: 0.9, maxFraction: 1 }, bars, 250);
    expect(limited.fraction).toBe(sizeOf(policy, bars));
  });

  it('without an edge is 0 in every method', () => {
    for (const method of sizingMethods) {
      const policy: SizingPolicy = {
        ...intelligent,
        method,
        fraction: 0.3,
        tailRisk: { risk: 0.01, level: 0.05, window: 250 },
        edge: false,
      };
      const size = sizeAt(policy, zigzag(move, 260), 259);
      expect(size).toMatchObject({ fraction: 0, noTrade: 'no edge: nothing is held' });
      expect(sizeOf({ ...policy, edge: true }, zigzag(move, 260))).toBeGreaterThan(0);
    }
  });

  it('says that a size under the minimum is no trade, and does not raise it', () => {
    const size = sizeAt({ ...intelligent, maxFraction: 0.05, minFraction: 0.06 }, zigzag(move), 60);
    expect(size).toMatchObject({ fraction: 0, noTrade: '5 % is under the minimum of 6 %: no trade' });
  });
});

describe('while there is nothing to size by', () => {
  it.each([59, 0, -1])('row %i has no volatility of 60 returns: no trade, with the reason', (t) => {
    const size = sizeAt(intelligent, zigzag(0.02), t);
    expect(size.fraction).toBe(0);
    expect(size.noTrade).toBe(`realised volatility needs 61 bars, there are ${t + 1}`);
    expect(compileSizer(intelligent, zigzag(0.02)).fraction(t)).toBe(0);
  });

  it('the stop needs its period', () => {
    const policy: SizingPolicy = { ...intelligent, method: 'atr', volatilityTarget: undefined };
    expect(sizeAt(policy, zigzag(0.02), 13).noTrade).toBe('ATR(14) needs 15 bars, there are 14');
    expect(sizeAt(policy, zigzag(0.02), 14).fraction).toBeGreaterThan(0);
  });

  it('a constant price is not sized', () => {
    const size = sizeAt(intelligent, frameOf(Array<number>(80).fill(100), 0), 79);
    expect(size).toMatchObject({ fraction: 0, noTrade: 'the price does not move: no volatility to size by' });
  });

  it('a fixed size needs no bars at all', () => {
    const policy: SizingPolicy = {
      method: 'fixed',
      fraction: 0.8,
      confidence: 1,
      regime: 1,
      maxFraction: 0.8,
      minFraction: 0,
    };
    expect(sizeAt(policy, frameOf([]), -1).fraction).toBe(0.8);
  });

  it('a row outside the frame is a defect of the caller', () => {
    const sizer = compileSizer(intelligent, zigzag(0.02));
    for (const t of [61, -2, 0.5, NaN]) expect(() => sizer.fraction(t)).toThrow(/is not in a frame of 61 rows/);
  });

  it.each(sizingMethods)('%s without the field it starts from is refused', (method) => {
    const empty: SizingPolicy = { method, confidence: 1, regime: 1, maxFraction: 1, minFraction: 0 };
    expect(() => compileSizer(empty, zigzag(0.02))).toThrow(expect.objectContaining({ code: 'BOT_CAP_INPUT' }));
  });
});

describe('for any policy on any frame', () => {
  it('the factors of the reasons multiply to the fraction, step by step', () => {
    fc.assert(
      fc.property(policies, walks, (policy, bars) => {
        const { fraction, reasons, noTrade } = sizeAt(policy, bars, lastOf(bars));
        let product = 1;
        for (const reason of reasons) {
          product *= reason.factor;
          expect(Math.abs(product - reason.after)).toBeLessThanOrEqual(1e-12 * Math.max(1, reason.after));
        }
        expect(Math.abs(product - fraction)).toBeLessThanOrEqual(1e-12);
        expect(reasons.at(-1)!.after).toBe(fraction);
        expect(noTrade === null).toBe(fraction > 0);
        expect(
          reasons
            .filter(({ step }) => ['edge', 'volatility', 'risk', 'tail', 'cap', 'confidence'].includes(step))
            .every(({ factor }) => factor <= 1),
        ).toBe(true);
      }),
    );
  });

  it('lies between 0 and the cap, and is not below the minimum unless 0', () => {
    fc.assert(
      fc.property(policies, walks, (policy, bars) => {
        const fraction = sizeOf(policy, bars);
        expect(fraction).toBeGreaterThanOrEqual(0);
        expect(fraction).toBeLessThanOrEqual(policy.maxFraction);
        if (fraction > 0) expect(fraction).toBeGreaterThanOrEqual(policy.minFraction);
      }),
    );
  });

  it('the loop and the explanation give the same number at every row', () => {
    fc.assert(
      fc.property(policies, walks, (policy, bars) => {
        const sizer = compileSizer(policy, bars);
        for (const t of [-1, 0, 30, 60, 61, lastOf(bars)])
          expect(sizer.fraction(t)).toBe(sizeAt(policy, bars, t).fraction);
      }),
      { numRuns: 50 },
    );
  });

  it('later bars change nothing', () => {
    fc.assert(
      fc.property(policies, walks, walks, (policy, bars, other) => {
        const t = 65;
        const future = [...bars.close.slice(0, t + 1), ...other.close];
        const high = Float64Array.from([...bars.high.slice(0, t + 1), ...other.high]);
        const low = Float64Array.from([...bars.low.slice(0, t + 1), ...other.low]);
        const longer = { ...frameOf(future), high, low };
        expect(compileSizer(policy, longer).fraction(t)).toBe(compileSizer(policy, bars).fraction(t));
      }),
      { numRuns: 50 },
    );
  });

  it('is free of the scale of prices', () => {
    fc.assert(
      fc.property(policies, walks, fc.constantFrom(0.1, 7, 10, 1_000), (policy, bars, scale) => {
        const scaled = {
          ...bars,
          ...Object.fromEntries(
            (['open', 'high', 'low', 'close'] as const).map((c) => [c, bars[c].map((x) => x * scale)]),
          ),
        };
        const lenient = { ...policy, minFraction: 0 };
        expect(sizeOf(lenient, scaled)).toBeCloseTo(sizeOf(lenient, bars), 9);
      }),
    );
  });

  it('rises (or stays) with everything that is to raise it', () => {
    const raise: ((policy: SizingPolicy, by: number) => SizingPolicy)[] = [
      (p, by) => ({ ...p, confidence: p.confidence + (1 - p.confidence) * by }),
      (p, by) => ({ ...p, regime: p.regime + by }),
      (p, by) => ({ ...p, maxFraction: p.maxFraction + (1 - p.maxFraction) * by }),
      (p, by) => ({ ...p, minFraction: p.minFraction * (1 - by) }),
      (p, by) => ({ ...p, fraction: p.fraction! + by }),
      (p, by) => ({ ...p, volatilityTarget: p.volatilityTarget! + by }),
      (p) => ({ ...p, edge: true }),
      (p, by) => (p.tailRisk ? { ...p, tailRisk: { ...p.tailRisk, risk: p.tailRisk.risk + by } } : p),
      (p, by) => ({ ...p, riskToStop: { ...p.riskToStop!, risk: p.riskToStop!.risk + by } }),
    ];
    fc.assert(
      fc.property(policies, walks, unit, fc.constantFrom(...raise), (policy, bars, by, raised) => {
        expect(sizeOf(raised(policy, by), bars)).toBeGreaterThanOrEqual(sizeOf(policy, bars));
      }),
      { numRuns: 300 },
    );
  });

  it('sizing a size again changes nothing', () => {
    fc.assert(
      fc.property(policies, walks, (policy, bars) => {
        const once = sizeOf(policy, bars);
        const again = sizeOf({ ...policy, method: 'fixed', fraction: once, confidence: 1, regime: 1 }, bars);
        expect(again).toBe(once);
      }),
    );
  });

  it('a policy survives the trip through its schema', () => {
    fc.assert(
      fc.property(policies, walks, (policy, bars) => {
        if (policy.tailRisk) policy = { ...policy, tailRisk: { ...policy.tailRisk, window: 250 } };
        const parsed = sizingPolicySchema.parse(JSON.parse(JSON.stringify(policy)));
        expect(sizeOf(parsed, bars)).toBe(sizeOf(policy, bars));
      }),
      { numRuns: 30 },
    );
  });
});
