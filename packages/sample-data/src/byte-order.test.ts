import { byteSwapped, littleEndianBytes } from './byte-order.js';

test('swapping the bytes keeps the order of the numbers and is its own inverse', () => {
  const column = Float64Array.of(1.5, -2, 3e9);
  const swapped = byteSwapped(column);
  const reread = [0, 1, 2].map((i) => new DataView(swapped.buffer).getFloat64(8 * i, false));
  const native = [0, 1, 2].map((i) => new DataView(column.buffer).getFloat64(8 * i, true));
  expect(reread).toEqual(native);
  expect([...byteSwapped(swapped)]).toEqual([1.5, -2, 3e9]);
  expect([...column]).toEqual([1.5, -2, 3e9]);
});

test('the bytes of a column respect its offset', () => {
  const bytes = littleEndianBytes(Float64Array.of(0, 1, 2).subarray(1, 2));
  expect([...bytes]).toEqual([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
});
