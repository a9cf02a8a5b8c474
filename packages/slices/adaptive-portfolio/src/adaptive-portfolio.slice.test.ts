import { readFileSync } from 'node:fs';
import { flatAccount } from '@bot-v2/sdk';
import type { Allocation, Bars, BySymbol, Regime, RegimeLabel, StrategyChoice } from '@bot-v2/sdk';
import { sliceConformance, testContext } from '@bot-v2/sdk/testing';
import fc from 'fast-check';
import { allocateAccount } from './allocate.js';
import { allocationMethods, usesCovariance } from './allocators.js';
import type { AllocateInput } from './candidates.js';
import { driftBand } from './drift-band.js';
import { adaptivePortfolioConfig } from './config.schema.js';
import slice from './index.js';
import { firstSampleBars, sampleBars } from '../../../../tests/frames.js';

/** The same bars under another symbol. */
const renamed = (bars: Bars, symbol: string): Bars => ({ ...bars, symbol });

/** A choice of a strategy. */
function choiceOf(symbol: string, id = 'simple_ma', extra: Partial<StrategyChoice> = {}): StrategyChoice {
  return {
    symbol,
    strategy: { provider: 'test', id, version: '1.0.0', params: {} },
    kind: 'fallback',
    confidence: 0.1,
    evidence: null,
    reasons: [],
    knownThrough: null,
    ...extra,
  };
}

/** A regime with a label; its other figures play no part in allocation. */
function regimeOf(symbol: string, label: RegimeLabel): Regime {
  return {
    symbol,
    at: 0,
    label,
    weak: false,
    confidence: 1,
    volatility: 0.2,
    volatilityBand: 'medium',
    trend: 0,
    trendT: 0,
    drawdown: 0,
    since: 0,
    model: 'test',
    knownThrough: 0,
    reasons: [],
  };
}

const msft = firstSampleBars('MSFT', 1_500);
const txn = firstSampleBars('TXN', 1_500);

function inputOf(frames: readonly Bars[], capital: number, extra: Partial<AllocateInput> = {}): AllocateInput {
  return {
    histories: Object.fromEntries(frames.map((bars) => [bars.symbol, bars])),
    choices: Object.fromEntries(frames.map((bars) => [bars.symbol, choiceOf(bars.symbol)])),
    account: flatAccount(capital, { fractional: true }),
    ...extra,
  };
}
const allocate = (input: AllocateInput, config: object = {}) =>
  allocateAccount(input, adaptivePortfolioConfig.parse(config));
const weights = (allocation: BySymbol<Allocation>) => Object.values(allocation).map(({ weight }) => weight);
const total = (allocation: BySymbol<Allocation>) => weights(allocation).reduce((a, b) => a + b, 0);
/** `count` symbols, all with the same real bars. */
const copies = (count: number) =>
  Array.from({ length: count }, (_, i) => renamed(msft, `S${String(i).padStart(2, '0')}`));

/** Sample standard deviation of the last 60 log returns, written out. */
function volatilityOf({ close, actions, time }: Bars): number {
  const returns: number[] = [];
  for (let i = close.length - 60; i < close.length; i++) {
    const action = actions.find(({ exDate }) => exDate === time[i]);
    const ratio = action?.type === 'split' ? action.ratio : 1;
    const dividend = action?.type === 'dividend' ? action.amount : 0;
    returns.push(Math.log((close[i]! * ratio) / (close[i - 1]! - dividend)));
  }
  const mean = returns.reduce((a, b) => a + b, 0) / 60;
  return Math.sqrt(returns.reduce((a, r) => a + (r - mean) ** 2, 0) / 59);
}

