import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as room from './index.js';
import { computeIndicator, findIndicator, INDICATORS, warmupOf, type IndicatorSpec } from './index.js';

const INPUTS = ['open', 'high', 'low', 'close', 'volume', 'other'] as const;
type Frame = Record<(typeof INPUTS)[number], Float64Array>;

/** A plausible frame of bars with flat stretches, so that zero ranges and unchanged closes occur. */
const frames = (length: number): fc.Arbitrary<Frame> =>
  fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: fc.tuple(...[0, 1, 2, 3].map(() => fc.double({ min: -1, max: 1, noNaN: true }))) },
        { weight: 1, arbitrary: fc.constant([0, 0, 0, 0]) },
      ),
      { minLength: length, maxLength: length, size: 'max' },
    )
    .map((steps) => {
      const frame = Object.fromEntries(INPUTS.map((name) => [name, new Float64Array(length)])) as Frame;
      let last = 100;
      let other = 50;
      steps.forEach(([a, b, c, d], i) => {
        const open = last + a! / 4;
        last = Math.max(5, last + b!);
        other = Math.max(5, other + b! / 2 + c!);
        frame.open[i] = open;
        frame.close[i] = last;
        frame.high[i] = Math.max(open, last) + Math.abs(c!);
        frame.low[i] = Math.min(open, last) - Math.abs(d!);
        frame.volume[i] = Math.round(1000 * Math.abs(a! + d!));
        frame.other[i] = other;
      });
      return frame;
    });

const mapFrame = (frame: Frame, change: (column: Float64Array) => Float64Array): Frame =>
  Object.fromEntries(INPUTS.map((name) => [name, change(frame[name])])) as Frame;

const columnsOf = (spec: IndicatorSpec, frame: Frame): Record<string, Float64Array> => computeIndicator(spec, frame);

it('lists every indicator file once, under its exported name', () => {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.indicator.ts'));
  expect(INDICATORS.length).toBe(files.length);
  expect(new Set(INDICATORS.map((spec) => spec.name)).size).toBe(INDICATORS.length);
  const exported = room as unknown as Record<string, unknown>;
  for (const spec of INDICATORS) {
    expect(exported[spec.name]).toBe(spec.compute);
    expect(exported[`${spec.name}Indicator`]).toBe(spec);
    expect(findIndicator(spec.name)).toBe(spec);
  }
  for (const file of files) expect(readFileSync(new URL(file, folder), 'utf8')).toContain('defineIndicator');
});

describe.each(INDICATORS.map((spec): [string, IndicatorSpec] => [spec.name, spec]))('%s', (name, spec) => {
  it('has its declared outputs, of the input length, defined exactly from its declared first bar on', () => {
    fc.assert(
      fc.property(frames(130), (frame) => {
        const outputs = columnsOf(spec, frame);
        expect(Object.keys(outputs)).toEqual([...spec.outputs]);
        for (const output of Object.values(outputs)) {
          expect(output.length).toBe(130);
          const [before, after] = [output.subarray(0, warmupOf(spec)), output.subarray(warmupOf(spec))];
          expect(before.every((value) => Number.isNaN(value))).toBe(true);
          expect(after.every((value) => Number.isFinite(value) || (spec.sparse && Number.isNaN(value)))).toBe(true);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('never looks ahead: what is known at a bar does not change with later bars', () => {
    fc.assert(
      fc.property(frames(130), fc.integer({ min: 0, max: 130 }), (frame, cut) => {
        const whole = columnsOf(spec, frame);
        const known = columnsOf(
          spec,
          mapFrame(frame, (column) => column.slice(0, cut)),
        );
        for (const output of spec.outputs) expect(known[output]).toEqual(whole[output]!.slice(0, cut));
      }),
      { numRuns: 10 },
    );
  });

  it('starts at the first defined input: a NaN prefix only shifts the result', () => {
    fc.assert(
      fc.property(frames(130), fc.constantFrom(2, 8), (frame, prefix) => {
        const plain = columnsOf(spec, frame);
        const padding = new Array<number>(prefix).fill(NaN);
        const shifted = columnsOf(
          spec,
          mapFrame(frame, (column) => Float64Array.from([...padding, ...column])),
        );
        for (const output of spec.outputs) {
          expect(shifted[output]).toEqual(Float64Array.from([...padding, ...plain[output]!]));
        }
      }),
      { numRuns: 6 },
    );
  });

  it('takes plain arrays, leaves its inputs alone and is all NaN when the input is too short or empty', () => {
    const [frame] = fc.sample(frames(130), { numRuns: 1, seed: 7 }) as [Frame];
    const copy = mapFrame(frame, (column) => column.slice());
    const plain = Object.fromEntries(INPUTS.map((input) => [input, Array.from(frame[input])]));
    expect(computeIndicator(spec, plain)).toEqual(columnsOf(spec, frame));
    expect(frame).toEqual(copy);
    const short = columnsOf(
      spec,
      mapFrame(frame, (column) => column.slice(0, warmupOf(spec))),
    );
    for (const output of spec.outputs) expect(short[output]!.every((value) => Number.isNaN(value))).toBe(true);
    for (const output of Object.values(
      columnsOf(
        spec,
        mapFrame(frame, () => new Float64Array(0)),
      ),
    )) {
      expect(output.length).toBe(0);
    }
  });

  it('says what is wrong with a parameter or a column', () => {
    const [frame] = fc.sample(frames(40), { numRuns: 1, seed: 7 }) as [Frame];
    for (const param of spec.params) {
      const refused = (value: number): void => {
        expect(() => computeIndicator(spec, frame, { [param.name]: value })).toThrow(
          new RegExp(`${name}.*${param.name}`),
        );
        const values = spec.params.map((each) => (each === param ? value : each.default));
        const compute = spec.compute as (...args: unknown[]) => unknown;
        expect(() => compute(...spec.inputs.map((input) => frame[input]), ...values)).toThrow(RangeError);
      };
      refused(NaN);
      // What hot loops would cut to 32 bits is not another period.
      if (param.integer) refused(2 ** 32 + 5);
      if (param.min > -Infinity && param.min !== Number.MIN_VALUE) refused(param.min - 1);
    }
    expect(() => computeIndicator(spec, frame, { nonsense: 1 })).toThrow(/unknown parameter nonsense/);
    expect(() => computeIndicator(spec, {})).toThrow(/is missing/);
    if (spec.inputs.length > 1) {
      expect(() => computeIndicator(spec, { ...frame, [spec.inputs[0]!]: new Float64Array(3) })).toThrow(/same length/);
    }
  });
});
