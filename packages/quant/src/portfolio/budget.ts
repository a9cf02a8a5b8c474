import type { Series } from '../series.js';
import type { Constraint } from './quadratic-program.js';
import { perAsset } from './requirements.js';

/** How much is held in all, and of each asset. Fractions. */
export interface Budget {
  /** Sum of the weights, default 1. */
  readonly total?: number;
  /** Least weight, of all assets or each; default 0: nothing is sold short. */
  readonly lower?: number | Series;
  /** Largest weight, of all assets or each; default no limit. */
  readonly upper?: number | Series;
}

/** A budget with a number for every asset. */
export interface AssetBudget {
  readonly total: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * Fills in the defaults.
 * @throws RangeError on a total that is not positive, wrong sizes, NaN, a limit that no weight meets, or a least weight above
 *   the largest
 */
export function assetBudget(where: string, n: number, { total = 1, lower = 0, upper = Infinity }: Budget): AssetBudget {
  if (!(total > 0 && total < Infinity)) throw new RangeError(`${where}: total must be positive, got ${total}`);
  const least = perAsset(where, 'lower', lower, n);
  const most = perAsset(where, 'upper', upper, n);
  for (let i = 0; i < n; i++) {
    if (least[i] === Infinity || most[i] === -Infinity) {
      throw new RangeError(`${where}: no weight is between ${least[i]} and ${most[i]}`);
    }
    if (least[i]! > most[i]!) throw new RangeError(`${where}: lower ${least[i]} is above upper ${most[i]}`);
  }
  return { total, lower: least, upper: most };
}

/** The vector with `value` at `i` and `elsewhere` at the other places. */
export function indicator(n: number, i: number, value: number, elsewhere = 0): Float64Array {
  const out = new Float64Array(n).fill(elsewhere);
  out[i]! += value;
  return out;
}

/** The budget as constraints on the weights. */
export function budgetConstraints({ total, lower, upper }: AssetBudget): Constraint[] {
  const n = lower.length;
  const constraints: Constraint[] = [{ normal: new Float64Array(n).fill(1), bound: total, equal: true }];
  for (let i = 0; i < n; i++) {
    if (lower[i]! > -Infinity) constraints.push({ normal: indicator(n, i, 1), bound: lower[i]! });
    if (upper[i]! < Infinity) constraints.push({ normal: indicator(n, i, -1), bound: -upper[i]! });
  }
  return constraints;
}

/** The weights with rounding beyond a limit taken off. */
export function within(weights: Float64Array, { lower, upper }: AssetBudget): Float64Array {
  return weights.map((w, i) => Math.min(Math.max(w, lower[i]!), upper[i]!));
}
