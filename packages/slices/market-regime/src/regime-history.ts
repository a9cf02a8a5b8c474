import { BotError } from '@bot-v2/sdk';
import type { Bars, RegimeLabel } from '@bot-v2/sdk';
import { confirmLabels } from './confirm-labels.js';
import type { LabelProbabilities } from './label-probabilities.js';
import { logReturns, priceCloses } from './measure.js';
import type { ModelFit, ModelSeries, RegimeModel } from './models/regime-model.js';
import type { RegimeConfig } from './regime-config.schema.js';
import { tooShort } from './regime-series.js';

/** The regimes of a frame as they were known at each bar's close. Columns are by row, null or −1 where there is none. */
export interface RegimeHistory {
  /** Labels in force, confirmed as by the rules. */
  readonly labels: readonly (RegimeLabel | null)[];
  /** Row since which the label is in force. */
  readonly since: Int32Array;
  /** Most probable label of the row alone. */
  readonly unconfirmed: readonly (RegimeLabel | null)[];
  /** Probabilities in the order of `regimeLabels`, from bars up to the row. */
  readonly probabilities: readonly (LabelProbabilities | null)[];
  /** Every fit, with the time through which it knew the data. */
  readonly fits: readonly ModelFit[];
}

/** A fitted model's history and what it says at the last row. */
export interface ModelledHistory extends RegimeHistory {
  readonly series: ModelSeries;
}

const loaders = {
  rules: async () => (await import('./models/rules.model.js')).rulesModel,
  hmm: async () => (await import('./models/hmm.model.js')).hmmModel,
  garch: async () => (await import('./models/garch.model.js')).garchModel,
  change_point: async () => (await import('./models/change-point.model.js')).changePointModel,
  ensemble: async () => (await import('./models/ensemble.model.js')).ensembleModel,
} satisfies Record<RegimeConfig['model'], () => Promise<RegimeModel>>;

/** Bars a frame needs for a first label. */
export function fewestBars({ model, window, refit }: RegimeConfig): number {
  return 1 + (model === 'rules' ? window : Math.max(window, refit.first));
}

/**
 * The regimes of a frame by the configured model, causal at every bar: parameters come from expanding refits (every 63
 * bars, first after 252 returns by default), states are filtered, and nothing at row t depends on a later row. Only the
 * chosen model's code is loaded.
 * @throws BOT_DATA_HISTORY_SHORT when there are too few bars for a first label
 */
export async function regimeHistory(bars: Bars, config: RegimeConfig, seed: number | string): Promise<ModelledHistory> {
  const needBars = fewestBars(config);
  if (bars.length < needBars) throw tooShort(bars, needBars);
  const close = priceCloses(bars);
  const model = await loaders[config.model]();
  const { time, quality } = bars;
  const series = model({
    time,
    close,
    returns: logReturns(close),
    periodsPerYear: quality.periodsPerYear,
    config,
    seed,
  });
  const { labels: unconfirmed, probabilities, fits } = series;
  return { ...confirmLabels(unconfirmed, config.confirmBars), unconfirmed, probabilities, fits, series };
}

/** The refusal of a history whose last fit was not possible. */
export function degenerate(bars: Bars, model: string, fits: readonly ModelFit[]): BotError {
  const last = fits.filter((fit) => fit.unfitted !== undefined).at(-1);
  return new BotError(
    'BOT_DATA_DEGENERATE',
    `${bars.symbol}: the ${last?.model ?? model} model could not be fitted: the returns do not vary`,
    {
      details: { symbol: bars.symbol, model, reason: last?.unfitted ?? 'constant' },
      hint: 'Check the prices for a stale feed, or use the rules: --set market_regime.model=rules.',
    },
  );
}
