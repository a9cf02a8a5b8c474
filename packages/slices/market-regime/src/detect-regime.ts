import type { Bars, Regime, RegimeLabel } from '@bot-v2/sdk';
import { labelConfidence } from './confidence.js';
import { regimeConfigSchema } from './regime-config.schema.js';
import type { RegimeConfig } from './regime-config.schema.js';
import { regimeSeries } from './regime-series.js';
import type { RegimeSeries } from './regime-series.js';
import { isWeak, volatilityBand } from './rules.js';

const percent = (x: number): string => `${x > 0 ? '+' : ''}${(100 * x).toFixed(1)} %`;
const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** How many of the last bars agree on a label that is not in force yet; 0 when the last bar says what is in force. */
function pendingBars({ unconfirmed, labels }: RegimeSeries): number {
  const last = unconfirmed.length - 1;
  if (unconfirmed[last] === labels[last]) return 0;
  let count = 0;
  while (unconfirmed[last - count] === unconfirmed[last]) count++;
  return count;
}

/**
 * The market regime at the last bar of a history, by the rule model: volatility and trend of the last `window` log
 * returns against thresholds, drawdown from the highest close of `highBars` bars, a change of label confirmed by
 * `confirmBars` consecutive bars. Measured on prices without splits and without dividends paid.
 * Volatility, trend and drawdown are those of the last bar, also while a new label waits for confirmation.
 * @throws BOT_DATA_HISTORY_SHORT below window + 1 bars
 */
export function detectRegimeOf(history: Bars, config: RegimeConfig = regimeConfigSchema.parse({})): Regime {
  const series = regimeSeries(history, config);
  const row = history.length - 1;
  const at = history.time[row]!;
  const label = series.labels[row] as RegimeLabel;
  const { volatility, trend, trendT, drawdown } = series.last;
  const since = history.time[series.since[row]!]!;
  const band = volatilityBand(volatility, config);
  const weak = isWeak(series.last, config);
  const pending = pendingBars(series);
  const t = trendT === null ? 'returns do not vary' : `t ${trendT.toFixed(2)}`;
  const reasons = [
    `volatility ${(100 * volatility).toFixed(1)} % a year over ${config.window} bars: ${band}, ${volatility < config.quietBelow ? 'below' : 'not below'} ${100 * config.quietBelow} %`,
    `trend ${percent(trend)} a year, ${t}${weak ? ': weak' : ''}`,
    `${percent(drawdown)} from the highest close of ${config.highBars} bars`,
    `${label} since ${day(since)}`,
  ];
  if (pending > 0) {
    reasons.push(
      `the last ${pending === 1 ? 'bar says' : `${pending} bars say`} ${series.unconfirmed[row]}; ${config.confirmBars} in a row change the label`,
    );
  }
  return {
    symbol: history.symbol,
    at,
    label,
    weak,
    confidence: labelConfidence(label, series.last, history.quality.periodsPerYear, config),
    volatility,
    volatilityBand: band,
    trend,
    trendT,
    drawdown,
    since,
    model: config.model,
    knownThrough: at,
    reasons,
  };
}
