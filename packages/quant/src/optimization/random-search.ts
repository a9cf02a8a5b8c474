import { requireInteger } from '../parameters.js';
import { createRandom, type Random } from '../random/random.js';
import { checkDimensions, pointCount, pointFromUnit } from './dimension.js';
import type { Dimension, Point } from './dimension.js';
import { answered, drawPoints, emptyTrace, pointKey } from './search.js';
import type { Search, Trace } from './search.js';

/** How points are drawn. */
export interface RandomSearchOptions {
  /** Points asked for at once, ≥ 1; default 1. */
  readonly batch?: number;
  /** Seed, default 1. */
  readonly seed?: number | string;
  /** Where to go on. */
  readonly from?: Trace;
}

/** Draws tried for a point that was not tried before. */
const patience = 200;

/** A point that is not among those seen, uniform over the dimensions; undefined when none was found. */
export function unseenPoint(
  dimensions: readonly Dimension[],
  seen: ReadonlySet<string>,
  random: Random,
): Point | undefined {
  if (seen.size >= pointCount(dimensions)) return undefined;
  for (let attempt = 0; attempt < patience; attempt++) {
    const point = pointFromUnit(
      dimensions,
      dimensions.map(() => random.next()),
    );
    if (!seen.has(pointKey(point))) return point;
  }
  return undefined;
}

/**
 * Points drawn uniformly (on a log scale uniformly in the logarithm), none twice. Over when no new one is found. What it
 * asks does not depend on what it is told.
 * @throws RangeError on dimensions or options out of range
 */
export function randomSearch(dimensions: readonly Dimension[], options: RandomSearchOptions = {}): Search<Trace> {
  const { batch = 1, seed = 1, from = emptyTrace } = options;
  checkDimensions('randomSearch', dimensions);
  requireInteger('randomSearch', 'batch', batch, 1);
  const root = createRandom(seed);
  let trace = from;
  return {
    ask: () => {
      if (trace.pending !== null) return trace.pending;
      const random = root.fork(`random ${trace.points.length}`);
      const seen = new Set(trace.points.map(pointKey));
      const pending = drawPoints(batch, seen, () => unseenPoint(dimensions, seen, random));
      trace = { ...trace, pending };
      return pending;
    },
    tell: (losses) => {
      trace = answered(trace, losses, 'randomSearch');
    },
    state: () => trace,
  };
}
