import {
  computeIndicator,
  createIndicator,
  INDICATORS,
  type IndicatorColumns,
  type IndicatorInput,
  type IndicatorSpec,
} from './index.js';
import { createRandom, type Random } from '../random/index.js';

const INPUTS: readonly IndicatorInput[] = ['open', 'high', 'low', 'close', 'volume', 'other'];
type Frame = Record<IndicatorInput, Float64Array>;

/** How many frames each indicator is tried on; `BOT_V2_WIDE` for a wide sweep outside the gate. */
const FRAMES = Number(process.env['BOT_V2_WIDE'] ?? 4);

/** A walk with flat stretches and bars without volume. */
function walk(random: Random, length: number): Frame {
  const column = (): Float64Array => new Float64Array(length);
  const frame: Frame = {
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
    other: column(),
  };
  let last = 100;
  let flat = 0;
  for (let i = 0; i < length; i++) {
    flat = flat > 0 ? flat - 1 : random.next() < 0.05 ? random.integer(1, 12) : 0;
    const open = last;
    if (flat === 0) last = Math.max(5, last + random.integer(-20, 20) / 10);
    frame.open[i] = open;
    frame.close[i] = last;
    frame.high[i] = Math.max(open, last) + (flat > 0 ? 0 : random.integer(0, 4) / 10);
    frame.low[i] = Math.min(open, last) - (flat > 0 ? 0 : random.integer(0, 4) / 10);
    frame.volume[i] = flat > 0 ? 0 : random.integer(0, 50);
    frame.other[i] = 20 + random.integer(0, 40) / 4;
  }
  return frame;
}

/** Makes some values NaN: a prefix of its own for each column, then single ones and stretches anywhere, the ends too. */
function puncture(frame: Frame, random: Random): void {
  const length = frame.close.length;
  const one = random.next() < 0.3;
  const holes = random.integer(1, 4);
  if (random.next() < 0.5) for (const input of INPUTS) frame[input].fill(Number.NaN, 0, random.integer(0, 4));
  for (let k = 0; k < holes; k++) {
    const at = random.next() < 0.1 ? length - 1 : random.integer(0, length - 1);
    const size = random.next() < 0.7 ? 1 : random.integer(2, 9);
    for (const input of INPUTS) if (!one || random.next() < 0.4) frame[input].fill(Number.NaN, at, at + size);
  }
}

/** The rule, written without looking at how it is kept: each stretch of whole rows by itself, NaN in every other row. */
function byStretches(spec: IndicatorSpec, frame: Frame, params: Record<string, number>): Record<string, Float64Array> {
  const length = frame.close.length;
  const whole = (i: number): boolean => spec.inputs.every((input) => !Number.isNaN(frame[input][i]!));
  const out = Object.fromEntries(spec.outputs.map((name) => [name, new Float64Array(length).fill(Number.NaN)]));
  for (let from = 0; from < length; from++) {
    if (!whole(from)) continue;
    let to = from;
    while (to < length && whole(to)) to++;
    const part = computeIndicator(spec, slice(frame, from, to), params);
    for (const name of spec.outputs) out[name]!.set(part[name]!, from);
    from = to;
  }
  return out;
}

const slice = (frame: Frame, from: number, to: number): IndicatorColumns =>
  Object.fromEntries(INPUTS.map((input) => [input, frame[input].slice(from, to)]));

/** Every count short, so that there are values between two gaps, unless the indicator refuses them. */
function paramsOf(spec: IndicatorSpec, random: Random): Record<string, number> {
  const params = Object.fromEntries(
    spec.params
      .filter((param) => param.integer && !param.name.endsWith('Type') && param.name !== 'type')
      .map((param) => [param.name, Math.min(param.max ?? 12, param.min + random.integer(0, 8))]),
  );
  try {
    computeIndicator(spec, Object.fromEntries(INPUTS.map((input) => [input, []])), params);
    return params;
  } catch (error) {
    if (error instanceof RangeError) return {};
    throw error;
  }
}

describe.each(INDICATORS.map((spec): [string, IndicatorSpec] => [spec.name, spec]))('%s', (name, spec) => {
  it('is NaN where an input is, and starts anew after it, in batch and in chunks alike', () => {
    const random = createRandom(`gaps of ${name}`);
    for (let k = 0; k < FRAMES; k++) {
      const frame = walk(random, random.integer(1, 400));
      const params = k % 2 === 0 ? paramsOf(spec, random) : {};
      puncture(frame, random);
      const expected = byStretches(spec, frame, params);
      expect(computeIndicator(spec, frame, params)).toEqual(expected);
      const feed = createIndicator(spec, params);
      const length = frame.close.length;
      for (let from = 0; from < length;) {
        const to = Math.min(length, from + random.integer(1, 60));
        const part = feed.append(slice(frame, from, to));
        for (const output of spec.outputs) expect(part[output]).toEqual(expected[output]!.slice(from, to));
        from = to;
      }
    }
  });
});
