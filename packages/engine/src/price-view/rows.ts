import type { Bars } from '@bot-v2/sdk';

/** The first `count` rows as copies, with the actions and findings known by then. */
export function rows(bars: Bars, count: number): Bars {
  const last = count === 0 ? -Infinity : bars.time[count - 1]!;
  return {
    ...bars,
    length: count,
    time: bars.time.slice(0, count),
    open: bars.open.slice(0, count),
    high: bars.high.slice(0, count),
    low: bars.low.slice(0, count),
    close: bars.close.slice(0, count),
    volume: bars.volume.slice(0, count),
    actions: bars.actions.filter((action) => action.exDate <= last),
    quality: { ...bars.quality, findings: bars.quality.findings.filter((finding) => finding.to <= last) },
  };
}
