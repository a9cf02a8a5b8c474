import { CANDLESTICKS } from '@bot-v2/quant/candlesticks';
import type { Analysis, Bars } from '@bot-v2/sdk';

/** One candlestick pattern that ends on a recent bar. */
export type RecentPattern = Analysis['patterns'][number];

/** Bars before the recent ones that patterns are computed from: far more than any of them looks back. */
const context = 128;

/**
 * The candlestick patterns that end on one of the last `bars` bars, oldest first, as the catalogue of
 * `@bot-v2/quant/candlesticks` defines them. A pattern that says nothing of direction (a doji) is neutral.
 */
export function recentPatterns({ time, open, high, low, close, length }: Bars, bars: number): RecentPattern[] {
  const start = Math.max(0, length - bars - context);
  const first = Math.max(0, length - bars) - start;
  const tail = [open, high, low, close].map((column) => column.subarray(start)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const found: RecentPattern[] = [];
  for (const spec of CANDLESTICKS) {
    const values = spec.compute(...tail);
    for (let row = first; row < values.length; row++) {
      const value = values[row]!;
      if (!(value > 0 || value < 0)) continue;
      const direction = spec.signals === 'neutral' ? 'neutral' : value > 0 ? 'bullish' : 'bearish';
      found.push({ name: spec.name, at: time[start + row]!, direction });
    }
  }
  return found.sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));
}
