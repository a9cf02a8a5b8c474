import { log, square } from '@bot-v2/quant/elementary';
import { matrix } from '@bot-v2/quant/linear';
import { expectedDurations, filterHmm, fitHmm, stationaryDistribution } from '@bot-v2/quant/regimes';
import type { GaussianHmm, HmmFit, Unfitted } from '@bot-v2/quant/regimes';
import { regimeLabels } from '@bot-v2/sdk';
import type { RegimeLabel } from '@bot-v2/sdk';
import { labelProbabilities, sampleErrors } from '../label-probabilities.js';
import type { LabelProbabilities } from '../label-probabilities.js';
import { measureAt } from '../measure.js';
import { ruleLabel } from '../rules.js';
import type { Persistence } from '../transitions.js';
import { mostProbable } from './most-probable.js';
import { refitBlocks } from './refit-schedule.js';
import type { ModelFit, ModelInput, ModelSeries } from './regime-model.js';

/** A fitted model as it is used: its states named at the last row, and their filtered probabilities there. */
interface InForce {
  readonly fit: HmmFit;
  readonly filtered: Float64Array;
  readonly names: readonly RegimeLabel[];
}

/**
 * A Gaussian hidden Markov model of the log returns with 1 to `hmm.states` states, their number chosen by the Bayesian
 * information criterion at each fit. Each fit names its states anew, by their own annual mean and volatility under the
 * thresholds of the rules (with the bar's drawdown); the label found is the name with the highest filtered probability.
 * The probabilities of the labels also count how far the moments of each state are in doubt.
 */
export function hmmModel(input: ModelInput): ModelSeries {
  const { close, returns, time, periodsPerYear } = input;
  const rows = close.length;
  const labels = new Array<RegimeLabel | null>(rows).fill(null);
  const probabilities = new Array<LabelProbabilities | null>(rows).fill(null);
  const fits: ModelFit[] = [];
  const starts = new Map<number, GaussianHmm>();
  let last: InForce | undefined;
  for (const { row, end } of refitBlocks(input)) {
    const fit = bestFit(returns.subarray(1, row + 1), input, starts);
    const about = { model: 'hmm', row, knownThrough: time[row]! };
    if (!fit.fitted) {
      fits.push({ ...about, unfitted: fit.reason, text: fit.reason });
      last = undefined;
      continue;
    }
    fits.push({ ...about, text: describe(fit.model, periodsPerYear) });
    const states = fit.model.initial.length;
    const filtered = filterHmm(fit.model, matrix(end - 1, 1, returns.subarray(1, end))).probabilities.data;
    for (let t = row; t < end; t++) {
      const shares = filtered.subarray((t - 1) * states, t * states);
      const named = stateLabels(fit, row, t, input);
      labels[t] = mostProbable(pooled(shares, named.certain));
      probabilities[t] = pooled(shares, named.doubted);
      last = { fit, filtered: shares, names: named.names };
    }
  }
  return {
    labels,
    probabilities,
    fits,
    volatilityForecast: last ? forecast(last, periodsPerYear) : null,
    persistence: (label) => (last ? impliedPersistence(last, label) : {}),
  };
}

/** The fit of 1 … `hmm.states` states with the least BIC; later fits also start from the one before. */
function bestFit(
  seen: Float64Array,
  { config: { hmm }, seed }: ModelInput,
  starts: Map<number, GaussianHmm>,
): HmmFit | Unfitted {
  let best: HmmFit | undefined;
  let least = Infinity;
  for (let states = 1; states <= hmm.states; states++) {
    const start = starts.get(states);
    const restarts = start === undefined && states > 1 ? hmm.restarts : 1;
    const fit = fitHmm(matrix(seen.length, 1, seen), {
      states,
      seed,
      restarts,
      ...(start === undefined ? {} : { start }),
    });
    if (!fit.fitted) return fit;
    starts.set(states, fit.model);
    const criterion = (states * states + 2 * states - 1) * log(seen.length) - 2 * fit.logLikelihood;
    if (criterion < least) [least, best] = [criterion, fit];
  }
  return best!;
}

