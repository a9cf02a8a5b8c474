import { loadSample } from '@bot-v2/sample-data';
import { truncate } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';

const day = 86_400_000;

/** Daily bars through given closes: every open is the close before, high and low the extremes of both. */
export function barsThrough(closes: ArrayLike<number>, symbol = 'TEST'): Bars {
  const length = closes.length;
  const close = Float64Array.from(closes);
  const open = close.map((c, t) => (t === 0 ? c : close[t - 1]!));
  return {
    symbol,
    interval: '1d',
    length,
    time: Float64Array.from({ length }, (_, t) => t * day),
    open,
    high: close.map((c, t) => Math.max(c, open[t]!)),
    low: close.map((c, t) => Math.min(c, open[t]!)),
    close,
    volume: new Float64Array(length).fill(1e6),
    basis: 'as_given',
    actions: [],
    provenance: { kind: 'synthetic', provider: 'test', source: 'test', contentHash: '00' },
    quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: false, findings: [] },
  };
}

/** Bundled real bars of a symbol as a frame. */
export function sampleBars(symbol: string): Bars {
  const { info, sha256, tradable, currency, actions, ...columns } = loadSample(symbol);
  return {
    ...columns,
    actions: actions.map((action) =>
      action.type === 'split'
        ? action
        : { type: action.type, exDate: action.exDate, amount: action.amount, source: action.source },
    ),
    provenance: { kind: 'real', provider: 'sample', source: info.source.package, contentHash: sha256 },
    quality: { tradable, periodsPerYear: 252, currency, dividendsKnown: info.actionsComplete, findings: [] },
  };
}

/** The first `rows` of them. */
export function firstSampleBars(symbol: string, rows: number): Bars {
  return truncate(sampleBars(symbol), rows, (bars) => `first ${bars.length} of ${symbol}`);
}