describe('weights of real symbols', () => {
  it('are inverse to their volatility', () => {
    const frames = [msft, txn, ...[...'ABCDEFGH'].map((symbol) => renamed(txn, symbol))];
    const allocation = allocate(inputOf(frames, 100_000));
    expect(total(allocation)).toBeCloseTo(0.8, 12);
    expect(allocation['MSFT']!.weight * volatilityOf(msft)).toBeCloseTo(
      allocation['TXN']!.weight * volatilityOf(txn),
      10,
    );
    expect(volatilityOf(msft)).not.toBeCloseTo(volatilityOf(txn), 4);
  });

  it('are equal when asked for', () => {
    const allocation = allocate(inputOf([msft, txn, renamed(txn, 'A'), renamed(txn, 'B')], 100_000), {
      method: 'equal',
    });
    for (const weight of weights(allocation)) expect(weight).toBeCloseTo(0.2, 12);
  });

  it('of a split look like no crash', () => {
    const at = sampleBars('MSFT').actions.find(({ type }) => type === 'split')!.exDate;
    const all = sampleBars('MSFT');
    const row = all.time.indexOf(at);
    const frames = [
      firstSampleBars('MSFT', row + 30),
      ...['A', 'B', 'C', 'D', 'E'].map((s) => renamed(firstSampleBars('MSFT', row - 1), s)),
    ];
    const allocation = allocate(inputOf(frames, 100_000));
    expect(allocation['MSFT']!.weight).toBeGreaterThan(0.05);
  });

  it('one symbol gets at most one position: 25 %', () => {
    expect(allocate(inputOf([msft], 100_000))['MSFT']).toMatchObject({
      weight: 0.25,
      maxFraction: 0.25,
      tier: 'large',
    });
  });

  it('the presets change how much is put to work, the buffer wins when it is lower', () => {
    const frames = copies(8);
    const sum = (config: object) => total(allocate(inputOf(frames, 100_000), config));
    expect(sum({ preset: 'conservative' })).toBeCloseTo(0.6, 12);
    expect(sum({ preset: 'balanced' })).toBeCloseTo(0.8, 12);
    expect(sum({ preset: 'aggressive' })).toBeCloseTo(0.95, 12);
    expect(sum({ preset: 'aggressive', buffer: 0.1 })).toBeCloseTo(0.9, 12);
  });
});

describe('a symbol is left out, with the reason', () => {
  const reasonsOf = (input: AllocateInput, config: object = {}, symbol = 'MSFT') => {
    const { weight, maxFraction, reasons } = allocate(input, config)[symbol]!;
    expect({ weight, maxFraction }).toEqual({ weight: 0, maxFraction: 0 });
    return reasons.join('; ');
  };

  it('when the tier holds no more positions: the more confident ones stay', () => {
    const input = inputOf(copies(6), 5_000);
    const choices = { ...input.choices, S05: choiceOf('S05', 'momentum', { kind: 'selected', confidence: 0.9 }) };
    const allocation = allocate({ ...input, choices }, { method: 'equal' });
    expect(allocation['S04']!.reasons).toEqual(['left out', 'tier small holds at most 5 positions']);
    expect(allocation['S05']!.weight).toBeGreaterThan(0);
  });

  it('when its position would be under the minimum of the tier', () => {
    expect(reasonsOf(inputOf([msft], 520))).toBe(
      'left out; nothing can be held: tier micro begins at 500, but below 600 its largest position (25 %) is under its ' +
        'smallest (150); 25 % of 520 is 130, under the minimum of 150 of tier micro; it takes an account of 600',
    );
    expect(allocate(inputOf([msft], 600))['MSFT']!.weight).toBe(0.25);
  });

  it('when the share would be too small for all: the least preferred goes, the others get its share', () => {
    const input = inputOf(copies(3), 700);
    const choices = { ...input.choices, S02: choiceOf('S02', 'momentum', { kind: 'selected', confidence: 0.9 }) };
    const allocation = allocate({ ...input, choices }, { method: 'equal', buffer: 0.5 });
    expect(weights(allocation)).toEqual([0.25, 0, 0.25]);
    expect(allocation['S01']!.reasons[1]).toBe(
      '16.7 % of 700 is 116.67, under the minimum of 150 of tier micro; it takes an account of 600',
    );
  });

  it('when the selector is less sure than the tier asks for', () => {
    const unsure = choiceOf('MSFT', 'momentum', { kind: 'selected', confidence: 0.5 });
    expect(reasonsOf(inputOf([msft], 3_000, { choices: { MSFT: unsure } }))).toContain(
      'confidence 0.50 is under 0.6 of tier small',
    );
    expect(allocate(inputOf([msft], 100_000, { choices: { MSFT: unsure } }))['MSFT']!.weight).toBe(0.25);
  });

  it('when its price or volume is outside the limits', () => {
    expect(reasonsOf(inputOf([msft], 100_000), { price: { min: 5, max: 10 } })).toMatch(
      /a share at [\d.]+ is outside 5 to 10/,
    );
    expect(reasonsOf(inputOf([msft], 100_000), { volume: 1e12 })).toMatch(/shares a day are under/);
  });

  it('when its history is too short for a volatility, or does not move', () => {
    expect(reasonsOf(inputOf([firstSampleBars('MSFT', 60)], 100_000))).toContain('needs 61 bars, there are 60');
    const flat = { ...msft, actions: [], close: msft.close.map(() => 50) };
    expect(reasonsOf(inputOf([flat], 100_000))).toContain('the price does not move');
  });

  it('when the tier does not list its strategy, if that is enforced; else it is said', () => {
    const input = inputOf([msft], 3_000);
    expect(reasonsOf(input, { enforceStrategies: true })).toContain(
      'simple_ma is not among the strategies of tier small',
    );
    expect(allocate(input)['MSFT']!.reasons.join()).toContain('simple_ma is not among the strategies of tier small');
    expect(allocate(inputOf([msft], 100_000))['MSFT']!.reasons.join()).not.toContain('not among');
  });
});

