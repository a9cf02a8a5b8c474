import type { Bars, RegimeLabel, RegimeSeries } from '@bot-v2/sdk';
import type { RegimeConfig } from './regime-config.schema.js';
import { fewestBars, regimeHistory } from './regime-history.js';
import { regimeSeries } from './regime-series.js';

/**
 * The regime in force at the close of every bar of a frame, by the configured model: by rules bar by bar, by a fitted
 * model with the parameters of its expanding refits. Nothing at a bar rests on a later one, so the series of a longer
 * frame begins with that of a shorter one. A frame too short for a first label, and rows where a model could not be
 * fitted, have none: null.
 * @param seed of the hidden Markov model's starts
 */
export async function labelSeries(bars: Bars, config: RegimeConfig, seed: number | string): Promise<RegimeSeries> {
  const time = Array.from(bars.time);
  const labels = await labelsOf(bars, config, seed);
  return {
    symbol: bars.symbol,
    model: config.model,
    time,
    labels: [...labels],
    knownThrough: labels.map((label, t) => (label === null ? null : time[t]!)),
  };
}

async function labelsOf(
  bars: Bars,
  config: RegimeConfig,
  seed: number | string,
): Promise<readonly (RegimeLabel | null)[]> {
  if (bars.length < fewestBars(config)) return new Array<RegimeLabel | null>(bars.length).fill(null);
  if (config.model === 'rules') return regimeSeries(bars, config).labels;
  return (await regimeHistory(bars, config, seed)).labels;
}
