import { log, pow } from '../elementary/index.js';
import { requireInteger, requireNumber } from '../parameters.js';

/** One parameter of a search. */
export type Dimension =
  | {
      readonly kind: 'numeric';
      readonly min: number;
      readonly max: number;
      /** Distance of the values tried, counted from `min`; any number in between when left out. */
      readonly step?: number;
      /** `log`: equal ratios are equally far apart; `min` must be above 0. Default `linear`. */
      readonly scale?: 'linear' | 'log';
    }
  /** A value without order, as its index 0 … size − 1. */
  | { readonly kind: 'categorical'; readonly size: number };

/** A value for each dimension. */
export type Point = readonly number[];

/** @throws RangeError naming the dimension that cannot be searched */
export function checkDimensions(where: string, dimensions: readonly Dimension[]): void {
  if (dimensions.length === 0) throw new RangeError(`${where}: there is no dimension to search`);
  dimensions.forEach((each, i) => {
    const name = `dimensions[${i}]`;
    if (each.kind === 'categorical') {
      requireInteger(where, `${name}.size`, each.size, 1);
      return;
    }
    requireNumber(where, `${name}.min`, each.min);
    requireNumber(where, `${name}.max`, each.max, each.min);
    requireNumber(where, `${name}.max − min`, each.max - each.min);
    if (each.step !== undefined && !(each.step > 0)) throw new RangeError(`${where}: ${name}.step must be above 0`);
    if (each.scale === 'log' && !(each.min > 0)) {
      throw new RangeError(`${where}: ${name}.min must be above 0 on a log scale, got ${each.min}`);
    }
  });
}

/** How many values a dimension has: Infinity without a step. */
export function levels(dimension: Dimension): number {
  if (dimension.kind === 'categorical') return dimension.size;
  const { min, max, step } = dimension;
  if (max === min) return 1;
  return step === undefined ? Infinity : Math.floor((max - min) / step + 1e-9) + 1;
}

/** The k-th value of a stepped dimension, rounded to twelve digits so that 0.1 … 0.5 by 0.1 are the numbers expected. */
function level(min: number, step: number, k: number): number {
  return Number((min + k * step).toPrecision(12));
}

/** The value at `u` (0…1, clipped): equal intervals of `u` belong to equal steps, on a log scale to equal ratios. */
export function fromUnit(dimension: Dimension, u: number): number {
  const clipped = Math.min(Math.max(u, 0), 1);
  const count = levels(dimension);
  if (dimension.kind === 'categorical') return Math.min(count - 1, Math.floor(clipped * count));
  const { min, max, step, scale } = dimension;
  if (count === 1) return min;
  if (step === undefined) {
    if (scale === 'log') return Math.min(max, Math.max(min, min * pow(max / min, clipped)));
    return min + (max - min) * clipped;
  }
  if (scale !== 'log') return level(min, step, Math.min(count - 1, Math.floor(clipped * count)));
  const value = min * pow(level(min, step, count - 1) / min, clipped);
  return level(min, step, Math.min(count - 1, Math.max(0, Math.round((value - min) / step))));
}

/** The place of a value in 0…1: the middle of the interval that `fromUnit` gives to it (its logarithm's place on a log scale). */
export function toUnit(dimension: Dimension, value: number): number {
  const count = levels(dimension);
  if (count === 1) return 0.5;
  if (dimension.kind === 'categorical') return (value + 0.5) / count;
  const { min, max, step, scale } = dimension;
  if (scale === 'log') {
    const top = step === undefined ? max : level(min, step, count - 1);
    return log(value / min) / log(top / min);
  }
  return step === undefined ? (value - min) / (max - min) : (Math.round((value - min) / step) + 0.5) / count;
}

/** A whole point from coordinates in 0…1. */
export function pointFromUnit(dimensions: readonly Dimension[], unit: ArrayLike<number>): number[] {
  return dimensions.map((dimension, i) => fromUnit(dimension, unit[i]!));
}

/** Coordinates in 0…1 of a point. */
export function pointToUnit(dimensions: readonly Dimension[], point: Point): number[] {
  return dimensions.map((dimension, i) => toUnit(dimension, point[i]!));
}

/** How many points there are: Infinity where a dimension has no step. */
export function pointCount(dimensions: readonly Dimension[]): number {
  return dimensions.reduce((product, each) => product * levels(each), 1);
}
