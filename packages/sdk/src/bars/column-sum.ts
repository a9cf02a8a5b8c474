/**
 * A number that changes when a column does, whatever is done to it: the bits of its values in four strands, each multiplied and
 * turned between values, so that even the sign, alone in the highest bit, spreads to all others.
 */
export function columnSum(column: Float64Array): number {
  const words = new Int32Array(column.buffer, column.byteOffset, 2 * column.length);
  let a = 1;
  let b = 2;
  let c = 3;
  let d = 4;
  let i = 0;
  for (const last = (words.length - 8) | 0; i <= last; i = (i + 8) | 0) {
    a = mixed(a, words[i]!, words[(i + 1) | 0]!);
    b = mixed(b, words[(i + 2) | 0]!, words[(i + 3) | 0]!);
    c = mixed(c, words[(i + 4) | 0]!, words[(i + 5) | 0]!);
    d = mixed(d, words[(i + 6) | 0]!, words[(i + 7) | 0]!);
  }
  for (; i < words.length; i += 2) a = mixed(a, words[i]!, words[i + 1]!);
  const low = mixed(a, c, 0);
  const high = mixed(b, d, 0);
  // A number keeps 53 bits of the 64.
  return ((high ^ (high >>> 21)) & 0x1fffff) * 4294967296 + (low >>> 0);
}

/** Different for each half of a value alone, for nearly all of two, and for each state before them. */
function mixed(state: number, half: number, other: number): number {
  const product = Math.imul(state ^ half ^ Math.imul(other, 0x85ebca6b), 0x9e3779b1);
  return (product << 13) | (product >>> 19);
}
