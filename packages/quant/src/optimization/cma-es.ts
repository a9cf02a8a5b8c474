import { exp, pow, square } from '../elementary/index.js';
import { symmetricEigen } from '../linear/eigen.js';
import { matrix } from '../linear/matrix.js';
import { requireEqualLengths, requireInteger, requireNumber } from '../parameters.js';
import { createRandom, type Random } from '../random/random.js';
import { cmaParameters, defaultLambda } from './cma-parameters.js';
import { comparable, requireAnswers } from './search.js';
import type { Loss, Search } from './search.js';

/** How CMA-ES starts and when it gives up. */
export interface CmaOptions {
  /** Where to start; one number a dimension. */
  readonly mean: readonly number[];
  /** Initial standard deviation in every dimension, > 0: about a third of the distance to where the optimum may be. */
  readonly sigma: number;
  /** Points a generation, ≥ 2; default 4 + ⌊3 ln n⌋. */
  readonly lambda?: number;
  /** How often to start again with twice as many points a generation once progress ends (IPOP); default 0. */
  readonly restarts?: number;
  /** Box from which restarts are drawn; points outside are still asked for. Default: near `mean`. */
  readonly restartBox?: { readonly lower: readonly number[]; readonly upper: readonly number[] };
  /** Seed, default 1. */
  readonly seed?: number | string;
  /** Where to go on; the other options must be those it was begun with. */
  readonly from?: CmaState;
}

/** CMA-ES as plain data. */
export interface CmaState {
  readonly generation: number;
  readonly restart: number;
  /** Generations since the last start. */
  readonly age: number;
  readonly lambda: number;
  readonly mean: readonly number[];
  readonly sigma: number;
  /** Covariance, row-major. */
  readonly covariance: readonly number[];
  readonly pathSigma: readonly number[];
  readonly pathCovariance: readonly number[];
  /** Best losses of the last generations since the start, newest last. */
  readonly history: readonly number[];
  readonly best: { readonly point: readonly number[]; readonly loss: number } | null;
  readonly pending: readonly (readonly number[])[] | null;
  readonly over: boolean;
}

/**
 * Covariance matrix adaptation evolution strategy, minimising over ℝⁿ: full covariance, rank-one and rank-µ updates with
 * negative weights for the worse half, cumulative step-size control. Hansen (2016), "The CMA evolution strategy: a
 * tutorial"; restarts after Auger and Hansen (2005). A generation is asked for at once; it is over when progress ends and
 * no restart is left.
 *
 * Costs an eigen-decomposition a generation, O(n³).
 * @throws RangeError on options out of range
 */
export function cmaEs(options: CmaOptions): Search<CmaState> {
  const n = options.mean.length;
  requireInteger('cmaEs', 'mean.length', n, 1);
  requireNumber('cmaEs', 'sigma', options.sigma, Number.MIN_VALUE);
  const { lower = options.mean, upper = options.mean } = options.restartBox ?? {};
  requireEqualLengths('cmaEs', options.mean, lower, upper);
  for (const each of [...options.mean, ...lower, ...upper]) requireNumber('cmaEs', 'a coordinate', each);
  const lambda = requireInteger('cmaEs', 'lambda', options.lambda ?? defaultLambda(n), 2);
  const root = createRandom(options.seed ?? 1);
  const rootsOf = rememberedRoots();
  let state: CmaState = options.from ?? {
    ...started(options.mean, options.sigma, lambda),
    generation: 0,
    restart: 0,
    best: null,
    pending: null,
    over: false,
  };
  return {
    ask: () => {
      if (state.over) return [];
      if (state.pending === null)
        state = { ...state, pending: sampled(state, rootsOf(state), root.fork(`cma ${state.generation}`)) };
      return state.pending!;
    },
    tell: (losses) => {
      requireAnswers('cmaEs', state.over ? [] : state.pending, losses);
      if (state.over) return;
      state = updated(state, rootsOf(state), losses);
      if (!stalled(state, rootsOf(state), options.sigma)) return;
      const restart = state.restart + 1;
      if (restart > (options.restarts ?? 0)) {
        state = { ...state, over: true };
        return;
      }
      const random = root.fork(`restart ${restart}`);
      const { mean, sigma, restartBox: box } = options;
      const start = mean.map((m, i) =>
        box === undefined ? random.normal(m, sigma) : random.uniform(box.lower[i]!, box.upper[i]!),
      );
      state = { ...state, ...started(start, sigma, lambda * pow(2, restart)), restart };
    },
    state: () => state,
  };
}

function started(mean: readonly number[], sigma: number, lambda: number) {
  const n = mean.length;
  return {
    age: 0,
    lambda,
    mean: [...mean],
    sigma,
    covariance: Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0)),
    pathSigma: new Array<number>(n).fill(0),
    pathCovariance: new Array<number>(n).fill(0),
    history: [],
  };
}

/** Square root of a covariance: C = B D² Bᵀ. */
interface Roots {
  /** B, row-major. */
  readonly axes: Float64Array;
  /** The diagonal of D, descending. */
  readonly scales: Float64Array;
}