it('a regime lowers the cap of its symbol only', () => {
  const input = inputOf([msft, txn], 100_000);
  const regimes = { MSFT: regimeOf('MSFT', 'crisis'), TXN: regimeOf('TXN', 'bull_quiet') };
  const allocation = allocate({ ...input, regimes });
  expect(allocation['MSFT']!.weight).toBeCloseTo(0.05, 12);
  expect(allocation['TXN']!.weight).toBe(0.25);
});

describe('an account that can hold little or nothing', () => {
  const whole = (frames: readonly Bars[], capital: number) => ({
    ...inputOf(frames, capital),
    account: flatAccount(capital),
  });
  const price = msft.close[1_499]!;

  it('hears that its tier contradicts itself', () => {
    for (const [capital, preset, enough] of [
      [500, 'balanced', 600],
      [599, 'balanced', 600],
      [990, 'conservative', 1_000],
      [3_000, 'conservative', 3_333.33],
    ] as const) {
      for (const { weight, reasons } of Object.values(allocate(inputOf([msft, txn], capital), { preset }))) {
        expect(weight).toBe(0);
        expect(reasons[1]).toContain(`below ${enough} its largest position`);
      }
    }
    expect(allocate(inputOf([msft], 600))['MSFT']!.weight).toBe(0.25);
    expect(allocate(inputOf([msft], 1_000), { preset: 'conservative' })['MSFT']!.weight).toBe(0.15);
  });

  it('holds whole shares only, and says what account one share takes', () => {
    const dear = { ...msft, actions: [], close: msft.close.map((close) => close * 10) };
    const input = whole([dear, txn], 700);
    const { MSFT, TXN } = allocate(input);
    const takes = Math.ceil((price * 1_000) / 0.25 - 1e-3) / 100;
    expect(MSFT!.reasons).toEqual([
      'left out',
      `25 % of 700 is 175, which does not buy one share at ${Math.round(price * 1_000) / 100}; it takes an account of ${takes}`,
    ]);
    expect(TXN!.weight).toBe(0.25);
    expect(TXN!.reasons).toContain('1 of the 2 to 3 positions of tier micro');
    expect(allocate(whole([{ ...dear }], takes))['MSFT']!.weight).toBe(0.25);
  });

  it('does not hold what is under the minimum once it is whole shares', () => {
    const capital = 601;
    const shares = Math.floor(150.25 / price);
    expect(shares * price).toBeLessThan(150);
    const { MSFT } = allocate(whole([msft], capital));
    expect(MSFT!.weight).toBe(0);
    expect(MSFT!.reasons.at(-1)).toContain(`25 % of 601 is 150.25: whole lots of`);
    const takes = Number(/an account of ([\d.]+)$/.exec(MSFT!.reasons.at(-1)!)![1]);
    expect(allocate(whole([msft], takes))['MSFT']!.weight).toBe(0.25);
    expect(allocate(whole([msft], takes - 0.05))['MSFT']!.weight).toBe(0);
  });
});

