import { square } from '@bot-v2/quant/elementary';
import { fitGarch } from '@bot-v2/quant/regimes';
import type { GarchParameters } from '@bot-v2/quant/regimes';
import type { RegimeLabel } from '@bot-v2/sdk';
import { labelProbabilities, sampleErrors } from '../label-probabilities.js';
import type { LabelProbabilities } from '../label-probabilities.js';
import { measureAt } from '../measure.js';
import { ruleLabel } from '../rules.js';
import { refitBlocks } from './refit-schedule.js';
import type { ModelFit, ModelInput, ModelSeries } from './regime-model.js';

/**
 * GARCH(1,1): the rules, with the volatility forecast for the next bar in place of the one measured over the window.
 * Between two fits the variance is carried on from the last fitted one, so that no row depends on a later return. The
 * forecast errs as the parameters do; where their error is not to be had, as the measured volatility does.
 */
export function garchModel(input: ModelInput): ModelSeries {
  const { close, returns, time, periodsPerYear, config } = input;
  const { window, highBars } = config;
  const rows = close.length;
  const labels = new Array<RegimeLabel | null>(rows).fill(null);
  const probabilities = new Array<LabelProbabilities | null>(rows).fill(null);
  const fits: ModelFit[] = [];
  let parameters: GarchParameters | undefined;
  let volatilityForecast: number | null = null;
  for (const { row, end } of refitBlocks(input)) {
    const fit = fitGarch(returns.subarray(1, row + 1), parameters === undefined ? {} : { start: parameters });
    const about = { model: 'garch', row, knownThrough: time[row]! };
    if (!fit.fitted) {
      fits.push({ ...about, unfitted: fit.reason, text: fit.reason });
      volatilityForecast = null;
      continue;
    }
    parameters = fit.parameters;
    const { mu, omega, alpha, beta } = parameters;
    fits.push({
      ...about,
      text: `alpha ${alpha.toFixed(3)}, beta ${beta.toFixed(3)}${fit.unconditionalVariance === null ? ', shocks never die out' : ''}`,
    });
    const relativeError = fit.nextVarianceError === null ? null : fit.nextVarianceError / (2 * fit.nextVariance);
    let variance = fit.nextVariance;
    for (let t = row; t < end; t++) {
      if (t > row) variance = omega + alpha * square(returns[t]! - mu) + beta * variance;
      const measured = measureAt(t, close, returns, window, highBars, periodsPerYear);
      const volatility = Math.sqrt(variance * periodsPerYear);
      const seen = { ...measured, volatility };
      const sample = sampleErrors(measured.volatility, periodsPerYear, window);
      const errors = relativeError === null ? sample : { ...sample, volatility: relativeError * volatility };
      labels[t] = ruleLabel(seen, config);
      probabilities[t] = labelProbabilities(seen, errors, config);
      volatilityForecast = volatility;
    }
  }
  return { labels, probabilities, fits, volatilityForecast };
}
