import { requireEqualLengths, requireNumber } from '../parameters.js';
import { toColumn, type Series } from '../series.js';

/** A non-decreasing function, linear between its knots and constant outside them. */
export interface IsotonicFit {
  /** Knots, ascending. */
  readonly x: Float64Array;
  /** Values there, never falling. */
  readonly y: Float64Array;
}

/**
 * Isotonic regression: the non-decreasing function with the least (weighted) squared error, by pooling adjacent violators
 * (Ayer et al. 1955; Barlow et al. 1972). Observations at equal x are averaged first. Only the ends of level stretches are
 * kept as knots.
 * @param weights positive, default 1
 * @returns null without observations
 * @throws RangeError on unequal lengths, a value that is not finite or a weight that is not positive
 */
export function isotonicRegression(x: Series, y: Series, weights?: Series): IsotonicFit | null {
  const n = requireEqualLengths('isotonicRegression', x, y, ...(weights === undefined ? [] : [weights]));
  const [xs, ys] = [toColumn(x), toColumn(y)];
  const w = weights === undefined ? new Float64Array(n).fill(1) : toColumn(weights);
  for (let i = 0; i < n; i++) {
    requireNumber('isotonicRegression', 'x', xs[i]!);
    requireNumber('isotonicRegression', 'y', ys[i]!);
    requireNumber('isotonicRegression', 'weight', w[i]!, Number.MIN_VALUE);
  }
  if (n === 0) return null;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => xs[a]! - xs[b]! || a - b);
  const blocks: { from: number; to: number; sum: number; weight: number }[] = [];
  const knots: number[] = [];
  for (let i = 0; i < n;) {
    const at = xs[order[i]!]!;
    const block = { from: knots.length, to: knots.length, sum: 0, weight: 0 };
    for (; i < n && xs[order[i]!] === at; i++) {
      block.sum += w[order[i]!]! * ys[order[i]!]!;
      block.weight += w[order[i]!]!;
    }
    knots.push(at);
    blocks.push(block);
    while (blocks.length > 1) {
      const [before, last] = [blocks[blocks.length - 2]!, blocks[blocks.length - 1]!];
      if (before.sum / before.weight < last.sum / last.weight) break;
      before.to = last.to;
      before.sum += last.sum;
      before.weight += last.weight;
      blocks.pop();
    }
  }
  const kept: [number, number][] = [];
  for (const { from, to, sum, weight } of blocks) {
    kept.push([knots[from]!, sum / weight]);
    if (to > from) kept.push([knots[to]!, sum / weight]);
  }
  return { x: Float64Array.from(kept, ([at]) => at), y: Float64Array.from(kept, ([, value]) => value) };
}

/** The fitted function at `at`; NaN for NaN. */
export function isotonicValue({ x, y }: IsotonicFit, at: number): number {
  const last = x.length - 1;
  if (at <= x[0]!) return y[0]!;
  if (at >= x[last]!) return y[last]!;
  let [lo, hi] = [0, last];
  while (hi - lo > 1) {
    const middle = (lo + hi) >>> 1;
    if (x[middle]! <= at) lo = middle;
    else hi = middle;
  }
  return y[lo]! + ((y[hi]! - y[lo]!) * (at - x[lo]!)) / (x[hi]! - x[lo]!);
}