describe('what is held', () => {
  const held = (quantities: Record<string, number>, capital = 100_000) => {
    const base = flatAccount(capital);
    const positions = Object.entries(quantities).map(([symbol, quantity]) => ({ symbol, quantity, averagePrice: 1 }));
    return { ...base, positions };
  };
  const close = (bars: Bars) => bars.close[bars.length - 1]!;
  const frames = [msft, txn, renamed(txn, 'A'), renamed(txn, 'B'), renamed(txn, 'C')];

  it('near its target is left alone, far from it is not', () => {
    const target = allocate(inputOf(frames, 100_000))['MSFT']!.weight;
    const shares = (weight: number) => (weight * 100_000) / close(msft);
    const at = (weight: number) =>
      allocate({ ...inputOf(frames, 100_000), account: held({ MSFT: shares(weight) }) })['MSFT']!;
    const near = at(target * 0.95);
    expect(near.weight).toBeCloseTo(target * 0.95, 9);
    expect(near.reasons.join()).toMatch(/held at [\d.]+ %, within [\d.]+ % of the target of [\d.]+ %: not traded/);
    expect(at(target * 0.5).weight).toBeCloseTo(target, 12);
    expect(at(0).weight).toBeCloseTo(target, 12);
  });

  it('never lifts the sum above the portfolio cap', () => {
    const all = Object.fromEntries(frames.map((bars) => [bars.symbol, (0.172 * 100_000) / close(bars)]));
    const allocation = allocate({ ...inputOf(frames, 100_000), account: held(all) }, { method: 'equal' });
    expect(total(allocation)).toBeLessThanOrEqual(0.8 + 1e-12);
  });

  it('is traded later the dearer it is', () => {
    for (const target of [0.05, 0.25, 0.5]) {
      const bands = [0, 0.001, 0.01, 0.05].map((cost) => driftBand(target, cost, 0.1));
      expect(bands).toEqual([...bands].sort((a, b) => a - b));
      expect(bands[0]).toBeCloseTo(0.1 * target, 12);
    }
    // Half-width (3/2 · 0.00125 · 0.1875²)^⅓.
    expect(driftBand(0.25, 0.00125, 0.1)).toBeCloseTo(Math.cbrt(1.5 * 0.00125 * 0.1875 ** 2), 12);
  });
});

