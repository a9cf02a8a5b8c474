import { createRandom } from '@bot-v2/quant/random';
import { loadSample } from '@bot-v2/sample-data';
import type { Row } from './bot.js';

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Real bars as rows. */
export function sampleRows(symbol: string): Row[] {
  const bars = loadSample(symbol);
  return Array.from({ length: bars.length }, (_, i) => ({
    date: day(bars.time[i]!),
    open: bars.open[i]!,
    high: bars.high[i]!,
    low: bars.low[i]!,
    close: bars.close[i]!,
    volume: bars.volume[i]!,
  }));
}

/** `count` weekdays from 2000-01-03. */
function weekdays(count: number): string[] {
  const dates: string[] = [];
  for (let time = Date.UTC(2000, 0, 3); dates.length < count; time += 86_400_000) {
    const weekday = new Date(time).getUTCDay();
    if (weekday !== 0 && weekday !== 6) dates.push(day(time));
  }
  return dates;
}

/** A seeded random walk without drift: nothing can be predicted in it. */
export function randomWalk(seed: number | string, count = 1260): Row[] {
  const random = createRandom(seed);
  const cents = (x: number) => Math.round(x * 100) / 100;
  let price = 100;
  return weekdays(count).map((date) => {
    const open = price * Math.exp(random.normal(0, 0.003));
    const close = open * Math.exp(random.normal(0, 0.012));
    const high = Math.max(open, close) * Math.exp(Math.abs(random.normal(0, 0.004)));
    const low = Math.min(open, close) * Math.exp(-Math.abs(random.normal(0, 0.004)));
    price = close;
    return {
      date,
      open: cents(open),
      high: cents(high) + 0.01,
      low: cents(low) - 0.01,
      close: cents(close),
      volume: 1_000_000,
    };
  });
}

/** A price that never moves. */
export function constantRows(count = 1260): Row[] {
  return weekdays(count).map((date) => ({ date, open: 50, high: 50, low: 50, close: 50, volume: 1000 }));
}
