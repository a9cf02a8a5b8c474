import { log } from '../elementary/index.js';
import { requireInteger } from '../parameters.js';
import { beyondRounding } from '../statistics/beyond-rounding.js';
import { SMALLEST_DEVIATION } from '../statistics/sharpe.statistic.js';
import { combinations } from '../validation/combinations.js';

/** How a study is cut up. */
export interface OverfittingOptions {
  /** Blocks of consecutive rows, even, 2 … 20; default 16. C(blocks, blocks/2) ways to halve them are tried. */
  readonly blocks?: number;
  /** Risk-free return per row; default 0. */
  readonly riskFree?: number;
}

/** One way to halve the blocks. */
export interface OverfittingSplit {
  /** Blocks in sample, ascending. */
  readonly inSample: readonly number[];
  /** The trial that was best in sample (the first on a tie), and the one that was best out of sample. */
  readonly best: number;
  readonly bestOutOfSample: number;
  /** Rank out of sample of the one that was best in sample, 1 the worst; equal ones share their average rank. */
  readonly rank: number;
  /** ln(ω/(1 − ω)), ω = rank ÷ trials; 6 where the best stayed the best. */
  readonly logit: number;
  /** Its Sharpe ratio per row in sample and out of sample. */
  readonly inSampleSharpe: number;
  readonly outOfSampleSharpe: number;
}

/** What combinatorially symmetric cross-validation finds. */
export interface BacktestOverfitting {
  /** Probability of backtest overfitting: share of the splits with logit ≤ 0. */
  readonly probability: number;
  readonly splits: readonly OverfittingSplit[];
  /** Least-squares line of the in-sample on the out-of-sample ratios of the best, and its adjusted R². */
  readonly degradation: { readonly intercept: number; readonly slope: number; readonly adjustedR2: number } | null;
  /** Share of the splits in which the best made a loss out of sample. */
  readonly probabilityOfLoss: number;
}

/** The logit of a trial that stayed the best. */
const largestLogit = 6;

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation: in all ways to halve the blocks the
 * trial with the best Sharpe ratio (ddof 1) on one half is ranked on the other. Bailey, Borwein, López de Prado and Zhu
 * (2017), with ω = rank/N. Rows that do not fill a block are left out at the start. A trial that does not vary on a half
 * has the ratio 0 there: it did nothing.
 *
 * Cost: one pass over the returns, then trials × blocks/2 additions a split.
 * @param trials per-row returns, a column each, of equal lengths
 * @returns null for fewer than two trials or fewer than two rows a block
 * @throws RangeError when lengths differ, a return is not finite, or blocks is odd or out of range
 */
export function backtestOverfitting(
  trials: readonly Float64Array[],
  options: OverfittingOptions = {},
): BacktestOverfitting | null {
  const { blocks = 16, riskFree = 0 } = options;
  requireInteger('backtestOverfitting', 'blocks', blocks, 2);
  if (blocks % 2 !== 0 || blocks > 20) {
    throw new RangeError(`backtestOverfitting: blocks must be even and at most 20, got ${blocks}`);
  }
  const n = trials.length;
  const rows = trials[0]?.length ?? 0;
  if (trials.some((each) => each.length !== rows)) {
    throw new RangeError('backtestOverfitting: all trials must have the same length');
  }
  if (trials.some((each) => !each.every(Number.isFinite))) {
    throw new RangeError('backtestOverfitting: every return must be a finite number');
  }
  const size = Math.floor(rows / blocks);
  if (n < 2 || size < 2) return null;
  const sums = blockSums(trials, blocks, size, rows - size * blocks);
  const half = blocks / 2;
  const count = half * size;
  const ratios = (chosen: readonly number[], out: Float64Array) => {
    for (let j = 0; j < n; j++) {
      let first = 0;
      let second = 0;
      for (let b = 0; b < half; b++) {
        const at = chosen[b]! * n + j;
        first += sums.first[at]!;
        second += sums.second[at]!;
      }
      const average = first / count;
      const left = beyondRounding(second - first * average, count, sums.squares[j]!);
      const deviation = Math.sqrt(left / (count - 1));
      out[j] = deviation < SMALLEST_DEVIATION ? 0 : (sums.centre[j]! + average - riskFree) / deviation;
    }
  };
  const inside = new Float64Array(n);
  const outside = new Float64Array(n);
  const splits = combinations(blocks, half).map((inSample): OverfittingSplit => {
    const rest: number[] = [];
    for (let b = 0; b < blocks; b++) if (!inSample.includes(b)) rest.push(b);
    ratios(inSample, inside);
    ratios(rest, outside);
    const best = firstLargest(inside);
    const rank = averageRank(outside, best);
    const share = rank / n;
    return {
      inSample,
      best,
      bestOutOfSample: firstLargest(outside),
      rank,
      logit: share === 1 ? largestLogit : log(share / (1 - share)),
      inSampleSharpe: inside[best]!,
      outOfSampleSharpe: outside[best]!,
    };
  });
  const share = (of: (split: OverfittingSplit) => boolean) => splits.filter(of).length / splits.length;
  return {
    probability: share(({ logit }) => logit <= 0),
    splits,
    degradation: lineThrough(splits),
    probabilityOfLoss: share(({ outOfSampleSharpe }) => outOfSampleSharpe < 0),
  };
}

/** Sums of the returns and their squares, each less its column's mean, by block and trial. */
function blockSums(trials: readonly Float64Array[], blocks: number, size: number, skipped: number) {
  const n = trials.length;
  const first = new Float64Array(blocks * n);
  const second = new Float64Array(blocks * n);
  const centre = new Float64Array(n);
  const squares = new Float64Array(n);
  trials.forEach((returns, j) => {
    let total = 0;
    for (let t = skipped; t < returns.length; t++) total += returns[t]!;
    const mean = total / (blocks * size);
    centre[j] = mean;
    for (let b = 0; b < blocks; b++) {
      let sum = 0;
      let square = 0;
      const to = skipped + (b + 1) * size;
      for (let t = to - size; t < to; t++) {
        const d = returns[t]! - mean;
        sum += d;
        square += d * d;
      }
      first[b * n + j] = sum;
      second[b * n + j] = square;
      squares[j]! += square;
    }
  });
  return { first, second, centre, squares };
}

function firstLargest(x: Float64Array): number {
  let best = 0;
  for (let j = 1; j < x.length; j++) if (x[j]! > x[best]!) best = j;
  return best;
}

function averageRank(x: Float64Array, of: number): number {
  let below = 0;
  let equal = 0;
  for (let j = 0; j < x.length; j++) {
    if (x[j]! < x[of]!) below++;
    else if (x[j] === x[of]) equal++;
  }
  return below + (equal + 1) / 2;
}

function lineThrough(splits: readonly OverfittingSplit[]): BacktestOverfitting['degradation'] {
  const n = splits.length;
  const meanX = splits.reduce((sum, s) => sum + s.outOfSampleSharpe, 0) / n;
  const meanY = splits.reduce((sum, s) => sum + s.inSampleSharpe, 0) / n;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const { outOfSampleSharpe, inSampleSharpe } of splits) {
    const x = outOfSampleSharpe - meanX;
    const y = inSampleSharpe - meanY;
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  if (n < 3 || xx === 0 || yy === 0) return null;
  const slope = xy / xx;
  const r2 = (xy * xy) / (xx * yy);
  return { slope, intercept: meanY - slope * meanX, adjustedR2: 1 - ((1 - r2) * (n - 1)) / (n - 2) };
}
