import type { Analysis, Bars } from '@bot-v2/sdk';
import { chartPatterns } from './chart-patterns.js';
import { MEASURED } from './measured-confidence.js';

/** A chart pattern as an analysis lists it. */
export type RecentChart = NonNullable<Analysis['charts']>[number];

/**
 * The chart patterns confirmed on one of the last `bars` bars, oldest first, with what is known of their detection from
 * labelled synthetic shapes ({@link MEASURED}): a confidence that the shape is there, no forecast. Which ones there are
 * depends on the whole frame up to the last bar, so that none changes when bars are added.
 */
export function recentCharts(view: Bars, side: number, bars: number): RecentChart[] {
  return chartPatterns(view, side)
    .filter(({ at }) => at >= view.length - bars)
    .map(({ name, direction, from, at, level }) => ({
      name,
      direction,
      from: view.time[from]!,
      at: view.time[at]!,
      level,
      confidence: MEASURED[name].precision,
      recall: MEASURED[name].recall,
    }));
}
