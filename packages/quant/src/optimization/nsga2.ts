import { pow } from '../elementary/index.js';
import { requireInteger } from '../parameters.js';
import { createRandom, type Random } from '../random/random.js';
import { checkDimensions, pointFromUnit } from './dimension.js';
import type { Dimension } from './dimension.js';
import { crowdingDistance, nonDominatedFronts } from './non-dominated.js';
import { requireAnswers } from './search.js';
import type { Search } from './search.js';

/** How NSGA-II breeds. */
export interface Nsga2Options {
  /** Points a generation, even, ≥ 4; default 40. */
  readonly population?: number;
  /** Seed, default 1. */
  readonly seed?: number | string;
  /** Where to go on; the other options must be those it was begun with. */
  readonly from?: Nsga2State;
}

/** Losses by objective, lower is better; null where they could not be told. */
export type Losses = readonly number[] | null;

/** NSGA-II as plain data. Coordinates are in 0…1. */
export interface Nsga2State {
  readonly generation: number;
  readonly parents: readonly { readonly unit: readonly number[]; readonly losses: Losses }[];
  readonly pending: readonly (readonly number[])[] | null;
}

/** Distribution indices of crossover and mutation, and the probability of a crossover: the usual values. */
const crossoverIndex = 15;
const mutationIndex = 20;
const crossoverRate = 0.9;

/**
 * Non-dominated sorting genetic algorithm for several objectives: simulated binary crossover, polynomial mutation,
 * survival by front and crowding distance. Deb, Pratap, Agarwal and Meyarivan (2002). A generation is asked for at once;
 * it is never over by itself.
 * @throws RangeError on dimensions or options out of range
 */
export function nsga2(dimensions: readonly Dimension[], options: Nsga2Options = {}): Search<Nsga2State, Losses> {
  const { population = 40, seed = 1, from } = options;
  checkDimensions('nsga2', dimensions);
  requireInteger('nsga2', 'population', population, 4);
  if (population % 2 !== 0) throw new RangeError(`nsga2: population must be even, got ${population}`);
  const root = createRandom(seed);
  let state: Nsga2State = from ?? { generation: 0, parents: [], pending: null };
  return {
    ask: () => {
      if (state.pending === null) {
        const random = root.fork(`nsga2 ${state.generation}`);
        const pending =
          state.parents.length === 0
            ? Array.from({ length: population }, () => dimensions.map(() => random.next()))
            : offspring(state.parents, population, random);
        state = { ...state, pending };
      }
      return state.pending!.map((unit) => pointFromUnit(dimensions, unit));
    },
    tell: (losses) => {
      requireAnswers('nsga2', state.pending, losses);
      const children = state.pending!.map((unit, i) => ({ unit, losses: losses[i]! }));
      const all = [...state.parents, ...children];
      const kept = ranked(all).slice(0, population);
      state = { generation: state.generation + 1, parents: kept.map(({ index }) => all[index]!), pending: null };
    },
    state: () => state,
  };
}

type Member = Nsga2State['parents'][number];

/** Members by front, within a front the least crowded first. */
function ranked(members: readonly Member[]): { index: number; front: number; crowding: number }[] {
  const objectives = members.find(({ losses }) => losses !== null)?.losses?.length ?? 1;
  const unknown = new Array<number>(objectives).fill(Infinity);
  const losses = members.map((member) => member.losses ?? unknown);
  return nonDominatedFronts(losses).flatMap((front, rank) => {
    const distance = crowdingDistance(losses, front);
    return front
      .map((index, k) => ({ index, front: rank, crowding: distance[k]! }))
      .sort((a, b) => (a.crowding === b.crowding ? a.index - b.index : b.crowding - a.crowding));
  });
}

function offspring(parents: readonly Member[], count: number, random: Random): number[][] {
  const places = ranked(parents);
  const rankOf = new Map(places.map(({ index }, place) => [index, place]));
  const pick = () => {
    const a = random.integer(0, parents.length - 1);
    const b = random.integer(0, parents.length - 1);
    return parents[rankOf.get(a)! <= rankOf.get(b)! ? a : b]!.unit;
  };
  const children: number[][] = [];
  while (children.length < count) {
    const [a, b] = crossed(pick(), pick(), random);
    children.push(mutated(a, random), mutated(b, random));
  }
  return children;
}

const clip = (u: number) => Math.min(1, Math.max(0, u));

function crossed(a: readonly number[], b: readonly number[], random: Random): [number[], number[]] {
  const [left, right] = [[...a], [...b]];
  if (random.next() > crossoverRate) return [left, right];
  for (let i = 0; i < a.length; i++) {
    if (random.next() > 0.5) continue;
    const u = random.next();
    const power = 1 / (crossoverIndex + 1);
    const beta = u <= 0.5 ? pow(2 * u, power) : pow(1 / (2 * (1 - u)), power);
    const nearA = clip(0.5 * ((1 + beta) * a[i]! + (1 - beta) * b[i]!));
    const nearB = clip(0.5 * ((1 - beta) * a[i]! + (1 + beta) * b[i]!));
    // Which child gets which is drawn for every coordinate: else no child has one parent's here and the other's there.
    [left[i], right[i]] = random.next() < 0.5 ? [nearA, nearB] : [nearB, nearA];
  }
  return [left, right];
}

function mutated(unit: readonly number[], random: Random): number[] {
  return unit.map((x) => {
    if (random.next() >= 1 / unit.length) return x;
    const u = random.next();
    const power = 1 / (mutationIndex + 1);
    const step =
      u < 0.5
        ? pow(2 * u + (1 - 2 * u) * pow(1 - x, mutationIndex + 1), power) - 1
        : 1 - pow(2 * (1 - u) + 2 * (u - 0.5) * pow(x, mutationIndex + 1), power);
    return clip(x + step);
  });
}
