import { createRandom } from '@bot-v2/quant/random';
import type { ChartName } from './chart-shape.js';

/** Outlines as (time, price) corners: the approach, the shape, and the break that confirms it. Height 1, any length. */
const outlines: Readonly<Record<ChartName, readonly (readonly [number, number])[]>> = {
  double_top: [
    [0, -1.2],
    [3, 1],
    [5, 0],
    [7, 1],
    [10, -0.9],
  ],
  double_bottom: [
    [0, 2.2],
    [3, 0],
    [5, 1],
    [7, 0],
    [10, 1.9],
  ],
  head_and_shoulders: [
    [0, -1.2],
    [3, 0.55],
    [4.5, 0],
    [6.5, 1],
    [8.5, 0],
    [10, 0.55],
    [12.5, -0.8],
  ],
  inverse_head_and_shoulders: [
    [0, 2.2],
    [3, 0.45],
    [4.5, 1],
    [6.5, 0],
    [8.5, 1],
    [10, 0.45],
    [12.5, 1.8],
  ],
  ascending_triangle: [
    [0, -1],
    [3, 1],
    [5, 0],
    [7, 1],
    [8.5, 0.5],
    [11, 2],
  ],
  descending_triangle: [
    [0, 2],
    [3, 0],
    [5, 1],
    [7, 0],
    [8.5, 0.5],
    [11, -1],
  ],
  symmetrical_triangle: [
    [0, -0.6],
    [3, 1],
    [5, 0],
    [7, 0.72],
    [8.5, 0.28],
    [11, 1.6],
  ],
  rising_wedge: [
    [0, -1],
    [3, 0.6],
    [5, 0],
    [8, 1],
    [10, 0.7],
    [11, 0.95],
    [13, -0.4],
  ],
  falling_wedge: [
    [0, 2],
    [3, 0.4],
    [5, 1],
    [8, 0],
    [10, 0.3],
    [11, 0.05],
    [13, 1.4],
  ],
  rising_channel: [
    [0, -0.4],
    [2, 1],
    [4, 0.3],
    [7, 1.65],
    [9, 0.95],
    [11, 2.1],
    [14, 0.2],
  ],
  falling_channel: [
    [0, 1.4],
    [2, 0],
    [4, 0.7],
    [7, -0.65],
    [9, 0.05],
    [11, -1.1],
    [14, 0.8],
  ],
  bull_flag: [
    [0, -3],
    [3, 1],
    [4.5, 0],
    [6, 0.8],
    [7.5, -0.2],
    [10, 2.5],
  ],
  bear_flag: [
    [0, 4],
    [3, 0],
    [4.5, 1],
    [6, 0.2],
    [7.5, 1.2],
    [10, -1.5],
  ],
};

/** A synthetic series and what is drawn into it. */
export interface LabelledSeries {
  /** Null: a random walk alone. */
  readonly label: ChartName | null;
  /** Row at which the outline begins, and the one at which it ends. */
  readonly from: number;
  readonly to: number;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly length: number;
}

/**
 * A seeded series of 80 bars of random walk, an outline drawn with noise over 50 to 110 bars, and 20 more of walk. The
 * outline is 8 to 16 times as high as a bar of the walk moves (sd); corners are shifted by up to 6 % of its height and 10 %
 * of their distance. Without a label the walk goes on instead.
 */
export function labelledSeries(label: ChartName | null, seed: number): LabelledSeries {
  const random = createRandom(`labelled shape ${label ?? 'none'} ${seed}`);
  const uniform = (low: number, high: number): number => low + (high - low) * random.next();
  const step = 1;
  const drawn = Math.round(uniform(50, 110));
  const height = step * uniform(8, 16);
  const prices: number[] = [];
  let price = 200;
  const walk = (bars: number): void => {
    for (let i = 0; i < bars; i++) prices.push((price += random.normal(0, step)));
  };
  walk(80);
  const from = prices.length;
  if (label === null) walk(drawn);
  else {
    const corners = outlines[label].map(([time, level], k, all) => {
      const span = k === 0 || k === all.length - 1 ? 0 : 0.1 * (all[k + 1]![0] - time);
      return [time + uniform(-span, span), (level + uniform(-0.06, 0.06)) * height] as const;
    });
    const end = corners[corners.length - 1]![0];
    const base = price - corners[0]![1];
    for (let i = 1; i <= drawn; i++) {
      const at = (i / drawn) * end;
      const k = Math.max(
        1,
        corners.findIndex(([time]) => time >= at),
      );
      const [[t0, p0], [t1, p1]] = [corners[k - 1]!, corners[k]!];
      prices.push(base + p0 + ((p1 - p0) * (at - t0)) / (t1 - t0) + random.normal(0, 0.5 * step));
    }
    price = prices[prices.length - 1]!;
  }
  const to = prices.length - 1;
  walk(20);
  const close = Float64Array.from(prices);
  const reach = () => Math.abs(random.normal(0, 0.4 * step));
  const high = close.map((value, i) => Math.max(value, close[i - 1] ?? value) + reach());
  const low = close.map((value, i) => Math.min(value, close[i - 1] ?? value) - reach());
  return { label, from, to, high, low, close, length: close.length };
}