/** The square root of a state's covariance, computed once for each covariance in turn. */
function rememberedRoots(): (state: CmaState) => Roots {
  let of: CmaState['covariance'] | undefined;
  let roots: Roots | undefined;
  return ({ covariance, mean: { length: n } }) => {
    if (of === covariance && roots !== undefined) return roots;
    const { values, vectors } = symmetricEigen(matrix(n, n, Float64Array.from(covariance)));
    const least = 1e-20 * Math.max(values[0]!, Number.MIN_VALUE);
    of = covariance;
    roots = { axes: vectors.data, scales: values.map((value) => Math.sqrt(Math.max(value, least))) };
    return roots;
  };
}

function sampled(state: CmaState, { axes, scales }: Roots, random: Random): number[][] {
  const n = state.mean.length;
  return Array.from({ length: state.lambda }, () => {
    const z = Array.from({ length: n }, (_, j) => scales[j]! * random.normal());
    return state.mean.map((m, i) => {
      let y = 0;
      for (let j = 0; j < n; j++) y += axes[i * n + j]! * z[j]!;
      return m + state.sigma * y;
    });
  });
}

function updated(state: CmaState, { axes, scales }: Roots, losses: readonly Loss[]): CmaState {
  const { mean, sigma, covariance, pending } = state;
  const n = mean.length;
  const parameters = cmaParameters(n, state.lambda);
  const { mu, weights, muEff, cSigma, dSigma, cCov, c1, cMu, chi } = parameters;
  const order = losses.map((_, i) => i).sort((a, b) => comparable(losses[a]!) - comparable(losses[b]!) || a - b);
  const steps = order.map((i) => pending![i]!.map((x, k) => (x - mean[k]!) / sigma));
  const shift = new Float64Array(n);
  for (let r = 0; r < mu; r++) for (let k = 0; k < n; k++) shift[k]! += weights[r]! * steps[r]![k]!;

  const whiten = (y: ArrayLike<number>): Float64Array => {
    const turned = new Float64Array(n);
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += axes[i * n + j]! * y[i]!;
      turned[j] = sum / scales[j]!;
    }
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[i]! += axes[i * n + j]! * turned[j]!;
    return out;
  };
  const white = whiten(shift);
  const drift = Math.sqrt(cSigma * (2 - cSigma) * muEff);
  const pathSigma = state.pathSigma.map((p, k) => (1 - cSigma) * p + drift * white[k]!);
  const length = Math.sqrt(pathSigma.reduce((sum, value) => sum + value * value, 0));
  const steady = length / Math.sqrt(1 - pow(1 - cSigma, 2 * (state.age + 1))) < (1.4 + 2 / (n + 1)) * chi;
  const turn = steady ? Math.sqrt(cCov * (2 - cCov) * muEff) : 0;
  const pathCovariance = state.pathCovariance.map((p, k) => (1 - cCov) * p + turn * shift[k]!);
  const lost = steady ? 0 : c1 * cCov * (2 - cCov);

  // A negative weight is scaled so that it cannot make the covariance indefinite, however long its step.
  const scaled = steps.map((step, r) => {
    if (weights[r]! >= 0) return weights[r]!;
    const y = whiten(step);
    let squares = 0;
    for (const value of y) squares += value * value;
    return (weights[r]! * n) / Math.max(squares, Number.MIN_VALUE);
  });
  const total = weights.reduce((sum, w) => sum + w, 0);
  const keep = 1 + lost - c1 - cMu * total;
  const next = covariance.map((c, at) => {
    const i = Math.floor(at / n);
    const j = at % n;
    let rank = 0;
    for (let r = 0; r < steps.length; r++) rank += scaled[r]! * steps[r]![i]! * steps[r]![j]!;
    return keep * c + c1 * pathCovariance[i]! * pathCovariance[j]! + cMu * rank;
  });
  const lead = order[0]!;
  const lowest = comparable(losses[lead]!);
  const improved = lowest < Infinity && (state.best === null || lowest < state.best.loss);
  return {
    ...state,
    generation: state.generation + 1,
    age: state.age + 1,
    mean: mean.map((m, k) => m + sigma * shift[k]!),
    sigma: sigma * exp(Math.min(1, (cSigma / dSigma) * (length / chi - 1))),
    covariance: next,
    pathSigma,
    pathCovariance,
    history: [...state.history, lowest].slice(-(10 + Math.ceil((30 * n) / state.lambda))),
    best: improved ? { point: pending![lead]!, loss: lowest } : state.best,
    pending: null,
  };
}

/** Whether no progress is to be expected: flat losses, steps of no size, or a covariance too long and thin to go on. */
function stalled(state: CmaState, { scales }: Roots, firstSigma: number): boolean {
  const { history, sigma, covariance, lambda } = state;
  const n = state.mean.length;
  const full = history.length >= 10 + Math.ceil((30 * n) / lambda);
  const low = Math.min(...history);
  const high = Math.max(...history);
  if (full && (high - low <= 1e-12 || low === Infinity)) return true;
  const diagonal = Array.from({ length: n }, (_, i) => covariance[i * (n + 1)]!);
  if (sigma * Math.sqrt(Math.max(...diagonal)) < 1e-12 * firstSigma) return true;
  if (!Number.isFinite(sigma)) return true;
  return square(scales[0]! / scales[n - 1]!) > 1e14;
}
