import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import * as room from './index.js';
import { CANDLESTICKS, darkCloudCover, findCandlestick, type CandlestickSpec } from './index.js';

type Candle = readonly [open: number, high: number, low: number, close: number];
type Columns = [open: number[], high: number[], low: number[], close: number[]];

const columns = (candles: readonly Candle[]): Columns => {
  const part = (k: 0 | 1 | 2 | 3): number[] => candles.map((candle) => candle[k]);
  return [part(0), part(1), part(2), part(3)];
};

/** Fifteen ordinary candles: body 1, range 3, around 100. */
const ordinary: Candle[] = Array.from({ length: 15 }, (_, i) =>
  i % 2 === 0 ? [100, 102, 99, 101] : [101, 102, 99, 100],
);

const frames = fc
  .array(fc.tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: -8, max: 8 }))), {
    minLength: 40,
    maxLength: 120,
    size: 'max',
  })
  .map((steps) => {
    let last = 100;
    return columns(
      steps.map(([a, b, c, d]): Candle => {
        const open = last + a! / 4;
        last = Math.max(20, open + b! / 2);
        return [open, Math.max(open, last) + Math.abs(c!) / 2, Math.min(open, last) - Math.abs(d!) / 2, last];
      }),
    );
  });

it('lists every pattern file once, under its exported name', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.candlestick.ts'));
  expect(CANDLESTICKS.length).toBe(files.length);
  const exported = room as unknown as Record<string, unknown>;
  for (const spec of CANDLESTICKS) {
    expect(exported[spec.name]).toBe(spec.compute);
    expect(exported[`${spec.name}Candlestick`]).toBe(spec);
    expect(findCandlestick(spec.name)).toBe(spec);
  }
});

describe.each(CANDLESTICKS.map((spec): [string, CandlestickSpec] => [spec.name, spec]))('%s', (_, spec) => {
  it('is NaN at a candle without all its prices and starts anew after it, in batch and streaming alike', () => {
    const holes = fc.array(fc.tuple(fc.integer({ min: 0, max: 119 }), fc.integer({ min: 0, max: 3 })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(frames, holes, (prices, gaps) => {
        const length = prices[0].length;
        const pierced = new Set<number>([-1, length]);
        for (const [at, column] of gaps) {
          prices[column]![at % length] = Number.NaN;
          pierced.add(at % length);
        }
        const ends = [...pierced].sort((x, y) => x - y);
        const expected = new Float64Array(length).fill(Number.NaN);
        ends.slice(1).forEach((to, k) => {
          const from = ends[k]! + 1;
          const [open, high, low, close] = prices.map((column) => column.slice(from, to)) as Columns;
          expected.set(spec.compute(open, high, low, close), from);
        });
        const [open, high, low, close] = prices;
        expect(spec.compute(open, high, low, close)).toEqual(expected);
        const stream = spec.compute.stream();
        const streamed = open.map((_price, i) => stream.next(open[i]!, high[i]!, low[i]!, close[i]!));
        expect(Float64Array.from(streamed)).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });

  it('is 0, ±100 or ±200 from its first bar on, and depends on no later bar', () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: 0, max: 120 }), ([open, high, low, close], cut) => {
        const whole = spec.compute(open, high, low, close);
        expect(whole.length).toBe(open.length);
        expect(whole.findIndex((value) => !Number.isNaN(value))).toBe(spec.warmup);
        const allowed = {
          bullish: [0, 100],
          neutral: [-100, 0, 100],
          bearish: [0, -100],
          both: [-200, -100, 0, 100, 200],
        };
        for (const value of whole.subarray(spec.warmup)) expect(allowed[spec.signals]).toContain(value + 0);
        const part = [open, high, low, close].map((column) => column.slice(0, cut)) as Columns;
        expect(spec.compute(...part)).toEqual(whole.slice(0, cut));
      }),
      { numRuns: 12 },
    );
    expect(() => spec.compute([1], [1], [1], [])).toThrow(RangeError);
  });

  it('is the same one candle at a time, after any NaN prefix', () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: 0, max: 4 }), (frame, prefix) => {
        const padded = frame.map((column) => [...Array<number>(prefix).fill(NaN), ...column]) as Columns;
        const [open, high, low, close] = padded;
        const whole = spec.compute(...frame);
        const shifted = spec.compute(...padded);
        expect(Array.from(shifted)).toEqual([...Array<number>(prefix).fill(NaN), ...whole]);
        const stream = spec.compute.stream();
        expect(open.map((value, i) => stream.next(value, high[i]!, low[i]!, close[i]!))).toEqual(Array.from(shifted));
      }),
      { numRuns: 10 },
    );
  });

  it('does not see the unit of price, nor a level a billion higher', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const plain = spec.compute(...frame);
        const changed = (change: (price: number) => number): Float64Array =>
          spec.compute(...(frame.map((column) => column.map(change)) as Columns));
        expect(changed((price) => price * 2 ** 12)).toEqual(plain);
        expect(changed((price) => price + 2 ** 30)).toEqual(plain);
      }),
      { numRuns: 4 },
    );
  });

  it('forgets what it no longer looks at: a stream of a thousand candles ends like its last fifty', () => {
    const long = fc.sample(frames, { numRuns: 14, seed: 3 });
    const [open, high, low, close] = [0, 1, 2, 3].map((k) => long.flatMap((frame) => frame[k]!)) as Columns;
    const stream = spec.compute.stream();
    const fed = open.map((value, i) => stream.next(value, high[i]!, low[i]!, close[i]!));
    const tail = spec.compute(...([open, high, low, close].map((column) => column.slice(-80)) as Columns));
    expect(open.length).toBeGreaterThan(600);
    expect(fed.slice(-50)).toEqual(Array.from(tail.slice(-50)));
  });
});

