import fc from 'fast-check';
import {
  computeIndicator,
  createIndicator,
  INDICATORS,
  type IndicatorBar,
  type IndicatorInput,
  type IndicatorSpec,
  warmupOf,
} from './index.js';

const INPUTS: readonly IndicatorInput[] = ['open', 'high', 'low', 'close', 'volume', 'other'];
type Frame = Record<IndicatorInput, Float64Array>;
fc.configureGlobal({ interruptAfterTimeLimit: 10_000 });

/** Bars with a NaN prefix, flat stretches without volume, spikes, and prices offset up to 1e9. */
const frames = fc
  .record({
    prefix: fc.integer({ min: 0, max: 3 }),
    offset: fc.constantFrom(0, 0, 1000, 1e9),
    steps: fc.array(
      fc.oneof(
        { weight: 8, arbitrary: fc.array(fc.integer({ min: -200, max: 200 }), { minLength: 4, maxLength: 4 }) },
        { weight: 4, arbitrary: fc.constant([0, 0, 0, 0]) },
        { weight: 1, arbitrary: fc.constantFrom([90_000, 0, 0, 5], [-90_000, 0, 0, 5], [50, 1e9, 40, 3]) },
      ),
      { minLength: 1, maxLength: 260, size: 'max' },
    ),
  })
  .map(({ prefix, offset, steps }): Frame => {
    const length = prefix + steps.length;
    const column = (): Float64Array => new Float64Array(length).fill(NaN);
    const frame: Frame = {
      open: column(),
      high: column(),
      low: column(),
      close: column(),
      volume: column(),
      other: column(),
    };
    let last = 100 + offset;
    steps.forEach(([a, b, c, d], k) => {
      const i = prefix + k;
      const open = Math.max(5, last + a! / 400);
      last = Math.max(5, last + (k % 7 === 0 ? b! : c!) / 100);
      frame.open[i] = open;
      frame.close[i] = last;
      frame.high[i] = Math.max(open, last) + Math.abs(d!) / 100;
      frame.low[i] = Math.min(open, last) - Math.abs(a! % 50) / 100;
      frame.volume[i] = 10 * Math.abs(d!);
      frame.other[i] = 20 + Math.abs(b! % 31) / 2;
    });
    return frame;
  });

/** One long frame, of generated ones that follow each other: longer than any block an indicator works in. */
const LONG = ((): Frame => {
  const parts = fc.sample(frames, { numRuns: 30, seed: 5 });
  return Object.fromEntries(
    INPUTS.map((input) => [
      input,
      Float64Array.from(parts.flatMap((part) => Array.from(part[input]).filter((value) => !Number.isNaN(value)))),
    ]),
  ) as Frame;
})();

/** Every parameter at its default, or somewhere between its minimum and what a short frame can hold. */
const paramsOf = (spec: IndicatorSpec): fc.Arbitrary<Record<string, number>> =>
  fc.record(
    Object.fromEntries(
      spec.params.map((param) => [
        param.name,
        fc.oneof(
          fc.constant(param.default),
          param.integer
            ? fc.integer({ min: param.min, max: Math.min(param.max ?? 40, Math.max(param.min + 1, 40)) })
            : fc.double({ min: Math.max(param.min, param.default / 2), max: param.default * 2 || 1, noNaN: true }),
        ),
      ]),
    ),
  );

const valid = (spec: IndicatorSpec, params: Record<string, number>): boolean => {
  try {
    computeIndicator(spec, Object.fromEntries(INPUTS.map((input) => [input, []])), params);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

describe.each(INDICATORS.map((spec): [string, IndicatorSpec] => [spec.name, spec]))('streaming %s', (_, spec) => {
  it('equals the batch form bit for bit, in chunks of any size', () => {
    fc.assert(
      fc.property(frames, paramsOf(spec), fc.array(fc.integer({ min: 0, max: 90 })), (frame, params, sizes) => {
        fc.pre(valid(spec, params));
        const feed = createIndicator(spec, params);
        const parts: Record<string, Float64Array>[] = [];
        let from = 0;
        for (const size of [...sizes, frame.close.length]) {
          const chunk = Object.fromEntries(INPUTS.map((input) => [input, frame[input].subarray(from, from + size)]));
          parts.push(feed.append(chunk));
          from += size;
        }
        const expected = computeIndicator(spec, frame, params);
        for (const output of spec.outputs) {
          const joined = Float64Array.from(parts.flatMap((part) => Array.from(part[output]!)));
          expect(joined).toEqual(expected[output]);
        }
      }),
      { numRuns: 14 },
    );
  });

  it('equals the batch form over thousands of bars', () => {
    const columns = Object.fromEntries(INPUTS.map((input) => [input, LONG[input]]));
    expect(createIndicator(spec).append(columns)).toEqual(computeIndicator(spec, columns));
  });

  it('starts at its declared bar whatever the parameters', () => {
    fc.assert(
      fc.property(frames, paramsOf(spec), (frame, params) => {
        fc.pre(valid(spec, params));
        const start = frame.close.findIndex((value) => !Number.isNaN(value));
        const first = start + warmupOf(spec, params);
        for (const column of Object.values(computeIndicator(spec, frame, params))) {
          expect(column.subarray(0, first).every((value) => Number.isNaN(value))).toBe(true);
          if (!spec.sparse && first < column.length) expect(column[first]).not.toBeNaN();
        }
      }),
      { numRuns: 14 },
    );
  });

  it('takes bars one at a time and says what is missing', () => {
    const [frame] = fc.sample(frames, { numRuns: 1, seed: 11 }) as [Frame];
    const feed = createIndicator(spec);
    const expected = computeIndicator(spec, frame);
    frame.close.forEach((_value, i) => {
      const bar = Object.fromEntries(INPUTS.map((input) => [input, frame[input][i]!])) as IndicatorBar;
      const row = feed.next(bar);
      for (const output of spec.outputs) expect([output, row[output]]).toEqual([output, expected[output]![i]]);
    });
    expect(() => feed.next({})).toThrow(/is missing/);
    expect(() => feed.append({})).toThrow(/is missing/);
    for (const param of spec.params) {
      expect(() => createIndicator(spec, { [param.name]: NaN })).toThrow(new RegExp(`${spec.name}.*${param.name}`));
    }
  });
});
