import type { Bars, Columns } from '@bot-v2/sdk';
import { actionFactors, asOfView, forwardAdjusted, rows } from '../price-view/index.js';
import type { FuturePath } from './future-path.js';

/** The prices a strategy sees at row `t` of a frame: through the whole frame, or as of the row. Not to be changed. */
export function viewFor(bars: Bars, scaleFree: boolean, t: number): Bars {
  const forward = scaleFree || bars.basis !== 'raw' || actionFactors(bars, true).length === 0;
  return forward ? forwardAdjusted(bars).bars : asOfView(bars, t);
}

/** An altered frame has an identity of its own: what a strategy keeps by content hash is not that of the real one. */
function named(frame: Bars, name: string): Bars {
  const { provenance } = frame;
  return { ...frame, provenance: { ...provenance, contentHash: `${provenance.contentHash} ${name}` } };
}

/** Rows `0 … t` of a view as copies, with nothing that was known later. */
export function truncated(view: Bars, t: number): Bars {
  return named(rows(view, t + 1), `through row ${t}`);
}

/**
 * The view up to row `t` as copies, with another future after it, `length` rows in all, and no later action or finding.
 * Where it is longer than `time`, it goes on at the last distance.
 */
export function withAnotherFuture(
  view: Bars,
  t: number,
  { path, name }: { readonly path: FuturePath; readonly name: string },
  time: Float64Array,
  length: number,
): Bars {
  const last = time[t]!;
  const begun = (column: Float64Array) => {
    const copy = new Float64Array(length);
    copy.set(column.subarray(0, t + 1));
    return copy;
  };
  const frame: Bars = {
    ...view,
    length,
    time: prolonged(time, length),
    open: begun(view.open),
    high: begun(view.high),
    low: begun(view.low),
    close: begun(view.close),
    volume: begun(view.volume),
    actions: view.actions.filter((action) => action.exDate <= last),
    quality: { ...view.quality, findings: view.quality.findings.filter((finding) => finding.to <= last) },
  };
  path.write(frame, t + 1, length);
  return named(frame, `${name} after row ${t}, ${length} rows`);
}

function prolonged(time: Float64Array, length: number): Float64Array {
  const { length: n } = time;
  if (length <= n) return time.slice(0, length);
  const column = new Float64Array(length);
  column.set(time);
  const step = n > 1 ? time[n - 1]! - time[n - 2]! : 86_400_000;
  for (let i = n; i < length; i++) column[i] = column[i - 1]! + step;
  return column;
}

/** Columns from elsewhere as they were known at row `t`: later rows, `length` in all, repeat its value. */
export function inputsKnownAt(inputs: Columns | undefined, t: number, length: number): Columns | undefined {
  if (inputs === undefined) return undefined;
  const known = (column: Float64Array) => {
    const copy = new Float64Array(length).fill(column[t]!);
    copy.set(column.subarray(0, Math.min(t + 1, length)));
    return copy;
  };
  return Object.fromEntries(Object.entries(inputs).map(([name, column]) => [name, known(column)]));
}

/** Rows `0 … t` of a view as copies, all prices and dividends multiplied by `factor`. */
export function withScaledPrices(view: Bars, t: number, factor: number): Bars {
  const frame = rows(view, t + 1);
  const { open, high, low, close } = frame;
  for (let i = 0; i <= t; i++) {
    open[i] = open[i]! * factor;
    high[i] = high[i]! * factor;
    low[i] = low[i]! * factor;
    close[i] = close[i]! * factor;
  }
  const scaled = {
    ...frame,
    actions: frame.actions.map((a) => (a.type === 'dividend' ? { ...a, amount: a.amount * factor } : a)),
  };
  return named(scaled, `times ${factor} through row ${t}`);
}
