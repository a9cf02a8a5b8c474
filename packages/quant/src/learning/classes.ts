/**
 * Checks labels of two classes and counts those of 1.
 * @throws RangeError naming the function when a label is neither 0 nor 1
 */
export function requireClasses(where: string, labels: Float64Array): number {
  let ones = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== 0 && labels[i] !== 1) throw new RangeError(`${where}: labels must be 0 or 1, got ${labels[i]}`);
    ones += labels[i]!;
  }
  return ones;
}
