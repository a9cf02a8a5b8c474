import { invariant } from '@bot-v2/sdk';

/**
 * Values that are read from their start, stretch by stretch, as often as wanted: a curve that follows from prices needs no
 * array as long as itself.
 */
export interface Stretches {
  readonly length: number;
  /** Begins at the start: the next `count` values at each call, which hold until the next one. `count` is `longest` at most. */
  read(): (count: number) => Float64Array;
}

/**
 * Values of a stretch, at most. A kernel that is given so many at once returns often, and is optimised as a whole and not only
 * its loop while that runs.
 */
export const longestStretch = 4096;

/** A column as stretches. */
export function stretchesOf(values: Float64Array): Stretches {
  return {
    length: values.length,
    read: () => {
      let at = 0;
      return (count) => values.subarray(at, (at += count));
    },
  };
}

/** Calls `visit` with one stretch after the other of several series of one length, side by side, and the number of the series. */
export function forEachStretch(series: readonly Stretches[], visit: (stretch: Float64Array, of: number) => void): void {
  const readers = series.map(({ read }) => read());
  const length = series[0]?.length ?? 0;
  for (let at = 0; at < length; at += longestStretch) {
    const count = Math.min(longestStretch, length - at);
    for (let k = 0; k < readers.length; k++) visit(readers[k]!(count), k);
  }
}

/** The same values for readers that go on side by side: each stretch is made once for all of them. */
export function madeOnce({ length, read }: Stretches): Stretches {
  let next = read();
  let stretch: Float64Array = new Float64Array(0);
  let [first, end] = [0, 0];
  const readOnce = () => {
    let at = 0;
    return (count: number) => {
      if (at !== first || end !== at + count) {
        if (at !== end) {
          invariant(at === 0, `a reader at ${at} is not beside one at ${end}`);
          next = read();
        }
        stretch = next(count);
        first = at;
        end = at + count;
      }
      at = end;
      return stretch;
    };
  };
  return { length, read: readOnce };
}

/** All values. */
export function valuesOf(stretches: Stretches): Float64Array {
  const values = new Float64Array(stretches.length);
  let at = 0;
  forEachStretch([stretches], (stretch) => {
    values.set(stretch, at);
    at += stretch.length;
  });
  return values;
}
