/** Whether two columns of times are one, or equal. */
export function sameTimes(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  if (isView(a) && isView(b) && a.buffer === b.buffer && a.byteOffset === b.byteOffset) return true;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function isView(column: ArrayLike<number>): column is Float64Array {
  return ArrayBuffer.isView(column);
}
