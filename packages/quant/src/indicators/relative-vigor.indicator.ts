import { requireEqualLengths, requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { restarting } from './restarting.js';
import { createRollingSum } from './rolling-sum.indicator.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { CandleStream, Outputs, SeriesStream } from './series-stream.js';
import { ValueWindow } from './value-window.js';

/**
 * Relative vigor index: bodies as a share of ranges, both smoothed by weights 1, 2, 2, 1 and summed, −1…1, and the same
 * smoothing of it; 0 without a range.
 * @param open opens
 * @param high highs, same length
 * @param low lows, same length
 * @param close closes, same length
 * @param n bars summed, ≥ 1; default 10
 * @returns `vigor` and `signal`, same length; NaN before bar n + 5
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function relativeVigor(
  open: Series,
  high: Series,
  low: Series,
  close: Series,
  n = 10,
): OutputColumns<'vigor' | 'signal'> {
  requireEqualLengths('relativeVigor', open, high, low, close);
  return runOutputs('relativeVigor', createRelativeVigor(n), ['vigor', 'signal'], open, high, low, close);
}

/**
 * Streaming {@link relativeVigor}; `next` returns `vigor`.
 * @throws RangeError when a parameter is out of range
 */
export function createRelativeVigor(n = 10): CandleStream & Outputs<'vigor' | 'signal'> {
  requireInteger('relativeVigor', 'n', n, 1);
  return restarting(() => {
    const [bodies, ranges, smooth] = [symmetric(), symmetric(), symmetric()];
    const [sum, total] = [createRollingSum(n), createRollingSum(n)];
    const out = { vigor: Number.NaN, signal: Number.NaN };
    return Object.assign(out, {
      next(open: number, high: number, low: number, close: number): number {
        const body = sum.next(bodies.next(close - open));
        const range = total.next(ranges.next(high - low));
        const vigor = range === 0 ? 0 : body / range;
        out.signal = smooth.next(vigor);
        out.vigor = Number.isNaN(out.signal) ? Number.NaN : vigor;
        return out.vigor;
      },
    });
  });
}

/** (x + 2x₁ + 2x₂ + x₃)/6. */
function symmetric(): SeriesStream {
  const window = new ValueWindow(4);
  return {
    next(value) {
      if (Number.isNaN(value)) return Number.NaN;
      window.push(value);
      return window.full ? (value + 2 * (window.at(2) + window.at(1)) + window.at(0)) / 6 : Number.NaN;
    },
  };
}

export const relativeVigorIndicator = defineIndicator({
  name: 'relativeVigor',
  title: 'Relative vigor index',
  group: 'momentum',
  inputs: ['open', 'high', 'low', 'close'],
  params: [period('n', 10)],
  outputs: ['vigor', 'signal'],
  warmup: ({ n }) => n + 5,
  formula: 'Σ W(C − O)/Σ W(H − L) over n bars, W(x) = (x + 2x₁ + 2x₂ + x₃)/6; signal W(vigor)',
  source: 'J. Ehlers, Stocks & Commodities (January 2002)',
  compute: relativeVigor,
  stream: createRelativeVigor,
});
