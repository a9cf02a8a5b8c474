import fc from 'fast-check';
import { readerOf } from './index.js';

/** A column of stretches, which begins at any byte of a buffer. */
const columns = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(0, 1, -1, 2, 127, -128), fc.integer({ min: 1, max: 11 })), { minLength: 1 }),
    fc.integer({ min: 0, max: 7 }),
  )
  .map(([stretches, offset]) => {
    const signals = stretches.flatMap(([signal, rows]) => new Array<number>(rows).fill(signal));
    const column = new Int8Array(new ArrayBuffer(offset + signals.length), offset);
    column.set(signals);
    return column;
  });

describe('a decision of signals', () => {
  it('is read as the same numbers are', () => {
    const decision = { kind: 'position', by: 'value', columns: ['wanted'] } as const;
    const values = fc.constantFrom(0, 1, -1, 2, 127, -128, 0.5, 128, -129, NaN, Infinity, 1e12, -0);
    fc.assert(
      fc.property(columns, fc.nat(), fc.nat(), values, (column, one, other, same) => {
        const signals = readerOf(decision, { wanted: column });
        const numbers = readerOf(decision, { wanted: Float64Array.from(column) });
        const row = one % (column.length + 1);
        const end = row + (other % (column.length + 1 - row));
        expect(signals.firstWanted(row, end)).toBe(numbers.firstWanted(row, end));
        expect(signals.firstOther(row, end, same)).toBe(numbers.firstOther(row, end, same));
        if (row < column.length) expect(signals.valueAt(row)).toBe(numbers.valueAt(row));
      }),
      { numRuns: 2_000 },
    );
  });
});
