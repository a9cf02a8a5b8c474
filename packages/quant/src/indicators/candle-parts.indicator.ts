import type { Series } from '../series.js';
import { defineIndicator } from './indicator-spec.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { CandleStream, Outputs } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Shares of a bar's range that are body, upper and lower shadow, 0…1; they add up to 1. All are 0 without range.
 * @param open opens; a NaN prefix is skipped
 * @param high highs, same length
 * @param low lows, same length
 * @param close closes, same length
 * @returns `body`, `upperShadow` and `lowerShadow`, same length; NaN before bar 0
 * @throws RangeError on unequal lengths
 */
export function candleParts(
  open: Series,
  high: Series,
  low: Series,
  close: Series,
): OutputColumns<'body' | 'upperShadow' | 'lowerShadow'> {
  return runOutputs('candleParts', createCandleParts(), ['body', 'upperShadow', 'lowerShadow'], open, high, low, close);
}

/** Streaming {@link candleParts}; `next` returns `body`. */
export function createCandleParts(): CandleStream & Outputs<'body' | 'upperShadow' | 'lowerShadow'> {
  return restarting(() => {
    const out = { body: Number.NaN, upperShadow: Number.NaN, lowerShadow: Number.NaN };
    return Object.assign(out, {
      next(open: number, high: number, low: number, close: number): number {
        const range = high - low;
        out.body = range === 0 ? 0 : Math.abs(close - open) / range;
        out.upperShadow = range === 0 ? 0 : (high - Math.max(open, close)) / range;
        out.lowerShadow = range === 0 ? 0 : (Math.min(open, close) - low) / range;
        return out.body;
      },
    });
  });
}

export const candlePartsIndicator = defineIndicator({
  name: 'candleParts',
  title: 'Parts of a candle',
  group: 'price',
  inputs: ['open', 'high', 'low', 'close'],
  params: [],
  outputs: ['body', 'upperShadow', 'lowerShadow'],
  warmup: () => 0,
  formula: '|C − O|, H − max(O, C), min(O, C) − L, each divided by H − L',
  source: 'definition',
  compute: candleParts,
  stream: createCandleParts,
});
