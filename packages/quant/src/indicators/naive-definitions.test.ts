import { createRandom } from '../random/index.js';
import {
  alma,
  bodyPercent,
  deMarker,
  derivativeOscillator,
  ema,
  frama,
  hurstDifferences,
  macdExt,
  mama,
  mape,
  relativeVigor,
  rsi,
  sma,
  vidya,
} from './index.js';

/** Indicators against their formulas in plain loops over bars that neither round nor stand still. */
const length = 160;
const random = createRandom('naive definitions');
const close = new Float64Array(length);
const open = new Float64Array(length);
const high = new Float64Array(length);
const low = new Float64Array(length);
for (let i = 0, price = 50; i < length; i++) {
  open[i] = price;
  price *= 1 + random.normal(0, 0.02);
  close[i] = price;
  high[i] = Math.max(open[i]!, price) * (1 + Math.abs(random.normal(0, 0.01)));
  low[i] = Math.min(open[i]!, price) * (1 - Math.abs(random.normal(0, 0.01)));
}

const rows = (from: number): number[] => Array.from({ length: length - from }, (_, k) => from + k);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;
const last = (x: Float64Array, i: number, n: number): number[] => [...x.subarray(i - n + 1, i + 1)];

function expectColumn(column: Float64Array, from: number, at: (i: number) => number): void {
  expect(column.subarray(0, from).every((value) => Number.isNaN(value))).toBe(true);
  for (const i of rows(from)) expect(Math.abs(column[i]! - at(i))).toBeLessThan(1e-9 * Math.max(1, Math.abs(at(i))));
}

it('mape: how far values lie from their mean, in parts of each', () => {
  expectColumn(mape(close, 7), 6, (i) => {
    const window = last(close, i, 7);
    return meanOf(window.map((value) => Math.abs((value - meanOf(window)) / value)));
  });
  expect(mape([5, 5, 5, 5], 3)[3]).toBe(0);
  expect(mape([0, 3], 2)[1]).toBe(0.25);
});

it('hurstDifferences: slope of log deviations on log lags', () => {
  expectColumn(hurstDifferences(close, 60, 9), 59, (i) => {
    const window = last(close, i, 60);
    const lags = [2, 3, 4, 5, 6, 7, 8, 9];
    const x = lags.map(Math.log);
    const y = lags.map((lag) => {
      const differences = window.slice(lag).map((value, j) => value - window[j]!);
      return Math.log(Math.sqrt(meanOf(differences.map((d) => (d - meanOf(differences)) ** 2))));
    });
    const [mx, my] = [meanOf(x), meanOf(y)];
    return sumOf(x.map((value, k) => (value - mx) * (y[k]! - my))) / sumOf(x.map((value) => (value - mx) ** 2));
  });
});

it('hurstDifferences: a random walk is near .5, noise about a level near 0, a smooth wave near 1', () => {
  const steps = createRandom('walk');
  let level = 0;
  const walk = Float64Array.from({ length: 4000 }, () => (level += steps.normal()));
  expect(hurstDifferences(walk, 4000)[3999]).toBeCloseTo(0.5, 1);
  const noise = Float64Array.from({ length: 4000 }, () => steps.normal());
  expect(hurstDifferences(noise, 4000)[3999]).toBeCloseTo(0, 1);
  const wave = Float64Array.from({ length: 4000 }, (_, i) => Math.sin(i / 300));
  expect(hurstDifferences(wave, 4000)[3999]).toBeCloseTo(1, 1);
  expect(hurstDifferences(new Float64Array(300).fill(3))[299]).toBe(0.5);
});

it('vidya: an exponential average by the share of the path that is net', () => {
  const expected = new Float64Array(length).fill(Number.NaN);
  for (let i = 6, y = close[5]!; i < length; i++) {
    const changes = last(close, i, 6).map((value, k) => value - close[i - 6 + k]!);
    y += (2 / 11) * Math.abs(sumOf(changes) / sumOf(changes.map(Math.abs))) * (close[i]! - y);
    expected[i] = y;
  }
  expectColumn(vidya(close, 10, 6), 6, (i) => expected[i]!);
});