describe('methods that weigh by covariance', () => {
  const caps = { maxPosition: 0.7 };
  const covariant = allocationMethods.filter((method) => usesCovariance(method));

  it.each(covariant)('%s names its estimate, and is not what inverse volatility is', (method) => {
    const frames = [firstSampleBars('MSFT', 1_500), firstSampleBars('TXN', 1_500)];
    const input = inputOf(frames, 100_000);
    const allocation = allocate(input, { ...caps, method });
    expect(total(allocation)).toBeLessThanOrEqual(0.8 + 1e-9);
    for (const { weight, reasons } of Object.values(allocation)) {
      if (weight > 0) expect(reasons.join()).toContain('covariance of 252 common returns, Ledoit-Wolf shrinkage');
    }
    if (method === 'equal_risk_contribution') return; // of two symbols the same
    const plain = allocate(input, caps);
    expect(allocation['MSFT']!.weight).not.toBeCloseTo(plain['MSFT']!.weight, 4);
  });

  it('agree with a covariance written out', () => {
    const allocation = allocate(inputOf([msft, txn], 100_000), {
      ...caps,
      method: 'minimum_variance',
      covariance: { window: 300, shrinkage: 'none' },
    });
    const returns = (bars: Bars) => {
      const { close, actions, time } = bars;
      return Array.from({ length: 300 }, (_, k) => {
        const i = close.length - 300 + k;
        const action = actions.find(({ exDate }) => exDate === time[i]);
        const ratio = action?.type === 'split' ? action.ratio : 1;
        return (close[i]! * ratio) / (close[i - 1]! - (action?.type === 'dividend' ? action.amount : 0)) - 1;
      });
    };
    const [a, b] = [returns(msft), returns(txn)];
    const mean = (x: number[]) => x.reduce((s, v) => s + v, 0) / x.length;
    const cov = (x: number[], y: number[]) => x.reduce((s, v, i) => s + (v - mean(x)) * (y[i]! - mean(y)), 0);
    const share = (cov(b, b) - cov(a, b)) / (cov(a, a) + cov(b, b) - 2 * cov(a, b));
    const expected = Math.min(0.7, Math.max(0.1, 0.8 * share));
    expect(allocation['MSFT']!.weight).toBeCloseTo(expected, 6);
    expect(allocation['TXN']!.weight).toBeCloseTo(0.8 - expected, 6);
  });

  it('leave out a symbol that shares too few bars with the others', () => {
    const away = { ...renamed(txn, 'AWAY'), time: txn.time.map((time) => time + 1) };
    const { AWAY, MSFT } = allocate(inputOf([msft, txn, away], 100_000), {
      ...caps,
      method: 'hierarchical_risk_parity',
    });
    expect(AWAY!.reasons).toEqual(['left out', 'has 0 bars in common with the others, 61 are needed']);
    expect(MSFT!.weight).toBeGreaterThan(0);
  });

  it('two symbols that move as one are weighed like one', () => {
    const frames = [msft, txn, renamed(txn, 'TWIN')];
    for (const method of covariant) {
      const allocation = allocate(inputOf(frames, 100_000), { ...caps, method });
      if (method === 'equal_risk_contribution' || method === 'hierarchical_risk_parity') {
        expect(allocation['MSFT']!.weight).toBeGreaterThan(allocation['TXN']!.weight);
      }
      expect(total(allocation)).toBeLessThanOrEqual(0.8 + 1e-9);
    }
  });
});

describe('an account near a boundary', () => {
  it('stays in the tier of the decision before', () => {
    const account = (capital: number, previousTier?: 'small' | 'medium') => ({
      ...flatAccount(capital),
      ...(previousTier ? { previousTier } : {}),
    });
    const tierAt = (capital: number, previous?: 'small' | 'medium') =>
      allocate({ ...inputOf([msft], capital), account: account(capital, previous) })['MSFT']!.tier;
    expect(tierAt(10_100)).toBe('medium');
    expect(tierAt(10_100, 'small')).toBe('small');
    expect(tierAt(9_900, 'medium')).toBe('medium');
    expect(tierAt(9_400, 'medium')).toBe('small');
  });
});

it('a small account hears how long its cash is bound', () => {
  expect(allocate(inputOf([msft], 3_000))['MSFT']!.reasons).toContain('cash account: a sale is paid at T+3');
  expect(allocate(inputOf([msft], 30_000))['MSFT']!.reasons.join()).not.toContain('cash account');
});

it('a margin account under $25,000 hears of pattern day trading, from the day it began', () => {
  const last = msft.time[1_499]!;
  const heard = (shift: number) => {
    const history = { ...msft, time: msft.time.map((time) => time + shift) };
    return allocate(inputOf([history], 12_000))['MSFT']!.reasons.at(-1)!;
  };
  const at = (date: number) => heard(date - last);
  expect(at(Date.UTC(2001, 8, 27))).not.toContain('day trades');
  expect(at(Date.UTC(2001, 8, 28))).toBe(
    'margin account under 25000: at most 3 day trades in 5 sessions ' +
      '(NASD Rule 2520 as amended (SR-NASD-00-03), later FINRA Rule 4210(f)(8)(B))',
  );
  expect(at(Date.UTC(2026, 4, 1))).toContain('where the broker still applies it');
  expect(allocate(inputOf([msft], 30_000))['MSFT']!.reasons.join()).not.toContain('day trades');
});

it('an account below the smallest tier is refused', () => {
  expect(() => allocate(inputOf([msft], 499))).toThrow(expect.objectContaining({ code: 'BOT_CONFIG_BELOW_MINIMUM' }));
});

