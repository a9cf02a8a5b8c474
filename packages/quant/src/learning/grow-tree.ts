import { bestSplit, type NodeSums, type Split, type SplitLimits } from './best-split.js';
import type { FeatureBins } from './feature-bins.js';
import { createHistogram, fillHistogram, subtractHistogram, type GradientHistogram } from './gradient-histogram.js';
import type { RegressionTree } from './regression-tree.js';

/** How large a tree may become. */
export interface TreeLimits extends SplitLimits {
  readonly maxLeaves: number;
  /** Splits between the root and a leaf; Infinity for no limit. */
  readonly maxDepth: number;
}

/** Buffers that all trees of one fit share. */
export interface TreeWorkspace {
  /** Rows in the order of the leaves. */
  readonly rows: Int32Array;
  /** Gradients and weights in the order of `rows`. */
  readonly gradients: Float64Array;
  readonly weights: Float64Array;
  readonly spare: { readonly rows: Int32Array; readonly gradients: Float64Array; readonly weights: Float64Array };
  readonly histograms: GradientHistogram[];
}

/** A leaf of a growing tree: its rows are `rows[from … to − 1]` of the workspace. */
interface Leaf {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly histogram: GradientHistogram | null;
  readonly split: Split | null;
}

/** A grown tree and where its rows ended. */
export interface GrownTree {
  readonly tree: RegressionTree;
  /** Per leaf its node and rows; `value` of the node is for the caller to set. */
  readonly leaves: readonly { readonly node: number; readonly from: number; readonly to: number }[];
}

/** Buffers for trees on the given bins. */
export function createTreeWorkspace(bins: FeatureBins): TreeWorkspace {
  const buffers = () => ({
    rows: new Int32Array(bins.rows),
    gradients: new Float64Array(bins.rows),
    weights: new Float64Array(bins.rows),
  });
  return { ...buffers(), spare: buffers(), histograms: [] };
}

/**
 * Grows one tree leaf by leaf, always splitting where the gain is largest, until no split gains, `maxLeaves` is reached,
 * or `maxDepth` everywhere. The histogram of the larger child is the parent's less that of the smaller.
 * @param gradients and `weights`: one value per row
 */
export function growTree(
  bins: FeatureBins,
  gradients: Float64Array,
  weights: Float64Array,
  limits: TreeLimits,
  space: TreeWorkspace,
): GrownTree {
  for (let i = 0; i < bins.rows; i++) space.rows[i] = i;
  space.gradients.set(gradients);
  space.weights.set(weights);
  const nodes = {
    feature: [] as number[],
    threshold: [] as number[],
    missingLeft: [] as number[],
    left: [] as number[],
    right: [] as number[],
  };
  const addNode = (): number => {
    nodes.threshold.push(0);
    nodes.missingLeft.push(0);
    nodes.left.push(0);
    nodes.right.push(0);
    return nodes.feature.push(-1) - 1;
  };
  const take = (): GradientHistogram => space.histograms.pop() ?? createHistogram(bins);
  const release = (histogram: GradientHistogram | null): void => {
    if (histogram) space.histograms.push(histogram);
  };
  const mayGrow = (from: number, to: number, depth: number): boolean =>
    depth < limits.maxDepth && to - from >= 2 * limits.minLeafRows;

  const leaf = (from: number, to: number, depth: number, sums: NodeSums, histogram: GradientHistogram | null): Leaf => {
    const split = histogram && bestSplit(histogram, bins, sums, limits);
    if (split) return { node: addNode(), from, to, depth, histogram, split };
    release(histogram);
    return { node: addNode(), from, to, depth, histogram: null, split: null };
  };
  const filled = (from: number, to: number): GradientHistogram => {
    const histogram = take();
    fillHistogram(histogram, bins, space.rows, from, to, space.gradients, space.weights);
    return histogram;
  };

  const root = limits.maxLeaves > 1 && mayGrow(0, bins.rows, 0) ? filled(0, bins.rows) : null;
  const leaves = [leaf(0, bins.rows, 0, total(space), root)];
  while (leaves.length < limits.maxLeaves) {
    let best = -1;
    for (let k = 0; k < leaves.length; k++) {
      const gain = leaves[k]!.split?.gain;
      if (gain !== undefined && (best < 0 || gain > leaves[best]!.split!.gain)) best = k;
    }
    if (best < 0) break;
    const { node, from, to, depth, histogram, split } = leaves[best]!;
    const middle = partition(space, bins, split!, from, to);
    const both = [
      { from, to: middle, sums: split!.left },
      { from: middle, to, sums: split!.right },
    ] as const;
    const room = leaves.length + 1 < limits.maxLeaves;
    const grows = both.map((side) => room && mayGrow(side.from, side.to, depth + 1));
    const smaller = both[0].to - both[0].from <= both[1].to - both[1].from ? 0 : 1;
    const histograms: (GradientHistogram | null)[] = [null, null];
    if (grows[0] || grows[1]) {
      const small = filled(both[smaller].from, both[smaller].to);
      subtractHistogram(histogram!, small);
      histograms[smaller] = small;
      histograms[1 - smaller] = histogram;
      for (const side of [0, 1] as const) {
        if (grows[side]) continue;
        release(histograms[side]!);
        histograms[side] = null;
      }
    } else release(histogram);
    const [left, right] = both.map((side, k) => leaf(side.from, side.to, depth + 1, side.sums, histograms[k]!));
    nodes.feature[node] = split!.feature;
    nodes.threshold[node] = split!.threshold;
    nodes.missingLeft[node] = split!.missingLeft ? 1 : 0;
    nodes.left[node] = left!.node;
    nodes.right[node] = right!.node;
    leaves.splice(best, 1, left!, right!);
  }
  for (const { histogram } of leaves) release(histogram);
  const tree = {
    feature: new Int32Array(nodes.feature),
    threshold: new Float64Array(nodes.threshold),
    missingLeft: new Uint8Array(nodes.missingLeft),
    left: new Int32Array(nodes.left),
    right: new Int32Array(nodes.right),
    value: new Float64Array(nodes.feature.length),
  };
  return { tree, leaves };
}

function total({ gradients, weights }: TreeWorkspace): NodeSums {
  let gradient = 0;
  let weight = 0;
  for (let i = 0; i < gradients.length; i++) {
    gradient += gradients[i]!;
    weight += weights[i]!;
  }
  return { gradient, weight, count: gradients.length };
}

/** Brings the rows that go left before the others, each side in its order; returns where the right ones begin. */
function partition(space: TreeWorkspace, bins: FeatureBins, split: Split, from: number, to: number): number {
  const { rows, gradients, weights, spare } = space;
  const code = bins.codes[split.feature]!;
  const missing = bins.edges[split.feature]!.length + 1;
  let left = from;
  let right = 0;
  for (let i = from; i < to; i++) {
    const b = code[rows[i]!]!;
    if (b === missing ? split.missingLeft : b <= split.bin) {
      rows[left] = rows[i]!;
      gradients[left] = gradients[i]!;
      weights[left] = weights[i]!;
      left++;
    } else {
      spare.rows[right] = rows[i]!;
      spare.gradients[right] = gradients[i]!;
      spare.weights[right] = weights[i]!;
      right++;
    }
  }
  rows.set(spare.rows.subarray(0, right), left);
  gradients.set(spare.gradients.subarray(0, right), left);
  weights.set(spare.weights.subarray(0, right), left);
  return left;
}
