import type { Analysis } from '@bot-v2/sdk';
import type { RecentChart } from './recent-charts.js';

/** Largest contribution of all chart patterns together. */
export const chartWeight = 0.05;

/** Detections that are right less often than this count for next to nothing, and say so. */
const poor = 0.35;

/**
 * What the confirmed chart patterns say, each a reason of its own: weight × measured precision × what is left of its time,
 * which runs out evenly over the bars that are listed; for or against by its direction. The precision says how sure it is
 * that the shape is there, so a pattern that is found nearly everywhere says next to nothing. All together stay within the
 * weight.
 * @param time of the bars, epoch ms UTC
 * @param bars chart patterns confirmed on one of the last so many bars are listed
 */
export function chartReasons(charts: readonly RecentChart[], time: Float64Array, bars: number): Analysis['reasons'] {
  const strengths = charts.map(({ direction, confidence, at }) => {
    const age = time.length - 1 - time.lastIndexOf(at);
    return (direction === 'bullish' ? 1 : -1) * confidence * Math.max(0, 1 - age / bars);
  });
  const total = Math.abs(strengths.reduce((sum, strength) => sum + strength, 0));
  const scale = chartWeight / Math.max(1, total);
  return charts.flatMap(({ name, direction, confidence }, k) => {
    const contribution = strengths[k]! * scale;
    const sure = `${(100 * confidence).toFixed(0)} % of such detections are right`;
    const text = `${direction} ${name.replaceAll('_', ' ')}: ${sure}${confidence < poor ? ', which says next to nothing' : ''}`;
    return contribution === 0 ? [] : [{ name: `chart_${name}`, contribution, text }];
  });
}
