import { createRandom } from '@bot-v2/quant/random';
import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { Account, AnyStrategy, Bars, TechnicalAnalysis } from '@bot-v2/sdk';
import { z } from 'zod';
import { dividendAtRow, splitAtRow, tape } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { randomTape } from '../../test/random-runs.js';
import { runFrames, summariseFrames } from '../frame-driver/index.js';
import { Sweep, sweepObstacle, sweptRun } from './index.js';

/** Cases of each kind; a wide run sets the variable. */
const cases = Number(process.env['BOT_V2_SWEEP_CASES'] ?? 40);

type Random = ReturnType<typeof createRandom>;
const pick = <T>(random: Random, list: readonly T[]): T => list[random.integer(0, list.length - 1)]!;

/** A decision column: stretches of one value, of silence, and of single rows that differ. */
function decisions(seed: number, length: number, values: readonly number[]): Float64Array {
  const random = createRandom(`decisions:${seed}`);
  const column = new Float64Array(length);
  const spread = pick(random, [2, 6, 40]);
  for (let row = 0; row < length;) {
    const value = random.next() < 0.25 ? NaN : pick(random, values);
    const end = row + random.integer(1, spread);
    for (; row < end && row < length; row++) column[row] = random.next() < 0.1 ? NaN : value;
  }
  return column;
}

const params = z.object({ seed: z.number().default(1), warmup: z.number().default(0) });
const bySignal = defineStrategy({
  id: 'by_signal',
  version: '1.0.0',
  params,
  warmup: (p) => p.warmup,
  scaleFree: true,
  prepare: (bars, p) => ({ wanted: decisions(p.seed, bars.length, [0, 0, 1, 1, 0.5, 0.9, 0.97, 0.05, 1 / 3]) }),
  target: 'wanted',
});
const byShares = defineStrategy({
  id: 'by_shares',
  version: '1.0.0',
  params,
  warmup: (p) => p.warmup,
  scaleFree: true,
  prepare: (bars, p) => ({ wanted: decisions(p.seed, bars.length, [0, 0, 1, 2, 7, 30]), unused: bars.close }),
  position: 'wanted',
});
const byBytes = defineStrategy({
  id: 'by_bytes',
  version: '1.0.0',
  params,
  warmup: (p) => p.warmup,
  scaleFree: true,
  prepare: (bars, p) => ({ wanted: Int8Array.from(decisions(p.seed, bars.length, [0, 0, 1, 2, 7, 30])) }),
  position: 'wanted',
});
/** Two lines that touch, cross and end, with rows missing. */
const lines = (seed: number, length: number) => ({
  one: decisions(seed, length, [1, 2, 2, 3]),
  other: decisions(seed + 0.5, length, [1, 2, 2, 3]),
});
const comparing = (id: string, decision: object) =>
  defineStrategy({
    ...{ id, version: '1.0.0', params, scaleFree: true, ...decision },
    warmup: (p: { warmup: number }) => p.warmup,
    prepare: (bars: Bars, p: { seed: number }) => lines(p.seed, bars.length),
  } as unknown as typeof bySignal);
const compared = (['target', 'position'] as const).flatMap((kind) =>
  (['above', 'crosses'] as const).map(
    (by) => [`${kind} ${by}`, comparing(`${kind}_${by}`, { [kind]: { [by]: ['one', 'other'] } })] as const,
  ),
);

function accountOf(random: Random): Account {
  const account = flatAccount(pick(random, [2_000, 10_000.123_46, 1_000_000]), {
    fractional: random.next() < 0.4,
    shorting: random.next() < 0.2,
    costs: {
      commissionRate: pick(random, [0, 0.002, 0.000_1]),
      halfSpreadBps: pick(random, [0, 2.5]),
      slippageBps: pick(random, [0, 10]),
      ...(random.next() < 0.2 ? { commissionPerUnit: 0.005, commissionMinimum: 1 } : {}),
    },
  });
  return account;
}

