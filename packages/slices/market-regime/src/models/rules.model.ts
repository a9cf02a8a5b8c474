import type { RegimeLabel } from '@bot-v2/sdk';
import { labelProbabilities, sampleErrors } from '../label-probabilities.js';
import type { LabelProbabilities } from '../label-probabilities.js';
import { measureAt } from '../measure.js';
import { ruleLabel } from '../rules.js';
import type { ModelInput, ModelSeries } from './regime-model.js';

/** The rules with the probabilities of their labels at every row, as a member of the ensemble. */
export function rulesModel({ close, returns, periodsPerYear, config }: ModelInput): ModelSeries {
  const { window, highBars } = config;
  const labels = new Array<RegimeLabel | null>(close.length).fill(null);
  const probabilities = new Array<LabelProbabilities | null>(close.length).fill(null);
  for (let t = window; t < close.length; t++) {
    const measured = measureAt(t, close, returns, window, highBars, periodsPerYear);
    labels[t] = ruleLabel(measured, config);
    probabilities[t] = labelProbabilities(measured, sampleErrors(measured.volatility, periodsPerYear, window), config);
  }
  return { labels, probabilities, fits: [], volatilityForecast: null };
}
