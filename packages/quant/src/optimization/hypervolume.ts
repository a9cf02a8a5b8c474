import { requireNumber } from '../parameters.js';

/**
 * Volume dominated by points and bounded by a reference point, exactly, for two or three objectives; lower is better.
 * Points that do not dominate the reference add nothing. Two: a sweep, O(n log n). Three: sweeps over slices, O(n² log n).
 * @throws RangeError for another number of objectives, a point of another dimension than the reference, or a reference or
 *   a dominating point that is not finite
 */
export function hypervolume(points: readonly (readonly number[])[], reference: readonly number[]): number {
  const m = reference.length;
  if (m !== 2 && m !== 3) throw new RangeError(`hypervolume: two or three objectives, got ${m}`);
  for (const point of points) {
    if (point.length !== m) throw new RangeError(`hypervolume: a point has ${point.length} objectives, not ${m}`);
  }
  const inside = points.filter((point) => !point.some((x, i) => x >= reference[i]!));
  for (const x of [reference, ...inside].flat()) requireNumber('hypervolume', 'an objective', x);
  return m === 2 ? area(inside, reference) : volume(inside, reference);
}

function area(points: readonly (readonly number[])[], reference: readonly number[]): number {
  const sorted = [...points].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
  let total = 0;
  let floor = reference[1]!;
  for (const [x, y] of sorted) {
    if (y! >= floor) continue;
    total += (reference[0]! - x!) * (floor - y!);
    floor = y!;
  }
  return total;
}

function volume(points: readonly (readonly number[])[], reference: readonly number[]): number {
  const sorted = [...points].sort((a, b) => a[2]! - b[2]!);
  let total = 0;
  for (let k = 0; k < sorted.length; k++) {
    const top = sorted[k + 1]?.[2] ?? reference[2]!;
    const depth = top - sorted[k]![2]!;
    if (depth > 0) total += depth * area(sorted.slice(0, k + 1), reference);
  }
  return total;
}
