import { requireEqualLengths, requireInteger } from '../parameters.js';
import { columnFrom, firstDefined, toColumn, type Series } from '../series.js';
import { defineIndicator, period, TA_LIB } from './indicator-spec.js';
import { rangeWithGap } from './true-range.indicator.js';
import { createAtr } from './atr.stream.js';
import { markGap, perRun } from './per-run.js';

/**
 * Average true range with Wilder's smoothing, in price. The first value is the mean of the true ranges of bars 1…n.
 * @param high highs
 * @param low lows, same length
 * @param close closes, same length
 * @param n period in bars, ≥ 1; default 14
 * @returns same length; NaN before bar n
 * @throws RangeError on unequal lengths or a bad n
 */
export function atr(high: Series, low: Series, close: Series, n = 14): Float64Array {
  requireEqualLengths('atr', high, low, close);
  requireInteger('atr', 'n', n, 1);
  return perRun([toColumn(high), toColumn(low), toColumn(close)], (h, l, c) => averageRange(h, l, c, n));
}

/** The kernel of {@link atr}. */
export function averageRange(high: Float64Array, low: Float64Array, close: Float64Array, n: number): Float64Array {
  n |= 0;
  const length = close.length;
  const start = Math.max(firstDefined(high), firstDefined(low), firstDefined(close));
  const first = start + n;
  const out = columnFrom(length, first);
  if (first >= length) return out;
  let value = 0;
  let seen = 0;
  for (let i = start + 1; i <= first; i++) {
    seen += high[i]! + low[i]!;
    value += rangeWithGap(high[i]!, low[i]!, close[i - 1]!);
  }
  value /= n;
  out[first] = value;
  const fresh = 1 / n;
  const keep = (n - 1) / n;
  let previous = close[first]!;
  for (let i = first + 1; i < length; i++) {
    const top = high[i]!;
    const bottom = low[i]!;
    seen += top + bottom;
    value = value * keep + rangeWithGap(top, bottom, previous) * fresh;
    previous = close[i]!;
    out[i] = value;
  }
  markGap(out, Number.isNaN(seen), high, low, close);
  return out;
}

export const atrIndicator = defineIndicator({
  name: 'atr',
  title: 'Average true range',
  group: 'volatility',
  inputs: ['high', 'low', 'close'],
  params: [period('n', 14)],
  outputs: ['atr'],
  warmup: ({ n }) => n,
  formula: 'Wilder average of the true range',
  source: `${TA_LIB}; J. W. Wilder (1978)`,
  compute: atr,
  stream: createAtr,
});
