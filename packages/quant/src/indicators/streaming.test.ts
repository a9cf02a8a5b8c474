import fc from 'fast-check';
import {
  atr,
  bollinger,
  createAtr,
  createBollinger,
  createEma,
  createHighest,
  createLowest,
  createMacd,
  createMom,
  createRoc,
  createRocp,
  createRsi,
  createSma,
  createStddev,
  createWma,
  ema,
  highest,
  lowest,
  macd,
  mom,
  roc,
  rocp,
  rsi,
  sma,
  stddev,
  wma,
  type SeriesStream,
} from './index.js';

/** Walks with flat stretches, offsets up to 1e9, spikes and a NaN prefix: everything a running sum can trip over. */
const walk = fc
  .record({
    prefix: fc.integer({ min: 0, max: 3 }),
    offset: fc.constantFrom(0, 1, 100, 1e9, -1e6),
    steps: fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: -2000, max: 2000 }).map((step) => step / 1000) },
        { weight: 3, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.constantFrom(1e7, -1e7) },
      ),
      { maxLength: 700, size: 'max' },
    ),
  })
  .map(({ prefix, offset, steps }) => {
    let value = offset;
    return Float64Array.from([...new Array<number>(prefix).fill(NaN), ...steps.map((step) => (value += step))]);
  });
fc.configureGlobal({ interruptAfterTimeLimit: 10_000 });

const window = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 4 }));

describe.each<[string, (n: number) => SeriesStream, (x: Float64Array, n: number) => Float64Array]>([
  ['sma', createSma, sma],
  ['ema', createEma, ema],
  ['wma', createWma, wma],
  ['stddev', createStddev, stddev],
  ['roc', createRoc, roc],
  ['rocp', createRocp, rocp],
  ['mom', createMom, mom],
  ['rsi', createRsi, rsi],
  ['highest', createHighest, highest],
  ['lowest', createLowest, lowest],
])('streaming %s', (_, create, batch) => {
  it('equals the batch form bit for bit', () => {
    fc.assert(
      fc.property(walk, window, (x, n) => {
        const stream = create(n);
        expect(x.map((value) => stream.next(value))).toEqual(batch(x, n));
      }),
    );
  });
});

it('streaming bollinger equals the batch form bit for bit', () => {
  fc.assert(
    fc.property(walk, window, (x, n) => {
      const stream = createBollinger(n, 1.5);
      const rows = Array.from(x, (value) => [stream.next(value), stream.upper, stream.lower]);
      const { upper, middle, lower } = bollinger(x, n, 1.5);
      expect(rows).toEqual(Array.from(x, (_, i) => [middle[i], upper[i], lower[i]]));
    }),
  );
});

it('streaming macd equals the batch form bit for bit', () => {
  fc.assert(
    fc.property(walk, window, window, window, (x, fast, slow, signal) => {
      const stream = createMacd(fast, slow, signal);
      const rows = Array.from(x, (value) => [stream.next(value), stream.signal, stream.histogram]);
      const expected = macd(x, fast, slow, signal);
      expect(rows).toEqual(Array.from(x, (_, i) => [expected.macd[i], expected.signal[i], expected.histogram[i]]));
    }),
  );
});

it('streaming atr equals the batch form bit for bit', () => {
  fc.assert(
    fc.property(walk, window, (close, n) => {
      const high = close.map((value, i) => value + (i % 3));
      const low = close.map((value, i) => value - (i % 2));
      const stream = createAtr(n);
      expect(close.map((value, i) => stream.next(high[i]!, low[i]!, value))).toEqual(atr(high, low, close, n));
    }),
  );
});
