import type { Bars, Interval } from '@bot-v2/sdk';

/** Deterministic prices, different at every row. */
const priceAt = (row: number) => 100 + 10 * Math.sin(row / 7) + (row % 13) / 10;

/** A hand-made frame with a row at each of the times. */
export function frameAt(times: readonly number[], interval: Interval, more: Partial<Bars> = {}): Bars {
  const column = (value: (row: number) => number) => Float64Array.from(times, (_, row) => value(row));
  return {
    symbol: 'X',
    interval,
    length: times.length,
    time: Float64Array.from(times),
    open: column(priceAt),
    high: column((row) => Math.max(priceAt(row), priceAt(row + 1)) + 0.5),
    low: column((row) => Math.min(priceAt(row), priceAt(row + 1)) - 0.5),
    close: column((row) => priceAt(row + 1)),
    volume: column((row) => 100 + (row % 17)),
    basis: 'raw',
    actions: [],
    provenance: { kind: 'synthetic', provider: 'test', source: 'made up', contentHash: '' },
    quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: true, findings: [] },
    ...more,
  };
}
