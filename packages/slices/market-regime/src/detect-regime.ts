import { dayText, regimeLabels } from '@bot-v2/sdk';
import type { Bars, Regime, RegimeLabel } from '@bot-v2/sdk';
import { pendingRows } from './confirm-labels.js';
import { labelProbabilities, probabilityOf, sampleErrors } from './label-probabilities.js';
import type { LabelProbabilities } from './label-probabilities.js';
import { logReturns, measureAt, priceCloses } from './measure.js';
import type { Measures } from './measure.js';
import { regimeConfigSchema } from './regime-config.schema.js';
import type { RegimeConfig } from './regime-config.schema.js';
import { degenerate, regimeHistory } from './regime-history.js';
import { regimeSeries } from './regime-series.js';
import { isWeak, volatilityBand } from './rules.js';
import { countedPersistence } from './transitions.js';
import type { Persistence } from './transitions.js';

const percent = (x: number): string => `${x > 0 ? '+' : ''}${(100 * x).toFixed(1)} %`;

/** What a model found at the last bar of a history. */
interface Finding {
  readonly labels: readonly (RegimeLabel | null)[];
  readonly unconfirmed: readonly (RegimeLabel | null)[];
  readonly since: Int32Array;
  readonly probabilities: LabelProbabilities;
  readonly persistence: Persistence;
  readonly volatilityForecast: number | null;
  readonly fittedThrough: number | null;
  /** Reasons of the model beyond what is measured. */
  readonly reasons: readonly string[];
}

/**
 * The market regime at the last bar of a history, by the rule model: volatility and trend of the last `window` log
 * returns against thresholds, drawdown from the highest close of `highBars` bars, a change of label confirmed by
 * `confirmBars` consecutive bars. Measured on prices without splits and without dividends paid.
 * Volatility, trend and drawdown are those of the last bar, also while a new label waits for confirmation.
 * @throws BOT_DATA_HISTORY_SHORT below window + 1 bars
 * @throws RangeError when the configuration names another model: that is {@link detectRegime}
 */
export function detectRegimeOf(history: Bars, config: RegimeConfig = regimeConfigSchema.parse({})): Regime {
  if (config.model !== 'rules') throw new RangeError(`detectRegimeOf is the rule model, not ${config.model}`);
  const { last, ...series } = regimeSeries(history, config);
  const errors = sampleErrors(last.volatility, history.quality.periodsPerYear, config.window);
  return regimeOf(history, config, last, {
    ...series,
    probabilities: labelProbabilities(last, errors, config),
    persistence: countedPersistence(series.labels),
    volatilityForecast: null,
    fittedThrough: null,
    reasons: [],
  });
}

/**
 * The market regime at the last bar of a history by the configured model. Every model measures and reports volatility,
 * trend and drawdown alike; they differ in what they make of them.
 * @param seed of the hidden Markov model's starts
 * @throws BOT_DATA_HISTORY_SHORT when there are too few bars for a first label
 * @throws BOT_DATA_DEGENERATE when the model in force at the last bar could not be fitted
 */
export async function detectRegime(history: Bars, config: RegimeConfig, seed: number | string): Promise<Regime> {
  if (config.model === 'rules') return detectRegimeOf(history, config);
  const { series, fits, ...found } = await regimeHistory(history, config, seed);
  const row = history.length - 1;
  const label = found.labels[row];
  const probabilities = found.probabilities[row];
  if (!label || !probabilities) throw degenerate(history, config.model, fits);
  const close = priceCloses(history);
  const { periodsPerYear } = history.quality;
  const measured = measureAt(row, close, logReturns(close), config.window, config.highBars, periodsPerYear);
  const lastFits = fits.filter((fit) => fit.row === fits.at(-1)!.row);
  return regimeOf(history, config, measured, {
    ...found,
    probabilities,
    persistence: { ...countedPersistence(found.labels), ...series.persistence?.(label) },
    volatilityForecast: series.volatilityForecast,
    fittedThrough: fits.at(-1)!.knownThrough,
    reasons: [
      ...lastFits.map((fit) => `${fit.model}, fitted through ${dayText(fit.knownThrough)}: ${fit.text}`),
      ...(series.volatilityForecast === null
        ? []
        : [`next bar's volatility ${(100 * series.volatilityForecast).toFixed(1)} % a year`]),
    ],
  });
}

function regimeOf(history: Bars, config: RegimeConfig, measured: Measures, finding: Finding): Regime {
  const row = history.length - 1;
  const at = history.time[row]!;
  const label = finding.labels[row]!;
  const { volatility, trend, trendT, drawdown } = measured;
  const since = history.time[finding.since[row]!]!;
  const band = volatilityBand(volatility, config);
  const weak = isWeak(measured, config);
  const pending = pendingRows(finding.unconfirmed, label);
  const t = trendT === null ? 'returns do not vary' : `t ${trendT.toFixed(2)}`;
  const { probabilities, persistence, volatilityForecast, fittedThrough } = finding;
  const reasons = [
    `volatility ${(100 * volatility).toFixed(1)} % a year over ${config.window} bars: ${band}, ${volatility < config.quietBelow ? 'below' : 'not below'} ${100 * config.quietBelow} %`,
    `trend ${percent(trend)} a year, ${t}${weak ? ': weak' : ''}`,
    `${percent(drawdown)} from the highest close of ${config.highBars} bars`,
    ...finding.reasons,
    `${label} since ${dayText(since)}`,
  ];
  if (pending > 0) {
    reasons.push(
      `the last ${pending === 1 ? 'bar says' : `${pending} bars say`} ${finding.unconfirmed[row]}; ${config.confirmBars} in a row change the label`,
    );
  }
  return {
    symbol: history.symbol,
    at,
    label,
    weak,
    confidence: Math.min(1, probabilityOf(label, probabilities)),
    volatility,
    volatilityBand: band,
    trend,
    trendT,
    drawdown,
    since,
    model: config.model,
    knownThrough: at,
    reasons,
    probabilities: Object.fromEntries(regimeLabels.map((each, i) => [each, Math.min(1, probabilities[i]!)])) as Record<
      RegimeLabel,
      number
    >,
    volatilityForecast,
    ...persistence,
    fittedThrough,
  };
}