function barsOf(seed: number, random: Random): Bars {
  const bars = randomTape(seed, random.integer(5, 160));
  const plain = random.next() < 0.4 ? { ...bars, basis: 'split' as const } : bars;
  if (random.next() < 0.8) return plain;
  const findings = [
    { check: 'open_equals_previous_close', severity: 'error' as const, count: 1, from: 0, to: 0, message: 'untrusted' },
  ];
  return { ...plain, quality: { ...plain.quality, findings } };
}

/** Two columns of `ta`, which trials share and whose crossings are scanned; extremes of few bars are often equal. */
const extremes = (['target', 'position'] as const).flatMap((kind) =>
  (['above', 'crosses'] as const).map((by): readonly [string, AnyStrategy] => [
    `${kind} ${by} of shared columns`,
    {
      ...comparing(`${kind}_${by}_shared`, { [kind]: { [by]: ['one', 'other'] } }),
      prepare: (bars: Bars, { seed }: { seed: number }, ta: TechnicalAnalysis) => ({
        one: seed % 3 !== 0 ? bars.close : ta.donchian(bars.close, bars.close, 2 + (seed % 3)).upper,
        other:
          seed % 5 === 0
            ? ta.donchian(bars.close, bars.close, 3 + (seed % 5)).upper
            : ta.sma(bars.close, 2 + (seed % 7)),
      }),
    } as unknown as AnyStrategy,
  ]),
);

const kinds: readonly (readonly [string, AnyStrategy])[] = [
  ['signals', bySignal],
  ['shares', byShares],
  ['shares in bytes', byBytes],
  ...compared,
  ...extremes,
];

describe.each(kinds)('a sweep over %s', (_, strategy) => {
  it('has the figures of the loop to the last bit', () => {
    let swept = 0;
    let traded = 0;
    for (let seed = 1; seed <= cases; seed++) {
      const random = createRandom(`case:${strategy.id}:${seed}`);
      const bars = barsOf(seed, random);
      const warmup = random.integer(0, 3);
      const from = random.next() < 0.3 ? 0 : random.integer(warmup + 1, bars.length - 1);
      const input = { strategy, bars, from, account: accountOf(random) };
      expect(sweepObstacle(input)).toBeNull();
      const sweep = new Sweep(input);
      const sets = [0, 1, 2].map((k) => ({ seed: 10 * seed + k, warmup }));
      for (const [k, trial] of sweep.trials(sets).entries()) {
        if (trial === null) continue;
        const given = sets[k]!;
        const legs = [{ symbol: bars.symbol, bars, from, strategy, params: given }];
        const frames = { legs, account: input.account, probe: false, checkInvariants: false };
        const run = runFrames(frames);
        const found = sweptRun(input, trial);
        const plain = ({ entryReason: _entry, exitReason: _exit, ...trade }: (typeof run.trades)[number]) => trade;
        expect({ ...found, trades: found.trades.map(plain) }).toEqual({
          capital: run.capital,
          time: run.time,
          equity: run.equity,
          trades: run.trades.map(plain),
          timeInMarket: run.timeInMarket,
          averageExposure: run.averageExposure,
          costs: { total: run.costs.total },
          firstDecision: run.firstDecision,
        });
        // Limits, even those that hold anyway, are for the loop.
        const summary = summariseFrames({ ...frames, risk: { absurdFactor: 10 } });
        const { finalEquity, maxDrawdown, closedTrades } = summary;
        expect(trial).toMatchObject({ finalEquity, maxDrawdown, closedTrades, trades: run.trades.length });
        expect(summary).toMatchObject({ finalEquity: run.account.equity, orders: run.orders.length });
        expect(summariseFrames(frames)).toEqual(summary);
        swept++;
        traded += run.trades.length;
      }
      expect(sweep.intact()).toBe(true);
    }
    // Most trials are swept, and they trade: equal figures are not those of nothing.
    expect(swept).toBeGreaterThan(1.5 * cases);
    expect(traded).toBeGreaterThan(swept / 2);
  });
});

