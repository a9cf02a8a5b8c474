/** A daily frame from columns, for functions that take bars; marked as what it is. */
export function barsOf(symbol, { time, open, high, low, close, volume }, actions = []) {
  const length = close.length;
  return {
    symbol,
    interval: '1d',
    length,
    time: time ?? Float64Array.from({ length }, (_, i) => i * 86_400_000),
    open: open ?? close,
    high: high ?? close,
    low: low ?? close,
    close,
    volume: volume ?? new Float64Array(length).fill(1),
    basis: 'raw',
    actions,
    provenance: { kind: 'synthetic', provider: 'tests', source: 'reference case', contentHash: '' },
    quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: true, findings: [] },
  };
}
