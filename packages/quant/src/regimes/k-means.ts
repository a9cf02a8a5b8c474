import { square } from '../elementary/index.js';
import type { Matrix } from '../linear/matrix.js';
import type { Random } from '../random/random.js';

/**
 * Assigns rows to `k` clusters: starting centres by k-means++ (Arthur and Vassilvitskii 2007), then Lloyd's iterations.
 * Columns count equally, so bring them to one scale first. A cluster may stay empty when rows repeat.
 * @returns the cluster of each row
 */
export function kMeans({ rows, cols, data }: Matrix, k: number, random: Random, iterations = 20): Int32Array {
  const centres = new Float64Array(k * cols);
  const nearest = new Float64Array(rows).fill(Infinity);
  const assigned = new Int32Array(rows);
  const distance = (i: number, c: number): number => {
    let sum = 0;
    for (let v = 0; v < cols; v++) sum += square(data[i * cols + v]! - centres[c * cols + v]!);
    return sum;
  };
  let chosen = random.integer(0, rows - 1);
  for (let c = 0; c < k; c++) {
    centres.set(data.subarray(chosen * cols, (chosen + 1) * cols), c * cols);
    let total = 0;
    for (let i = 0; i < rows; i++) total += nearest[i] = Math.min(nearest[i]!, distance(i, c));
    let left = random.next() * total;
    chosen = 0;
    while (chosen < rows - 1 && (left -= nearest[chosen]!) > 0) chosen++;
  }
  for (let step = 0; step < iterations; step++) {
    let moved = false;
    for (let i = 0; i < rows; i++) {
      let best = 0;
      let least = Infinity;
      for (let c = 0; c < k; c++) {
        const d = distance(i, c);
        if (d < least) [least, best] = [d, c];
      }
      moved ||= assigned[i] !== best;
      assigned[i] = best;
    }
    if (!moved && step > 0) break;
    const counts = new Float64Array(k);
    for (let i = 0; i < rows; i++) counts[assigned[i]!]!++;
    for (let c = 0; c < k; c++) if (counts[c]! > 0) centres.fill(0, c * cols, (c + 1) * cols);
    for (let i = 0; i < rows; i++) {
      const c = assigned[i]!;
      for (let v = 0; v < cols; v++) centres[c * cols + v]! += data[i * cols + v]! / counts[c]!;
    }
  }
  return assigned;
}
