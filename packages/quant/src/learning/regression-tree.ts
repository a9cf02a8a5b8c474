import type { Matrix } from '../linear/matrix.js';

/** A binary tree as columns, one entry a node; node 0 is the root. */
export interface RegressionTree {
  /** Feature a node asks for; −1 in a leaf. */
  readonly feature: Int32Array;
  /** A value not above this goes left. */
  readonly threshold: Float64Array;
  /** 1 where a missing value (NaN) goes left. */
  readonly missingLeft: Uint8Array;
  /** Nodes below. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** What a leaf answers. */
  readonly value: Float64Array;
}

/** Adds `scale` times the tree's answer to each row's entry of `out`. */
export function addTree(tree: RegressionTree, x: Matrix, scale: number, out: Float64Array): void {
  const { feature, threshold, missingLeft, left, right, value } = tree;
  const { rows, cols, data } = x;
  for (let i = 0; i < rows; i++) {
    let node = 0;
    for (let f = feature[0]!; f >= 0; f = feature[node]!) {
      const cell = data[i * cols + f]!;
      // NaN compares false: a missing value is asked about only where the comparison fails.
      const goesLeft = cell <= threshold[node]! || (cell !== cell && missingLeft[node] === 1);
      node = goesLeft ? left[node]! : right[node]!;
    }
    out[i]! += scale * value[node]!;
  }
}
