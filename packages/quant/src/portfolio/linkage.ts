import { square } from '../elementary/index.js';
import { requireSquare } from '../linear/cholesky.js';
import type { Matrix } from '../linear/index.js';

/**
 * How far two clusters are apart: `single` the nearest two members, `complete` the farthest, `average` the mean over all
 * pairs, `ward` the growth of the sum of squares.
 */
export const linkages = ['single', 'complete', 'average', 'ward'] as const;
export type Linkage = (typeof linkages)[number];

/** Two clusters that became one. Items are clusters 0 … n − 1; the k-th merge makes cluster n + k. */
export interface Merge {
  /** The smaller number first. */
  readonly left: number;
  readonly right: number;
  readonly distance: number;
  /** Items in the new cluster. */
  readonly size: number;
}

/**
 * Agglomerative clustering: the two nearest clusters merge until one is left; of equally near ones the first. O(n³).
 * @param distances symmetric, n × n; the diagonal is not read
 * @returns n − 1 merges, in order (numbered as scipy.cluster.hierarchy.linkage does)
 * @throws RangeError when the matrix is not square or has a distance that is not a number ≥ 0
 */
export function clusterBy(distances: Matrix, linkage: Linkage): Merge[] {
  const n = requireSquare('clusterBy', distances);
  const d = Float64Array.from(distances.data);
  for (let i = 0; i < n * n; i++) {
    if (i % (n + 1) !== 0 && !(d[i]! >= 0)) throw new RangeError(`clusterBy: ${d[i]} is not a distance`);
  }
  const slots = Array.from({ length: n }, (_, i) => ({ slot: i, id: i, size: 1 }));
  const merges: Merge[] = [];
  while (slots.length > 1) {
    let [a, b] = [0, 1];
    for (let i = 0; i < slots.length; i++) {
      for (let j = i + 1; j < slots.length; j++) {
        if (d[slots[i]!.slot * n + slots[j]!.slot]! < d[slots[a]!.slot * n + slots[b]!.slot]!) [a, b] = [i, j];
      }
    }
    const [first, second] = [slots[a]!, slots[b]!];
    const distance = d[first.slot * n + second.slot]!;
    for (const other of slots) {
      if (other === first || other === second) continue;
      const value = mergedDistance(
        linkage,
        { distance: d[first.slot * n + other.slot]!, size: first.size },
        { distance: d[second.slot * n + other.slot]!, size: second.size },
        { distance, size: other.size },
      );
      d[first.slot * n + other.slot] = value;
      d[other.slot * n + first.slot] = value;
    }
    const size = first.size + second.size;
    merges.push({ left: Math.min(first.id, second.id), right: Math.max(first.id, second.id), distance, size });
    slots.splice(b, 1);
    slots[a] = { slot: first.slot, id: n + merges.length - 1, size };
  }
  return merges;
}

interface Side {
  readonly distance: number;
  readonly size: number;
}

/** Distance from a third cluster to the merger of two (Lance and Williams 1967). */
function mergedDistance(linkage: Linkage, a: Side, b: Side, other: Side): number {
  switch (linkage) {
    case 'single':
      return Math.min(a.distance, b.distance);
    case 'complete':
      return Math.max(a.distance, b.distance);
    case 'average':
      return (a.size * a.distance + b.size * b.distance) / (a.size + b.size);
    case 'ward': {
      const total = a.size + b.size + other.size;
      const squared =
        (a.size + other.size) * square(a.distance) +
        (b.size + other.size) * square(b.distance) -
        other.size * square(other.distance);
      return Math.sqrt(Math.max(0, squared / total));
    }
  }
}

/** The items from left to right in the tree of the merges. */
export function leafOrder(merges: readonly Merge[]): number[] {
  const n = merges.length + 1;
  const order: number[] = [];
  const open = [2 * n - 2];
  while (open.length > 0) {
    const id = open.pop()!;
    if (id < n) order.push(id);
    else open.push(merges[id - n]!.right, merges[id - n]!.left);
  }
  return order;
}