describe('for any account, symbols and configuration', () => {
  const pool = [120, 300, 700, 1_100, 1_500].flatMap((rows) => [
    firstSampleBars('MSFT', rows),
    firstSampleBars('TXN', rows),
  ]);
  const situation = fc
    .record({
      capital: fc.double({ min: 500, max: 60_000, noNaN: true }),
      picks: fc.array(
        fc.tuple(fc.integer({ min: 0, max: pool.length - 1 }), fc.double({ min: 0, max: 1, noNaN: true })),
        { minLength: 1, maxLength: 18 },
      ),
      config: fc.record({
        preset: fc.constantFrom('conservative', 'balanced', 'aggressive'),
        method: fc.constantFrom(...allocationMethods),
        buffer: fc.double({ min: 0, max: 0.5, noNaN: true }),
      }),
    })
    .map(({ capital, picks, config }) => {
      const frames = picks.map(([index], i) => renamed(pool[index]!, `S${i}`));
      const choices = Object.fromEntries(
        picks.map(([, confidence], i) => [`S${i}`, choiceOf(`S${i}`, 'momentum', { kind: 'selected', confidence })]),
      );
      return { frames, config, input: inputOf(frames, capital, { choices }) };
    });

  it('caps, sums, counts and minima hold, and every symbol is answered', () => {
    fc.assert(
      fc.property(situation, ({ input, config }) => {
        const allocation = allocate(input, config);
        const cap = { conservative: 0.6, balanced: 0.8, aggressive: 0.95 }[config.preset as 'balanced'];
        expect(Object.keys(allocation).sort()).toEqual(Object.keys(input.choices).sort());
        expect(total(allocation)).toBeLessThanOrEqual(Math.min(cap, 1 - config.buffer) + 1e-9);
        const held = Object.values(allocation).filter(({ weight }) => weight > 0);
        expect(held.length).toBeLessThanOrEqual(
          { micro: 3, small: 5, medium: 8, large: 15 }[Object.values(allocation)[0]!.tier],
        );
        for (const { weight, maxFraction, minimumPosition } of held) {
          expect(weight).toBeLessThanOrEqual(maxFraction + 1e-12);
          expect(maxFraction).toBeLessThanOrEqual(0.25);
          expect(weight * input.account.equity).toBeGreaterThanOrEqual(minimumPosition * (1 - 1e-6));
        }
        for (const { weight, reasons } of Object.values(allocation))
          expect(reasons[0] === 'left out').toBe(weight === 0);
      }),
    );
  });

  it('ten times the capital of a large account gets the same weights', () => {
    fc.assert(
      fc.property(situation, ({ input, config }) => {
        const of = (capital: number) =>
          weights(allocate({ ...input, account: flatAccount(capital, { fractional: true }) }, config));
        expect(of(10_000_000)).toEqual(of(1_000_000));
      }),
      { numRuns: 30 },
    );
  });

  it('the order of the symbols does not matter', () => {
    const reverse = <T>(record: BySymbol<T>): BySymbol<T> => Object.fromEntries(Object.entries(record).reverse());
    fc.assert(
      fc.property(situation, ({ input, config }) => {
        const other = allocate(
          { ...input, histories: reverse(input.histories), choices: reverse(input.choices) },
          config,
        );
        expect(JSON.stringify(other)).toBe(JSON.stringify(allocate(input, config)));
      }),
      { numRuns: 50 },
    );
  });
});

const packageJson: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

describe('adaptive_portfolio meets the requirements on a slice', () => {
  const input = () => ({
    histories: { MSFT: firstSampleBars('MSFT', 300), TXN: firstSampleBars('TXN', 300) },
    choices: { MSFT: choiceOf('MSFT'), TXN: choiceOf('TXN') },
    regimes: { MSFT: regimeOf('MSFT', 'bear_quiet') },
    account: flatAccount(100_000),
  });
  const examples = { allocate: () => ({ input: input(), context: testContext() }) };
  for (const check of sliceConformance(slice, { packageJson, examples })) it(check.name, check.run);
});