test.each(extremes)('a long sweep over %s trades as the loop does', (_, strategy) => {
  const random = createRandom('long');
  const price = () => 95 + 10 * random.next();
  const bars = tape(Array.from({ length: 6_000 }, () => [price(), 105, 95, price()]));
  let trades = 0;
  for (const seed of [3, 5]) {
    const legs = [{ symbol: bars.symbol, bars, from: 10, strategy, params: { seed, warmup: 0 } }];
    const frames = { legs, account: flatAccount(1_000_000), probe: false, checkInvariants: false };
    const summary = summariseFrames(frames);
    // Limits, even those that hold anyway, are for the loop.
    expect(summary).toEqual(summariseFrames({ ...frames, risk: { absurdFactor: 10 } }));
    trades += summary.closedTrades;
    const [trial] = new Sweep({ strategy, bars, from: 10, account: frames.account }).trials([{ seed, warmup: 0 }]);
    if (trial !== null)
      expect(summary).toMatchObject({ closedTrades: trial!.closedTrades, maxDrawdown: trial!.maxDrawdown });
  }
  expect(trades).toBeGreaterThan(600);
});

test('actions due before the first decision do not make it earlier', () => {
  const candles = Array.from({ length: 12 }, (): Candle => [10, 11, 9, 10]);
  const bars = tape(candles, { actions: [dividendAtRow(1, 0.5), splitAtRow(3, 2)] });
  const [, above] = compared[0]!;
  const one = new Float64Array(12).map((_, row) => (row + 1) % 2);
  const alternate = { ...above, prepare: () => ({ one, other: one.map((value) => 1 - value) }) };
  const legs = [{ symbol: bars.symbol, bars, from: 0, strategy: alternate, params: { warmup: 6 } }];
  const summary = summariseFrames({ legs, account: flatAccount(10_000), probe: false });
  expect(summary).toMatchObject({ orders: 6, closedTrades: 2 });
  const limited = { legs, account: flatAccount(10_000), probe: false, risk: { absurdFactor: 10 } };
  expect(summary).toEqual(summariseFrames(limited));
});

describe('what a sweep leaves to the loop', () => {
  const bars = tape(Array.from({ length: 30 }, (_, i) => [10 + i, 12 + i, 9 + i, 11 + i]));
  const account = flatAccount(10_000);
  const input = { strategy: bySignal, bars, from: 5, account };
  const definition = { ...bySignal, id: 'other' };

  it('is known before anything runs', () => {
    expect(sweepObstacle(input)).toBeNull();
    const obstacles = [
      { ...input, strategy: defineStrategy({ ...definition, onBar: ({ out }) => out.target(1) }) },
      { ...input, strategy: defineStrategy({ ...definition, state: () => ({}) }) },
      { ...input, strategy: defineStrategy({ ...definition, timeframes: { '1w': (week) => ({ week: week.close }) } }) },
      { ...input, account: flatAccount(10_000, { cashInterest: 0.01 }) },
      { ...input, account: flatAccount(10_000, { borrowRate: 0.01 }) },
      { ...input, account: flatAccount(10_000, { volumeShare: 0.1 }) },
      { ...input, account: flatAccount(10_000, { instruments: { X: { multiplier: 5 } } }) },
      { ...input, bars: { ...bars, basis: 'total_return' as const } },
      { ...input, from: 99 },
      {
        ...input,
        strategy: defineStrategy({ ...definition, scaleFree: false }),
        bars: {
          ...bars,
          actions: [{ type: 'split' as const, exDate: bars.time[9]!, ratio: 2, source: 'reported' as const }],
        },
      },
    ].map(sweepObstacle);
    expect(obstacles.every((why) => why !== null)).toBe(true);
    expect(new Set(obstacles).size).toBeGreaterThan(5);
  });

  const always = (value: number, more: object = {}) => {
    const prepare = (frame: Bars) => ({ wanted: new Float64Array(frame.length).fill(value) });
    return new Sweep({ ...input, strategy: defineStrategy({ ...definition, prepare, ...more }) }).trials([{}])[0];
  };

  it('or shows while sweeping: shorts, orders that are refused, faults of the strategy', () => {
    expect(always(1)).not.toBeNull();
    for (const value of [-1, 1.5, Infinity, 1e-6]) expect([value, always(value)]).toEqual([value, null]);
    expect(always(1, { warmup: () => 5 })).toBeNull();
    expect(always(1, { warmup: () => 0.5 })).toBeNull();
    expect(always(1, { prepare: () => ({ other: bars.close }) })).toBeNull();
    expect(always(1, { prepare: () => ({ wanted: new Float64Array(3) }) })).toBeNull();
    expect(
      always(1, {
        prepare: () => {
          throw new Error('no');
        },
      }),
    ).toBeNull();
  });
});

