import { createRandom } from '@bot-v2/quant/random';
import type { Bars } from '@bot-v2/sdk';
import { barsThrough } from '../../../../tests/frames.js';

/** Bars in a stretch of one kind. */
export const stretch = 20;

/** A series in which the spread between high and low tells what kind of stretch comes next. */
export interface PlantedSeries {
  readonly bars: Bars;
  /** Whether the stretch that begins after `row` (a multiple of 20) trends; else it drops and recovers. */
  trendsAfter(row: number): boolean;
}

/**
 * Stretches of 20 bars, trending (+0.3 % a bar: following pays) or dropping twice by 8 % and recovering within four bars
 * (buying the drop pays), in random order. Bars before a drop stretch are wide, those before a trend narrow.
 */
export function plantedSeries(length: number, seed: number): PlantedSeries {
  const random = createRandom(seed);
  const trends = Array.from({ length: Math.ceil(length / stretch) + 1 }, () => random.next() < 0.5);
  const close = [100];
  const width = [0.002];
  for (let t = 1; t < length; t++) {
    const block = Math.floor((t - 1) / stretch);
    const k = (t - 1) % stretch;
    let change = random.normal(0, 0.003);
    if (trends[block]) change += 0.003;
    else if (k === 2 || k === 11) change -= 0.08;
    else if ((k > 2 && k <= 6) || (k > 11 && k <= 15)) change += 0.02;
    close.push(close[t - 1]! * Math.exp(change));
    width.push(trends[block + 1] ? 0.002 : 0.03);
  }
  const plain = barsThrough(close);
  const bars = {
    ...plain,
    high: plain.high.map((h, t) => h * (1 + width[t]!)),
    low: plain.low.map((l, t) => l * (1 - width[t]!)),
  };
  return { bars, trendsAfter: (row) => trends[row / stretch]! };
}
