const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** A copy of `column` with the eight bytes of every number in the opposite order. */
export function byteSwapped(column: Float64Array): Float64Array {
  const copy = column.slice();
  new Uint8Array(copy.buffer).reverse();
  return copy.reverse();
}

/** The numbers whose little-endian bytes fill `column`: `column` itself on all but the rare big-endian machine. */
export function fromLittleEndian(column: Float64Array): Float64Array {
  return isLittleEndian ? column : byteSwapped(column);
}

/** The little-endian bytes of `column`; on a little-endian machine a view, not a copy. */
export function littleEndianBytes(column: Float64Array): Uint8Array {
  const { buffer, byteOffset, byteLength } = isLittleEndian ? column : byteSwapped(column);
  return new Uint8Array(buffer, byteOffset, byteLength);
}
