import type { Series } from '../series.js';
import { defineIndicator } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { CandleStream, Outputs } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Averaged candles: close is the mean of the four prices, open the middle of the previous averaged body, in price.
 * @param open opens; a NaN prefix is skipped
 * @param high highs, same length
 * @param low lows, same length
 * @param close closes, same length
 * @returns `open`, `high`, `low` and `close`, same length; NaN before bar 0
 * @throws RangeError on unequal lengths
 */
export function heikinAshi(
  open: Series,
  high: Series,
  low: Series,
  close: Series,
): OutputColumns<'open' | 'high' | 'low' | 'close'> {
  return runOutputs('heikinAshi', createHeikinAshi(), ['open', 'high', 'low', 'close'], open, high, low, close);
}

/** Streaming {@link heikinAshi}; `next` returns `open`. */
export function createHeikinAshi(): CandleStream & Outputs<'open' | 'high' | 'low' | 'close'> {
  return restarting(() => {
    const out = { open: Number.NaN, high: Number.NaN, low: Number.NaN, close: Number.NaN };
    return Object.assign(out, {
      next(open: number, high: number, low: number, close: number): number {
        const start = Number.isNaN(out.open) ? (open + close) / 2 : (out.open + out.close) / 2;
        out.open = start;
        out.close = (open + high + low + close) / 4;
        out.high = Math.max(high, start, out.close);
        out.low = Math.min(low, start, out.close);
        return out.open;
      },
    });
  });
}

export const heikinAshiIndicator = defineIndicator({
  name: 'heikinAshi',
  title: 'Heikin-Ashi candles',
  group: 'price',
  inputs: ['open', 'high', 'low', 'close'],
  params: [],
  outputs: ['open', 'high', 'low', 'close'],
  warmup: () => 0,
  formula: 'c = (O + H + L + C)/4; o ← (o₁ + c₁)/2, first (O + C)/2; h = max(H, o, c); l = min(L, o, c)',
  source: 'M. Honma; D. Valcu (2004)',
  compute: heikinAshi,
  stream: createHeikinAshi,
});
