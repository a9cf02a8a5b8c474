import { columnFrom, firstDefined } from '../series.js';

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
  let extreme = x[first]!;
  for (let i = start; i < first; i++) if (x[i]! > extreme) extreme = x[i]!;
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
      const earlier = suffix[j + 1]!;
      out[block + j] = earlier > prefix ? earlier : prefix;
    }
  }
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
  let extreme = x[first]!;
  for (let i = start; i < first; i++) if (x[i]! < extreme) extreme = x[i]!;
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
      const earlier = suffix[j + 1]!;
      out[block + j] = earlier < prefix ? earlier : prefix;
    }
  }
  return out;
}
