import { requireInteger } from '../parameters.js';
import { createRandom, type Random } from '../random/random.js';
import { checkDimensions, pointFromUnit, pointToUnit } from './dimension.js';
import type { Dimension, Point } from './dimension.js';
import { Parzen } from './parzen.js';
import { unseenPoint } from './random-search.js';
import { answered, comparable, drawPoints, emptyTrace, pointKey } from './search.js';
import type { Search, Trace } from './search.js';

/** How the tree-structured Parzen estimator goes about it. */
export interface TpeOptions {
  /** Points drawn at random before anything is learnt, ≥ 1; default 10. */
  readonly startup?: number;
  /** Candidates drawn for each point, ≥ 1; default 24. */
  readonly candidates?: number;
  /** Points asked for at once, ≥ 1; default 1. Within a batch those already asked for count as bad. */
  readonly batch?: number;
  /** Seed, default 1. */
  readonly seed?: number | string;
  /** Where to go on. */
  readonly from?: Trace;
}

/** Most points that count as good. */
const mostGood = 25;

/**
 * Tree-structured Parzen estimator over mixed dimensions: the best tenth of what was tried and the rest each make a
 * density; of candidates drawn from the first, the one at which it exceeds the second most is tried. Bergstra, Bardenet,
 * Bengio and Kégl (2011), with kernels over all dimensions together. No point is tried twice; over when no new one is
 * found.
 * @throws RangeError on dimensions or options out of range
 */
export function tpe(dimensions: readonly Dimension[], options: TpeOptions = {}): Search<Trace> {
  const { startup = 10, candidates = 24, batch = 1, seed = 1, from = emptyTrace } = options;
  checkDimensions('tpe', dimensions);
  requireInteger('tpe', 'startup', startup, 1);
  requireInteger('tpe', 'candidates', candidates, 1);
  requireInteger('tpe', 'batch', batch, 1);
  const root = createRandom(seed);
  let trace = from;
  return {
    ask: () => {
      if (trace.pending !== null) return trace.pending;
      const tried = trace.points.length;
      const random = root.fork(`tpe ${tried}`);
      const seen = new Set(trace.points.map(pointKey));
      const units = trace.points.map((point) => pointToUnit(dimensions, point));
      const pending = drawPoints(batch, seen, (drawn) => {
        if (tried + drawn.length < startup) return unseenPoint(dimensions, seen, random);
        const waiting = drawn.map((point) => pointToUnit(dimensions, point));
        return promising(dimensions, { units, losses: trace.losses, waiting, seen, candidates }, random);
      });
      trace = { ...trace, pending };
      return pending;
    },
    tell: (losses) => {
      trace = answered(trace, losses, 'tpe');
    },
    state: () => trace,
  };
}

interface Known {
  readonly units: readonly (readonly number[])[];
  readonly losses: Trace['losses'];
  readonly waiting: readonly (readonly number[])[];
  readonly seen: ReadonlySet<string>;
  readonly candidates: number;
}

function promising(dimensions: readonly Dimension[], known: Known, random: Random): Point | undefined {
  const { units, losses, waiting, seen, candidates } = known;
  const order = units.map((_, i) => i).sort((a, b) => comparable(losses[a]!) - comparable(losses[b]!) || a - b);
  const finite = order.filter((i) => comparable(losses[i]!) < Infinity);
  const count = Math.min(mostGood, Math.ceil(units.length / 10), finite.length);
  const good = new Parzen(
    dimensions,
    finite.slice(0, count).map((i) => units[i]!),
  );
  const chosen = new Set(finite.slice(0, count));
  const bad = new Parzen(dimensions, [...units.filter((_, i) => !chosen.has(i)), ...waiting]);
  let best: Point | undefined;
  let bestScore = -Infinity;
  for (let c = 0; c < candidates; c++) {
    const point = pointFromUnit(dimensions, good.sample(random));
    if (seen.has(pointKey(point))) continue;
    const unit = pointToUnit(dimensions, point);
    const score = good.logDensity(unit) - bad.logDensity(unit);
    if (score > bestScore) [best, bestScore] = [point, score];
  }
  return best ?? unseenPoint(dimensions, seen, random);
}
