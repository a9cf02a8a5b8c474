import { toColumn, type Series } from '../series.js';

/** What most statistics of a series of returns are made of. */
export interface SampleMoments {
  /** Number of values. */
  readonly n: number;
  /** NaN without values. */
  readonly mean: number;
  /** Central moments ÷ n: of the second, third and fourth power. */
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
  /** Σ min(0, x − target)² ÷ n. */
  readonly shortfall: number;
}

/**
 * Values that are summed at once. Short sums keep more digits than one long sum, and a function that returns often is
 * optimised by V8 as a whole, and not only its loop while that runs.
 */
const block = 4096;
/** A mean whose square is a larger part of the variance costs the moments around 0 digits. */
const largestShare = 1 / 16;

/**
 * Mean, central moments and shortfall below `target` (default 0) of a series. It is read once, and once more around its mean
 * where that is not small against the deviation.
 */
export function sampleMoments(x: Series, target = 0): SampleMoments {
  const column = toColumn(x);
  const sums = momentSums(column, new MomentSums(target));
  return sums.isExact ? sums.moments : momentSums(column, sums.around()).moments;
}

function momentSums(column: Float64Array, sums: MomentSums): MomentSums {
  for (let from = 0; from < column.length; from += block) sums.add(column.subarray(from, from + block));
  return sums;
}

/** `sampleMoments` of a series that is given part by part: the same to the last bit where each part but the last has 4,096 values. */
export class MomentSums {
  private n = 0;
  private readonly sums = new Float64Array(5);

  /** @param centre what is taken off the values before they are raised to powers */
  constructor(
    private readonly target = 0,
    private readonly centre = 0,
  ) {}

  add(values: Float64Array): void {
    this.n += values.length;
    addPowers(values, this.target, this.centre, this.sums);
  }

  /** Adds the simple returns of consecutive equities, the first from `before`. */
  addReturns(equity: Float64Array, before: number): void {
    this.n += equity.length;
    addReturnPowers(equity, before, this.target, this.centre, this.sums);
  }

  get moments(): SampleMoments {
    const { n } = this;
    const [first, second, third, fourth, short] = this.sums;
    const offset = first! / n;
    const square = offset * offset;
    const [p2, p3, p4] = [second! / n, third! / n, fourth! / n];
    return {
      n,
      mean: this.centre + offset,
      m2: p2 - square,
      m3: p3 - 3 * offset * p2 + 2 * offset * square,
      m4: p4 - 4 * offset * p3 + 6 * square * p2 - 3 * square * square,
      shortfall: short! / 4 / n,
    };
  }

  /** Whether the moments have all their digits; else the series is to be given once more to the sums `around` its mean. */
  get isExact(): boolean {
    const { mean, m2 } = this.moments;
    const offset = mean - this.centre;
    return this.centre !== 0 || !(offset * offset > m2 * largestShare);
  }

  /** Empty sums around the mean of what has been given. */
  around(): MomentSums {
    return new MomentSums(this.target, this.moments.mean);
  }
}

/** Adds the powers of deviations from a centre, and four times the squared shortfalls of the values themselves. */
function addPowers(values: Float64Array, target: number, centre: number, sums: Float64Array): void {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let short = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const d = value - centre;
    const square = d * d;
    first += d;
    second += square;
    third += square * d;
    fourth += square * square;
    // Twice the shortfall, or 0: without a branch, which half of the values would take.
    const above = value - target;
    const twice = above - Math.abs(above);
    short += twice * twice;
  }
  sums[0]! += first;
  sums[1]! += second;
  sums[2]! += third;
  sums[3]! += fourth;
  sums[4]! += short;
}

/** `addPowers` of the simple returns of `equity`, without an array of them. */
function addReturnPowers(
  equity: Float64Array,
  before: number,
  target: number,
  centre: number,
  sums: Float64Array,
): void {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let short = 0;
  let last = +before;
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i]!;
    const gained = value / last - 1;
    last = value;
    const d = gained - centre;
    const square = d * d;
    first += d;
    second += square;
    third += square * d;
    fourth += square * square;
    const above = gained - target;
    const twice = above - Math.abs(above);
    short += twice * twice;
  }
  sums[0]! += first;
  sums[1]! += second;
  sums[2]! += third;
  sums[3]! += fourth;
  sums[4]! += short;
}