/** Σ share × row. */
function pooled(shares: Float64Array, rows: readonly LabelProbabilities[]): LabelProbabilities {
  const out = new Float64Array(regimeLabels.length);
  rows.forEach((row, j) => row.forEach((p, i) => (out[i]! += shares[j]! * p)));
  return out;
}

/** The label of each state at row `t`: by name, as certain, and in doubt as far as its moments are (fitted on `n` returns). */
function stateLabels(
  { model: { means, covariances }, occupancy }: HmmFit,
  n: number,
  t: number,
  { close, returns, periodsPerYear, config }: ModelInput,
): { names: RegimeLabel[]; certain: LabelProbabilities[]; doubted: LabelProbabilities[] } {
  const { drawdown } = measureAt(t, close, returns, config.window, config.highBars, periodsPerYear);
  const moments = Array.from(means.data, (mean, j) => ({
    volatility: Math.sqrt(covariances.data[j]! * periodsPerYear),
    trend: mean * periodsPerYear,
    trendT: null,
    drawdown,
  }));
  const names = moments.map((each) => ruleLabel(each, config));
  return {
    names,
    certain: names.map((name) => Float64Array.from(regimeLabels, (label) => (label === name ? 1 : 0))),
    doubted: moments.map((each, j) =>
      labelProbabilities(each, sampleErrors(each.volatility, periodsPerYear, Math.max(2, n * occupancy[j]!)), config),
    ),
  };
}

/** Distribution over the states at the next bar. */
function ahead({ transition }: GaussianHmm, filtered: Float64Array): Float64Array {
  const k = filtered.length;
  const next = new Float64Array(k);
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) next[j]! += filtered[i]! * transition.data[i * k + j]!;
  return next;
}

/** Annual volatility of the next return, a mixture over the states. */
function forecast({ fit: { model }, filtered }: InForce, periodsPerYear: number): number {
  const next = ahead(model, filtered);
  let mean = 0;
  let squares = 0;
  next.forEach((p, j) => {
    mean += p * model.means.data[j]!;
    squares += p * (model.covariances.data[j]! + square(model.means.data[j]!));
  });
  return Math.sqrt((squares - mean * mean) * periodsPerYear);
}

/** Transitions between labels: those between states, each label's states weighted by their stationary probability. */
function impliedPersistence({ fit: { model }, filtered, names }: InForce, label: RegimeLabel): Partial<Persistence> {
  const k = names.length;
  const stationary = stationaryDistribution(model.transition);
  const rows = regimeLabels.map((from) => {
    const states = names.flatMap((name, i) => (name === from ? [i] : []));
    const weight = states.reduce((sum, i) => sum + stationary[i]!, 0);
    if (!(weight > 0)) return null;
    return regimeLabels.map((to) =>
      states.reduce((sum, i) => {
        const move = names.reduce((a, name, j) => (name === to ? a + model.transition.data[i * k + j]! : a), 0);
        return sum + (stationary[i]! / weight) * Math.min(1, move);
      }, 0),
    );
  });
  const next = ahead(model, filtered);
  const stays = names.reduce((sum, name, j) => (name === label ? sum + next[j]! : sum), 0);
  const own = rows[regimeLabels.indexOf(label)];
  const stay = own?.[regimeLabels.indexOf(label)];
  return {
    transitions: {
      labels: [...regimeLabels],
      matrix: rows.map((row) => row && row.map((p) => Math.min(1, Math.max(0, p)))),
      source: 'model',
    },
    expectedDuration: stay !== undefined && stay < 1 ? 1 / (1 - stay) : null,
    changeProbability: Math.min(1, Math.max(0, 1 - stays)),
  };
}

function describe(model: GaussianHmm, periodsPerYear: number): string {
  const durations = expectedDurations(model.transition);
  const percent = (x: number): string => `${x > 0 ? '+' : ''}${(100 * x).toFixed(0)} %`;
  return Array.from(model.means.data, (mean, j) => {
    const volatility = Math.sqrt(model.covariances.data[j]! * periodsPerYear);
    return `volatility ${(100 * volatility).toFixed(0)} % trend ${percent(mean * periodsPerYear)} for ${durations[j]!.toFixed(0)} bars`;
  }).join('; ');
}