describe('indicators of a sweep', () => {
  const bars = tape(Array.from({ length: 80 }, (_, i) => [10 + (i % 7), 19, 5, 10 + (i % 9)]));
  const seen = new Set<Float64Array>();
  const averaging = (spoil: (column: Float64Array, n: number) => void) =>
    defineStrategy({
      id: 'averaging',
      version: '1.0.0',
      params: z.object({ n: z.number().default(3), seed: z.number().default(0) }),
      warmup: (p) => p.n,
      prepare: (frame, p, ta) => {
        const average = ta.sma(frame.close, p.n);
        const { upper } = ta.bollinger(average, p.n);
        seen.add(average).add(upper);
        spoil(average, p.n);
        return { wanted: frame.close.map((close, t) => (close > average[t]! ? 1 : 0)) };
      },
      target: 'wanted',
    });
  const sweepOf = (spoil: (column: Float64Array, n: number) => void) =>
    new Sweep({ strategy: averaging(spoil), bars, from: 10, account: flatAccount(10_000) });

  it('are computed once for all sets that ask for them', () => {
    seen.clear();
    const sweep = sweepOf(() => undefined);
    const sets = Array.from({ length: 12 }, (_, k) => ({ n: 2 + (k % 3), seed: k }));
    expect(sweep.trials(sets)).not.toContain(null);
    expect(seen.size).toBe(6);
    expect(sweep.intact()).toBe(true);
  });

  it('are not trusted once a strategy has written into one, whenever it did', () => {
    const writer = sweepOf((column) => (column[20] = 1));
    expect(writer.trials([{ n: 3 }])).not.toContain(null);
    expect(writer.intact()).toBe(false);
    expect(writer.trials([{ n: 4 }])).toEqual([null]);
    let calls = 0;
    const late = sweepOf((column) => {
      if (++calls === 3) column[20] = -column[20]!;
    });
    expect(late.trials([{ n: 3 }, { n: 3 }, { n: 3 }])).not.toContain(null);
    expect(late.intact()).toBe(false);
    expect(late.trials([{ n: 3 }])).toEqual([null]);
  });

  it.each<[string, (column: Float64Array) => unknown]>([
    ['turned around', (column) => column.forEach((x, t) => (column[t] = -x))],
    ['doubled', (column) => column.forEach((x, t) => (column[t] = 2 * x))],
    ['reversed', (column) => column.reverse()],
    ['moved by a row', (column) => column.copyWithin(1, 0)],
    ['changed in one last bit', (column) => (column[70] = column[70]! * (1 + Number.EPSILON))],
  ])('nor once a whole column was %s', (_, spoil) => {
    const sweep = sweepOf((column) => void spoil(column));
    sweep.trials([{ n: 3 }]);
    expect(sweep.intact()).toBe(false);
  });
});

test('bars that a strategy has written into fail all trials', () => {
  const bars = tape(Array.from({ length: 30 }, (_, i) => [10 + i, 12 + i, 9 + i, 11 + i]));
  const writer = defineStrategy({
    ...{ id: 'writer', version: '1.0.0', params, warmup: (p: { warmup: number }) => p.warmup, scaleFree: true },
    prepare: (frame, p) => {
      if (p.seed === 3) frame.volume[7] = -frame.volume[7]!;
      return { wanted: frame.close };
    },
    target: 'wanted',
  });
  const sweep = new Sweep({ strategy: writer, bars, from: 5, account: flatAccount(10_000) });
  sweep.trials([{ seed: 1 }, { seed: 2 }]);
  expect(sweep.intact()).toBe(true);
  sweep.trials([{ seed: 3 }]);
  expect(() => sweep.intact()).toThrow('writer changed the bars of');
});
