import { square } from '@bot-v2/quant/elementary';
import { changePoints, createChangePointDetector } from '@bot-v2/quant/regimes';
import type { RegimeLabel } from '@bot-v2/sdk';
import { labelProbabilities, sampleErrors } from '../label-probabilities.js';
import type { LabelProbabilities } from '../label-probabilities.js';
import { measureAt } from '../measure.js';
import { ruleLabel } from '../rules.js';
import { refitBlocks } from './refit-schedule.js';
import type { ModelFit, ModelInput, ModelSeries } from './regime-model.js';

/** Bars before a fit from which the detector starts again with the new prior: no segment is longer. */
const MEMORY = 504;
/** Fewest returns a segment is measured over. */
const LEAST = 20;
/** A variance below this share of a squared unit return is rounding. */
const NO_VARIATION = 1e-24;

/**
 * Change points: the rules, measured over the present segment instead of a fixed window. Each fit cuts the returns so
 * far (PELT) to learn how often segments end; an online detector with that hazard then says, bar by bar, how long the
 * present segment has most probably lasted.
 */
export function changePointModel(input: ModelInput): ModelSeries {
  const { close, returns, time, periodsPerYear, config } = input;
  const rows = close.length;
  const labels = new Array<RegimeLabel | null>(rows).fill(null);
  const probabilities = new Array<LabelProbabilities | null>(rows).fill(null);
  const fits: ModelFit[] = [];
  let changeProbability: number | undefined;
  for (const { row, end } of refitBlocks(input)) {
    const seen = returns.subarray(1, row + 1);
    const { mean, variance } = momentsOf(seen);
    const about = { model: 'change_point', row, knownThrough: time[row]! };
    if (!(variance > NO_VARIATION)) {
      fits.push({ ...about, unfitted: 'constant', text: 'constant' });
      changeProbability = undefined;
      continue;
    }
    const changes = changePoints(seen).length;
    // One segment more than changes: a series without any still has one of its length.
    const hazard = (changes + 1) / seen.length;
    fits.push({
      ...about,
      text: `${changes} changes in ${seen.length} bars, ${(1 / hazard).toFixed(0)} bars between two`,
    });
    const detector = createChangePointDetector({ hazard, mean, variance });
    for (let t = Math.max(1, row - MEMORY + 1); t < end; t++) {
      const run = detector.next(returns[t]!);
      if (t < row) continue;
      const n = Math.min(Math.max(run.mode, LEAST), t);
      const measured = measureAt(t, close, returns, n, config.highBars, periodsPerYear);
      labels[t] = ruleLabel(measured, config);
      probabilities[t] = labelProbabilities(measured, sampleErrors(measured.volatility, periodsPerYear, n), config);
      if (t === rows - 1) changeProbability = 1 - (1 - hazard) * (1 - run.within(config.confirmBars));
    }
  }
  return {
    labels,
    probabilities,
    fits,
    volatilityForecast: null,
    persistence: () => (changeProbability === undefined ? {} : { changeProbability }),
  };
}

function momentsOf(x: Float64Array): { mean: number; variance: number } {
  let mean = 0;
  for (const value of x) mean += value / x.length;
  let variance = 0;
  for (const value of x) variance += square(value - mean) / x.length;
  return { mean, variance };
}
