import { createDema } from './dema.indicator.js';
import { createEma } from './ema.stream.js';
import { createMama } from './mama.indicator.js';
import { createKama } from './kama.indicator.js';
import type { SeriesStream } from './series-stream.js';
import { createSma } from './sma.stream.js';
import { createT3 } from './t3.indicator.js';
import { createTema } from './tema.indicator.js';
import { createTrima } from './trima.indicator.js';
import { createWma } from './wma.stream.js';

interface AverageType {
  readonly create: (n: number) => SeriesStream;
  /** Bars before the first average of `n`. */
  readonly lookback: (n: number) => number;
}

/** Moving averages by TA-Lib's MAType. MAMA has no period: it is the same for each above 1. */
const AVERAGE_TYPES: readonly AverageType[] = [
  { create: createSma, lookback: (n) => n - 1 },
  { create: createEma, lookback: (n) => n - 1 },
  { create: createWma, lookback: (n) => n - 1 },
  { create: createDema, lookback: (n) => 2 * (n - 1) },
  { create: createTema, lookback: (n) => 3 * (n - 1) },
  { create: createTrima, lookback: (n) => n - 1 },
  { create: createKama, lookback: (n) => n },
  { create: () => createMama(), lookback: () => 32 },
  { create: createT3, lookback: (n) => 6 * (n - 1) },
];

/** Largest number of a moving average type. */
export const LAST_AVERAGE_TYPE = AVERAGE_TYPES.length - 1;

/** What the numbers mean, for docs. */
export const AVERAGE_TYPE_NAMES = '0 SMA, 1 EMA, 2 WMA, 3 DEMA, 4 TEMA, 5 TRIMA, 6 KAMA, 7 MAMA, 8 T3';

/**
 * Checks the number of a moving average type and returns the type; over one bar every average is the value itself.
 * @throws RangeError naming the function and the parameter when there is no such type
 */
function averageType(where: string, name: string, type: number, n: number): AverageType {
  const found = AVERAGE_TYPES[type];
  if (found === undefined) {
    throw new RangeError(`${where}: ${name} must be one of ${AVERAGE_TYPE_NAMES}, got ${String(type)}`);
  }
  return n === 1 ? AVERAGE_TYPES[0]! : found;
}

/**
 * A streaming moving average of a type that ignores its first `skip` values, so that averages of different length can
 * be seeded to start together.
 * @throws RangeError when there is no such type
 */
export function createAverage(where: string, name: string, type: number, n: number, skip = 0): SeriesStream {
  const average = averageType(where, name, type, n).create(n);
  if (skip === 0) return average;
  let seen = 0;
  return {
    next(value) {
      if (seen === 0 && Number.isNaN(value)) return Number.NaN;
      return seen++ < skip ? Number.NaN : average.next(value);
    },
  };
}

/**
 * Bars before the first value of an average of a type.
 * @throws RangeError when there is no such type
 */
export function averageLookback(where: string, name: string, type: number, n: number): number {
  return averageType(where, name, type, n).lookback(n);
}
