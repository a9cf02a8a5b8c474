import { cmaEs, nsga2, pointFromUnit, randomSearch, tpe } from '@bot-v2/quant/optimization';
import type { Point } from '@bot-v2/quant/optimization';
import type { SearchMethod } from './optimize.config.js';
import type { Params } from './search-grid.js';
import type { SearchSpace } from './search-space.js';

/** What a trial is worth to a search; higher is better. Null: nothing can be said. */
export type Worth = { readonly value: number; readonly drawdown: number } | null;

/** Proposes parameters, batch by batch; told in the order it was asked. A batch does not depend on how trials are run. */
export interface Proposer {
  /** Null for a point that the strategy refuses; empty when there is nothing left to try. */
  ask(): readonly (Params | null)[];
  tell(worths: readonly Worth[]): void;
}

/** Points asked for at once where the search leaves it open: constant, so that the number of workers changes nothing. */
const batch = 4;

/** Whether what a search proposes depends on what it was told. */
export const isAdaptive = (method: SearchMethod): boolean => method !== 'grid' && method !== 'random';

const lossOf = (worth: Worth) => (worth === null ? null : -worth.value);

/** A coordinate folded back into 0…1, as between mirrors: CMA-ES searches without bounds. */
function folded(u: number): number {
  const rest = Math.abs(u) % 2;
  return rest > 1 ? 2 - rest : rest;
}

/** Proposes a grid once, whole. */
export function gridProposer(combinations: readonly Params[]): Proposer {
  let asked = false;
  return { ask: () => (asked ? [] : combinations), tell: () => void (asked = true) };
}

/** A search over a space with at least one dimension. */
export function drawingProposer(method: Exclude<SearchMethod, 'grid'>, space: SearchSpace, seed: number): Proposer {
  const { dimensions } = space;
  const at = (points: readonly Point[]) => points.map((point) => space.paramsAt(point));
  if (method === 'cma_es') {
    const middle = dimensions.map(() => 0.5);
    const box = { lower: dimensions.map(() => 0), upper: dimensions.map(() => 1) };
    const search = cmaEs({ mean: middle, sigma: 0.3, seed, restarts: 9, restartBox: box });
    return {
      ask: () => at(search.ask().map((unit) => pointFromUnit(dimensions, unit.map(folded)))),
      tell: (worths) => search.tell(worths.map(lossOf)),
    };
  }
  if (method === 'nsga2') {
    const search = nsga2(dimensions, { seed, population: 20 });
    return {
      ask: () => at(search.ask()),
      tell: (worths) => search.tell(worths.map((worth) => (worth === null ? null : [-worth.value, worth.drawdown]))),
    };
  }
  const search = method === 'tpe' ? tpe(dimensions, { seed, batch }) : randomSearch(dimensions, { seed, batch });
  return { ask: () => at(search.ask()), tell: (worths) => search.tell(worths.map(lossOf)) };
}