const last = (name: string, ...candles: Candle[]): number =>
  findCandlestick(name)!
    .compute(...columns([...ordinary, ...candles]))
    .at(-1)!;

/** The last candles after fifteen ordinary ones, and what the pattern says of them. */
const drawn: [string, number, Candle[]][] = [
  ['doji', 100, [[100, 102, 98, 100.1]]],
  ['dragonflyDoji', 100, [[100, 100.1, 97, 100]]],
  ['gravestoneDoji', 100, [[100, 103, 99.95, 100]]],
  ['spinningTop', -100, [[100.2, 102, 98, 100]]],
  ['marubozu', 100, [[100, 104, 100, 104]]],
  ['beltHold', -100, [[104, 104, 99, 100]]],
  ['hammer', 100, [[99, 99.3, 95, 99.3]]],
  ['hangingMan', -100, [[102, 102.3, 98, 102.3]]],
  ['invertedHammer', 100, [[99, 102, 99, 99.3]]],
  ['shootingStar', -100, [[103, 106, 103, 103.3]]],
  [
    'engulfing',
    100,
    [
      [101, 102, 99, 100],
      [99.5, 103, 99, 102],
    ],
  ],
  [
    'harami',
    -100,
    [
      [100, 105, 99, 104],
      [103, 103.5, 101, 102.5],
    ],
  ],
  [
    'haramiCross',
    100,
    [
      [104, 105, 99, 100],
      [102, 103, 101, 102],
    ],
  ],
  [
    'dojiStar',
    -100,
    [
      [100, 105, 99, 104],
      [105, 106, 104.5, 105.1],
    ],
  ],
  [
    'piercing',
    100,
    [
      [104, 104, 99, 100],
      [98, 103.5, 98, 103],
    ],
  ],
  [
    'darkCloudCover',
    -100,
    [
      [100, 104, 100, 104],
      [105, 105, 100.5, 101],
    ],
  ],
  [
    'morningStar',
    100,
    [
      [104, 104, 99, 100],
      [99, 99.5, 98, 98.7],
      [99, 104, 99, 103.5],
    ],
  ],
  [
    'eveningStar',
    -100,
    [
      [100, 104, 100, 104],
      [105, 106, 104.5, 105.3],
      [104.5, 105, 100, 100.5],
    ],
  ],
  [
    'morningDojiStar',
    100,
    [
      [104, 104, 99, 100],
      [99, 99.5, 98, 99.05],
      [99, 104, 99, 103.5],
    ],
  ],
  [
    'threeWhiteSoldiers',
    100,
    [
      [100, 102, 100, 102],
      [101, 104, 101, 104],
      [103, 106, 103, 106],
    ],
  ],
  [
    'threeBlackCrows',
    -100,
    [
      [100, 107, 100, 106],
      [106, 106, 104, 104],
      [105, 105, 102, 102],
      [103, 103, 100, 100],
    ],
  ],
  [
    'threeInside',
    100,
    [
      [104, 105, 99, 100],
      [101, 103, 101, 102],
      [102, 106, 101, 105],
    ],
  ],
  [
    'threeOutside',
    -100,
    [
      [100, 102, 99, 101],
      [102, 103, 98, 99],
      [99, 100, 96, 97],
    ],
  ],
  [
    'hikkake',
    200,
    [
      [100, 106, 96, 101],
      [101, 104, 98, 100],
      [100, 103, 97, 99],
      [99, 106, 99, 105],
    ],
  ],
  [
    'twoCrows',
    -100,
    [
      [100, 105, 99, 104],
      [106, 107, 104.5, 105],
      [105.5, 106, 101, 102],
    ],
  ],
  [
    'threeLineStrike',
    100,
    [
      [100, 102, 99, 101],
      [101, 103, 100, 102],
      [102, 104, 101, 103],
      [104, 105, 98, 99],
    ],
  ],
  [
    'threeStarsInSouth',
    100,
    [
      [104, 104.5, 95, 100],
      [102, 102.5, 97, 99.5],
      [99, 99, 98.5, 98.5],
    ],
  ],
  [
    'abandonedBaby',
    100,
    [
      [104, 105, 99, 100],
      [98, 98.5, 97.5, 98],
      [100, 104, 99.5, 103],
    ],
  ],
  [
    'advanceBlock',
    -100,
    [
      [100, 104.2, 100, 104],
      [103, 106.5, 103, 105.5],
      [105.6, 108, 105, 106],
    ],
  ],
  [
    'breakaway',
    100,
    [
      [110, 111, 103, 104],
      [103, 103.5, 101, 102],
      [102, 103, 100, 101],
      [101, 102, 98, 99],
      [99, 104, 98.5, 103.5],
    ],
  ],
  ['closingMarubozu', 100, [[100, 104, 98, 104]]],
  [
    'concealingBabySwallow',
    100,
    [
      [110, 110, 106, 106],
      [106, 106, 102, 102],
      [101, 103, 100, 100.5],
      [103, 104, 99, 99.5],
    ],
  ],
  [
    'counterattack',
    100,
    [
      [104, 105, 99, 100],
      [96, 101, 95, 100],
    ],
  ],
  [
    'eveningDojiStar',
    -100,
    [
      [100, 104, 100, 104],
      [105, 106, 104.5, 105.1],
      [104.5, 105, 100, 100.5],
    ],
  ],
  [
    'gapSideSideWhite',
    100,
    [
      [100, 102, 99, 101],
      [103, 105, 102.5, 104.5],
      [103, 105, 102.5, 104.4],
    ],
  ],
  ['highWave', -100, [[100.2, 102, 98, 100]]],
  [
    'homingPigeon',
    100,
    [
      [104, 105, 99, 100],
      [102, 103, 101, 101.5],
    ],
  ],
  [
    'identicalThreeCrows',
    -100,
    [
      [106, 107, 104, 104],
      [104, 104.5, 102, 102],
      [102, 102.5, 100, 100],
    ],
  ],
  [
    'inNeck',
    -100,
    [
      [104, 105, 99, 100],
      [98, 101, 97, 100.05],
    ],
  ],
  [
    'onNeck',
    -100,
    [
      [104, 105, 99, 100],
      [98, 99.5, 97, 99],
    ],
  ],
  [
    'thrusting',
    -100,
    [
      [104, 105, 99, 100],
      [98, 102, 97, 101.5],
    ],
  ],
  [
    'kicking',
    100,
    [
      [104, 104, 100, 100],
      [106, 109, 106, 109],
    ],
  ],
  [
    'kickingByLength',
    -100,
    [
      [104, 104, 100, 100],
      [106, 109, 106, 109],
    ],
  ],
  [
    'ladderBottom',
    100,
    [
      [106, 106.5, 103, 104],
      [104, 104.5, 101, 102],
      [102, 102.5, 99, 100],
      [100, 101.5, 98, 99],
      [100.5, 104, 100, 103],
    ],
  ],
  ['longLeggedDoji', 100, [[100, 102, 98, 100.1]]],
  ['longLine', -100, [[104, 104.5, 99.5, 100]]],
  ['shortLine', 100, [[100, 100.8, 99.6, 100.4]]],
  [
    'matchingLow',
    100,
    [
      [104, 105, 99, 100],
      [102, 103, 99.5, 100.1],
    ],
  ],
  [
    'matHold',
    100,
    [
      [100, 106, 99.5, 105],
      [106, 106.5, 105, 105.8],
      [105.2, 105.6, 104, 104.6],
      [104.6, 105, 103.5, 104.2],
      [104.5, 108, 104, 107],
    ],
  ],
  ['rickshawMan', 100, [[100, 102, 98, 100.1]]],
  [
    'risingFallingThreeMethods',
    100,
    [
      [100, 106, 99.5, 105],
      [104.5, 104.8, 103, 103.8],
      [103.8, 104, 102, 103],
      [103, 103.4, 101.5, 102.2],
      [102.5, 107, 102, 106.5],
    ],
  ],
  [
    'separatingLines',
    100,
    [
      [102, 103, 99, 100],
      [102, 106, 102, 105],
    ],
  ],
  [
    'stalledPattern',
    -100,
    [
      [100, 103.5, 99, 103],
      [102, 106, 101, 106],
      [106, 107, 105, 106.5],
    ],
  ],
  [
    'stickSandwich',
    100,
    [
      [103, 104, 99, 100],
      [101, 104, 100.5, 103],
      [103, 103.5, 99, 100.1],
    ],
  ],
  ['takuri', 100, [[100, 100.1, 97, 100]]],
  [
    'tasukiGap',
    100,
    [
      [100, 102, 99, 101],
      [103, 105, 102.5, 104.5],
      [104, 104.2, 101.5, 102.6],
    ],
  ],
  [
    'tristar',
    -100,
    [
      [100, 101, 99, 100.1],
      [101, 102, 100.5, 101.1],
      [100.5, 101, 99, 100.5],
    ],
  ],
  [
    'uniqueThreeRiver',
    100,
    [
      [104, 105, 99, 100],
      [103, 103.5, 97, 101],
      [99, 100, 98.5, 99.5],
    ],
  ],
  [
    'upsideGapTwoCrows',
    -100,
    [
      [100, 105, 99, 104],
      [106, 106.5, 105, 105.5],
      [106.5, 107, 104.2, 104.8],
    ],
  ],
  [
    'gapThreeMethods',
    100,
    [
      [100, 102, 99, 101],
      [103, 106, 102.5, 105],
      [104, 104.5, 100, 100.5],
    ],
  ],
  [
    'hikkakeModified',
    200,
    [
      [100, 108, 94, 101],
      [101, 106, 96, 96.2],
      [98, 104, 97, 99],
      [98, 103, 96.5, 97],
      [99, 106, 98, 105],
    ],
  ],
];

describe('a drawn example of', () => {
  it.each(drawn)('%s is %p', (name, signal, candles) => {
    expect(last(name, ...candles)).toBe(signal);
    expect(last(name)).toBe(0);
  });

  it('every pattern', () => {
    expect(drawn.map(([name]) => name).sort()).toEqual(CANDLESTICKS.map((spec) => spec.name).sort());
  });

  it('dark cloud cover needs the asked penetration', () => {
    const frame = columns([...ordinary, [100, 104, 100, 104], [105, 105, 100.5, 101]]);
    expect(darkCloudCover(...frame, 0.7).at(-1)).toBe(-100);
    expect(darkCloudCover(...frame, 0.8).at(-1)).toBe(0);
    expect(() => darkCloudCover(...frame, -1)).toThrow(RangeError);
  });
});
