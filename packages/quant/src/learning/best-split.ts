import { between, type FeatureBins } from './feature-bins.js';
import { STRIDE, type GradientHistogram } from './gradient-histogram.js';

/** What a node's rows sum to. */
export interface NodeSums {
  readonly gradient: number;
  readonly weight: number;
  readonly count: number;
}

/** The best way to part a node's rows. */
export interface Split {
  readonly gain: number;
  readonly feature: number;
  /** Rows whose bin is not above this go left. */
  readonly bin: number;
  /** The same as a value: half way to the next one the node has, as far as the bins tell. */
  readonly threshold: number;
  readonly missingLeft: boolean;
  readonly left: NodeSums;
  readonly right: NodeSums;
}

/** What a split must leave. */
export interface SplitLimits {
  /** Fewest rows on a side. */
  readonly minLeafRows: number;
  /** Penalty on squared leaf values. */
  readonly l2: number;
}

/** Least weight on a side: below it a leaf's value is not determined. */
const LEAST_WEIGHT = 1e-3;

/**
 * The split with the largest gain G_L²/(W_L + λ) + G_R²/(W_R + λ) − G²/(W + λ) (Chen and Guestrin 2016, equation 7,
 * without the factor ½); with weights of 1 that is the fall in the sum of squares. Of equal gains the first feature and
 * the lowest bin win. Missing values are tried on both sides; where the node has none they would go with the more rows.
 * @returns null when no split gains anything
 */
export function bestSplit(
  histogram: GradientHistogram,
  bins: FeatureBins,
  node: NodeSums,
  { minLeafRows, l2 }: SplitLimits,
): Split | null {
  const parent = (node.gradient * node.gradient) / (node.weight + l2);
  let best = 1e-12 * Math.max(parent, Number.MIN_VALUE);
  let feature = -1;
  let bin = 0;
  let missingSide = -1;
  let [g, w, c] = [0, 0, 0];
  for (let j = 0; j < bins.edges.length; j++) {
    const last = bins.edges[j]!.length;
    const base = j * bins.width * STRIDE;
    const hole = base + (last + 1) * STRIDE;
    const missing = bins.missing[j]! ? Math.round(histogram[hole + 2]!) : 0;
    // Side 0 leaves the missing right; side 1 starts with them on the left.
    for (let side = 0; side < (missing > 0 ? 2 : 1); side++) {
      let leftG = side === 1 ? histogram[hole]! : 0;
      let leftW = side === 1 ? histogram[hole + 1]! : 0;
      let leftC = side === 1 ? missing : 0;
      // With missing values on the right, all others may go left.
      const end = side === 0 && missing > 0 ? last + 1 : last;
      for (let b = 0; b < end; b++) {
        const at = base + b * STRIDE;
        if (histogram[at + 2]! < 0.5) continue;
        leftG += histogram[at]!;
        leftW += histogram[at + 1]!;
        leftC += histogram[at + 2]!;
        const rightC = node.count - leftC;
        if (rightC < minLeafRows) break;
        if (leftC < minLeafRows) continue;
        const rightW = node.weight - leftW;
        if (leftW < LEAST_WEIGHT || rightW < LEAST_WEIGHT) continue;
        const rightG = node.gradient - leftG;
        const gain = (leftG * leftG) / (leftW + l2) + (rightG * rightG) / (rightW + l2) - parent;
        if (gain > best) {
          best = gain;
          feature = j;
          bin = b;
          missingSide = missing > 0 ? side : -1;
          g = leftG;
          w = leftW;
          c = leftC;
        }
      }
    }
  }
  if (feature < 0) return null;
  const left = { gradient: g, weight: w, count: c };
  const right = { gradient: node.gradient - g, weight: node.weight - w, count: node.count - c };
  const missingLeft = missingSide < 0 ? left.count > right.count : missingSide === 1;
  return { gain: best, feature, bin, threshold: thresholdOf(histogram, bins, feature, bin), missingLeft, left, right };
}

function thresholdOf(histogram: GradientHistogram, bins: FeatureBins, feature: number, bin: number): number {
  const { length } = bins.lowest[feature]!;
  let next = bin + 1;
  while (next < length && histogram[(feature * bins.width + next) * STRIDE + 2]! < 0.5) next++;
  // Of a node that parts the missing from all others, every value is on one side.
  if (next === length) return Number.MAX_VALUE;
  return between(bins.highest[feature]![bin]!, bins.lowest[feature]![next]!);
}
