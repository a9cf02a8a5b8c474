/**
 * A curve of equity that is read from its start, stretch by stretch, as often as wanted: one that follows from prices needs
 * no array as long as itself.
 */
export interface EquityStretches {
  readonly length: number;
  /** Begins at the start: the next `count` values at each call, which hold until the next one. `count` is `longest` at most. */
  read(): (count: number) => Float64Array;
}

/**
 * Values of a stretch, at most. A kernel that is given so many at once returns often, and is optimised as a whole and not only
 * its loop while that runs.
 */
export const longestStretch = 4096;

/** A column as a curve. */
export function stretchesOf(values: Float64Array): EquityStretches {
  return {
    length: values.length,
    read: () => {
      let at = 0;
      return (count) => values.subarray(at, (at += count));
    },
  };
}

/** All values of a curve. */
export function valuesOf({ length, read }: EquityStretches): Float64Array {
  const values = new Float64Array(length);
  const next = read();
  for (let at = 0; at < length; at += longestStretch) values.set(next(Math.min(longestStretch, length - at)), at);
  return values;
}
