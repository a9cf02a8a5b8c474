/** Largest count: hot loops keep counts in 32 bits. */
const largestCount = 2 ** 31 - 1;

/**
 * Checks that `value` is an integer of at least `minimum`, and of no more than 32 bits hold, and returns it.
 * @throws RangeError naming the function and the parameter otherwise.
 */
export function requireInteger(where: string, name: string, value: number, minimum: number): number {
  if (!Number.isSafeInteger(value) || value < minimum || value > largestCount) {
    const bound = value > largestCount ? `of at most ${largestCount}` : `of at least ${minimum}`;
    throw new RangeError(`${where}: ${name} must be an integer ${bound}, got ${String(value)}`);
  }
  return value;
}

/**
 * Checks that `value` is a finite number of at least `minimum` and returns it.
 * @throws RangeError naming the function and the parameter otherwise.
 */
export function requireNumber(where: string, name: string, value: number, minimum = -Infinity): number {
  if (!Number.isFinite(value) || value < minimum) {
    const bound = minimum === -Infinity ? '' : ` of at least ${minimum}`;
    throw new RangeError(`${where}: ${name} must be a finite number${bound}, got ${String(value)}`);
  }
  return value;
}

/**
 * Checks that all columns have the length of the first and returns that length.
 * @throws RangeError naming the function and the lengths otherwise.
 */
export function requireEqualLengths(where: string, ...columns: readonly ArrayLike<unknown>[]): number {
  const length = columns[0]?.length ?? 0;
  for (const column of columns) {
    if (column.length !== length) {
      const lengths = columns.map((each) => each.length).join(', ');
      throw new RangeError(`${where}: all columns must have the same length, got ${lengths}`);
    }
  }
  return length;
}
