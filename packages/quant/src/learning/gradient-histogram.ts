import type { FeatureBins } from './feature-bins.js';

/** Sums over the rows of a node, per feature and bin: gradient, weight and number of rows, `STRIDE` values a bin. */
export type GradientHistogram = Float64Array;

/** Values a bin has. */
export const STRIDE = 3;

/** A histogram of zeros. */
export function createHistogram({ edges, width }: FeatureBins): GradientHistogram {
  return new Float64Array(edges.length * width * STRIDE);
}

/**
 * Fills a histogram with the rows `rows[from … to − 1]`.
 * @param gradients of the node's rows in the same order as `rows`, from index `from` on; so are `weights`
 */
export function fillHistogram(
  out: GradientHistogram,
  bins: FeatureBins,
  rows: Int32Array,
  from: number,
  to: number,
  gradients: Float64Array,
  weights: Float64Array,
): void {
  out.fill(0);
  const { codes, width } = bins;
  for (let j = 0; j < codes.length; j++) {
    const part = out.subarray(j * width * STRIDE, (j + 1) * width * STRIDE);
    const code = codes[j]!;
    // One loop an array type: the kernel must see only one.
    if (code.BYTES_PER_ELEMENT === 1) addBytes(part, code as Uint8Array, rows, from, to, gradients, weights);
    else addWords(part, code as Uint16Array, rows, from, to, gradients, weights);
  }
}

function addBytes(
  part: Float64Array,
  code: Uint8Array,
  rows: Int32Array,
  from: number,
  to: number,
  gradients: Float64Array,
  weights: Float64Array,
): void {
  for (let i = from; i < to; i++) {
    const b = code[rows[i]!]! * STRIDE;
    part[b]! += gradients[i]!;
    part[b + 1]! += weights[i]!;
    part[b + 2]! += 1;
  }
}

function addWords(
  part: Float64Array,
  code: Uint16Array,
  rows: Int32Array,
  from: number,
  to: number,
  gradients: Float64Array,
  weights: Float64Array,
): void {
  for (let i = from; i < to; i++) {
    const b = code[rows[i]!]! * STRIDE;
    part[b]! += gradients[i]!;
    part[b + 1]! += weights[i]!;
    part[b + 2]! += 1;
  }
}

/** Turns the histogram of a node into that of one child, given the other child's. */
export function subtractHistogram(node: GradientHistogram, child: GradientHistogram): void {
  for (let i = 0; i < node.length; i++) node[i]! -= child[i]!;
}
