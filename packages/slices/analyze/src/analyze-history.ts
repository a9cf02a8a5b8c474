import { asOfView, checkFrame } from '@bot-v2/engine';
import { BotError } from '@bot-v2/sdk';
import type { Analysis, Bars } from '@bot-v2/sdk';
import { analyzeConfigSchema } from './analyze-config.schema.js';
import type { AnalyzeConfig } from './analyze-config.schema.js';
import { chartReasons } from './charts/chart-reasons.js';
import { recentCharts } from './charts/recent-charts.js';
import { priceLevels } from './levels/price-levels.js';
import { swingPivots } from './levels/swing-pivots.js';
import { recentPatterns } from './patterns/recent-patterns.js';
import { readingsOf } from './readings/index.js';
import { requestedReadings } from './readings/requested-readings.js';
import { scoreOf } from './score.js';

/**
 * Technical analysis of a history at its last bar: indicators, candlesticks, chart patterns, support and resistance, and a
 * score with its reasons. It reads the view as of that bar, adjusted for splits and dividends known by then and anchored there:
 * prices in the answer are on the scale of the last bar. Multiplying all prices by a constant changes nothing but them
 * (up to rounding, which in ADX and ±DI also decides between equal differences; they are listed, not scored).
 * @throws BOT_DATA_HISTORY_SHORT without a single bar; with few bars the indicators that still warm up are null
 * @throws BOT_CAP_INPUT, BOT_DATA_MALFORMED for a frame or a cell that cannot be: a NaN is no price
 */
export function analyzeHistory(history: Bars, config: AnalyzeConfig = analyzeConfigSchema.parse({})): Analysis {
  if (history.length === 0) {
    throw new BotError('BOT_DATA_HISTORY_SHORT', `${history.symbol}: there is no bar to analyse`, {
      details: { symbol: history.symbol, bars: 0, needBars: 1 },
      hint: 'Decide later (--decide-at), or load earlier bars.',
    });
  }
  checkFrame(history);
  const row = history.length - 1;
  const view = asOfView(history, row);
  const close = view.close[row]!;
  const readings = readingsOf(view);
  const patterns = recentPatterns(view, config.patternBars);
  const { pivotBars, lookback, clusterAtr, limit } = config.levels;
  const atr = readings['atr14'] ?? null;
  const levels =
    atr === null ? [] : priceLevels(swingPivots(view, pivotBars, lookback), close, clusterAtr * atr, limit);
  const charts = recentCharts(view, config.charts.pivotBars, config.charts.bars);
  const seen = chartReasons(charts, view.time, config.charts.bars);
  const { score, rating, reasons } = scoreOf({ close, readings, patterns, levels }, seen);
  return {
    symbol: history.symbol,
    at: history.time[row]!,
    score,
    rating,
    indicators: { ...readings },
    ...(config.indicators.length === 0 ? {} : { requested: requestedReadings(view, config.indicators) }),
    patterns,
    charts,
    levels,
    reasons,
  };
}
