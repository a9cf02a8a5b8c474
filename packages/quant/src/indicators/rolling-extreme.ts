import { columnFrom, firstDefined } from '../series.js';
import { markGap } from './per-run.js';

/**
 * Rolling maximum in three comparisons a bar: within blocks of `n` bars, the window is a suffix of the previous block
 * and a prefix of the current one (van Herk 1992; Gil and Werman 1993). NaN before bar n − 1 of the defined part.
 */
export function rollingMaximum(x: Float64Array, n: number): Float64Array {
  n |= 0;
  const length = x.length;
  const start = firstDefined(x);
  const first = start + n - 1;
  const out = columnFrom(length, first);
  if (first >= length) return out;
  const suffix = new Float64Array(n + 1).fill(-Infinity);
  let gap = x[first]! !== x[first]!;
  let extreme = x[first]!;
  for (let i = start; i < first; i++) {
    if (x[i]! > extreme) extreme = x[i]!;
    if (x[i]! !== x[i]!) gap = true;
  }
  out[first] = extreme;
  for (let block = first + 1; block < length; block += n) {
    let best = -Infinity;
    for (let j = n - 1; j >= 0; j--) {
      const value = x[block - n + j]!;
      if (value > best) best = value;
      suffix[j] = best;
    }
    const size = block + n < length ? n : length - block;
    let prefix = -Infinity;
    for (let j = 0; j < size; j++) {
      const value = x[block + j]!;
      if (value > prefix) prefix = value;
      else if (!(value <= prefix)) gap = true;
      const earlier = suffix[j + 1]!;
      out[block + j] = earlier > prefix ? earlier : prefix;
    }
  }
  markGap(out, gap, x);
  return out;
}

/** Rolling minimum; see {@link rollingMaximum}. */
export function rollingMinimum(x: Float64Array, n: number): Float64Array {
  n |= 0;
  const length = x.length;
  const start = firstDefined(x);
  const first = start + n - 1;
  const out = columnFrom(length, first);
  if (first >= length) return out;
  const suffix = new Float64Array(n + 1).fill(Infinity);
  let gap = x[first]! !== x[first]!;
  let extreme = x[first]!;
  for (let i = start; i < first; i++) {
    if (x[i]! < extreme) extreme = x[i]!;
    if (x[i]! !== x[i]!) gap = true;
  }
  out[first] = extreme;
  for (let block = first + 1; block < length; block += n) {
    let best = Infinity;
    for (let j = n - 1; j >= 0; j--) {
      const value = x[block - n + j]!;
      if (value < best) best = value;
      suffix[j] = best;
    }
    const size = block + n < length ? n : length - block;
    let prefix = Infinity;
    for (let j = 0; j < size; j++) {
      const value = x[block + j]!;
      if (value < prefix) prefix = value;
      else if (!(value >= prefix)) gap = true;
      const earlier = suffix[j + 1]!;
      out[block + j] = earlier < prefix ? earlier : prefix;
    }
  }
  markGap(out, gap, x);
  return out;
}

/**
 * Place of the close in the range of the last `n` bars: 100·(C − low)/(high − low), or `fromTop` −100·(high − C)/(high − low);
 * 0 where the range is 0. One pass over both extremes of {@link rollingMaximum}.
 */
export function rangePosition(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  n: number,
  fromTop: boolean,
): Float64Array {
  n |= 0;
  const length = close.length;
  const start = Math.max(firstDefined(high), firstDefined(low), firstDefined(close));
  const first = start + n - 1;
  const out = columnFrom(length, first);
  const tops = new Float64Array(n + 1).fill(-Infinity);
  const bottoms = new Float64Array(n + 1).fill(Infinity);
  let seen = 0;
  for (let i = start; i < first && i < length; i++) seen += high[i]! + low[i]! + close[i]!;
  for (let block = first; block < length; block += n) {
    let top = -Infinity;
    let bottom = Infinity;
    for (let j = n - 1; j > 0; j--) {
      const above = high[block - n + j]!;
      const below = low[block - n + j]!;
      if (above > top) top = above;
      if (below < bottom) bottom = below;
      tops[j] = top;
      bottoms[j] = bottom;
    }
    const size = block + n < length ? n : length - block;
    top = -Infinity;
    bottom = Infinity;
    for (let j = 0; j < size; j++) {
      const above = high[block + j]!;
      const below = low[block + j]!;
      if (above > top) top = above;
      if (below < bottom) bottom = below;
      const earlierTop = tops[j + 1]!;
      const earlierBottom = bottoms[j + 1]!;
      const highest = earlierTop > top ? earlierTop : top;
      const lowest = earlierBottom < bottom ? earlierBottom : bottom;
      const range = highest - lowest;
      const last = close[block + j]!;
      seen += above + below + last;
      if (range === 0) out[block + j] = 0;
      else if (fromTop) out[block + j] = (-100 * (highest - last)) / range;
      else out[block + j] = (100 * (last - lowest)) / range;
    }
  }
  markGap(out, Number.isNaN(seen), high, low, close);
  return out;
}