it('frama: an exponential average by the fractal dimension of the window', () => {
  const n = 8;
  const expected = new Float64Array(length);
  const range = (i: number, bars: number) => Math.max(...last(high, i, bars)) - Math.min(...last(low, i, bars));
  for (let i = n - 1, y = (high[n - 2]! + low[n - 2]!) / 2; i < length; i++) {
    const dimension = Math.log2((range(i, n / 2) / (n / 2) + range(i - n / 2, n / 2) / (n / 2)) / (range(i, n) / n));
    const smoothing = Math.min(1, Math.max(0.01, Math.exp(Math.log(2 / 199) * (dimension - 1))));
    y = smoothing * ((high[i]! + low[i]!) / 2) + (1 - smoothing) * y;
    expected[i] = y;
  }
  expectColumn(frama(high, low, n), n - 1, (i) => expected[i]!);
  expect(() => frama(high, low, 7)).toThrow(/n must be even/);
});

it('deMarker: the share of rises of the high', () => {
  expectColumn(deMarker(high, low, 5), 5, (i) => {
    const back = [0, 1, 2, 3, 4].map((k) => i - k);
    const up = sumOf(back.map((j) => Math.max(0, high[j]! - high[j - 1]!)));
    const down = sumOf(back.map((j) => Math.max(0, low[j - 1]! - low[j]!)));
    return up / (up + down);
  });
  expect(deMarker([3, 3], [2, 2], 1)[1]).toBe(0.5);
});

it('relativeVigor: smoothed bodies as a share of smoothed ranges', () => {
  const smooth = (of: (i: number) => number, i: number) => (of(i) + 2 * of(i - 1) + 2 * of(i - 2) + of(i - 3)) / 6;
  const total = (of: (i: number) => number, i: number) => sumOf([0, 1, 2, 3].map((k) => smooth(of, i - k)));
  const vigor = (i: number) => total((j) => close[j]! - open[j]!, i) / total((j) => high[j]! - low[j]!, i);
  const found = relativeVigor(open, high, low, close, 4);
  expectColumn(found.vigor, 9, vigor);
  expectColumn(found.signal, 9, (i) => smooth(vigor, i));
});

it('derivativeOscillator: the smoothed RSI less its average', () => {
  const smooth = ema(ema(rsi(close, 14), 5), 3);
  const average = sma(smooth, 9);
  expectColumn(derivativeOscillator(close), 28, (i) => smooth[i]! - average[i]!);
});

it('macdExt knows MAMA by the number of TA-Lib, and of one bar every average is the value', () => {
  const lines = macdExt(close, 1, 3, 5, 7, 1, 6);
  const slow = mama(close).mama;
  expectColumn(lines.macd, 32, (i) => close[i]! - slow[i]!);
  expectColumn(lines.histogram, 32, () => 0);
});

it('bodyPercent: the body in percent of the open', () => {
  expectColumn(bodyPercent(open, close), 0, (i) => 100 * (close[i]! / open[i]! - 1));
  expect(bodyPercent([0, 2], [1, 1])).toEqual(Float64Array.of(0, -50));
});

it('alma goes over into the newest value where its centre lies beyond it', () => {
  for (const offset of [0, 0.5, 1, 1.2, 3, 50, 1e9, 1e300]) {
    for (const i of rows(8)) {
      const value = alma(close, 9, offset)[i]!;
      expect(value).toBeGreaterThanOrEqual(Math.min(...last(close, i, 9)) - 1e-9);
      expect(value).toBeLessThanOrEqual(Math.max(...last(close, i, 9)) + 1e-9);
    }
  }
  expect(alma(close, 9, 50)).toEqual(Float64Array.from(close, (value, i) => (i < 8 ? Number.NaN : value)));
});
