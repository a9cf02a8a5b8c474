import type { BarColumn, Bars, Columns } from '@bot-v2/sdk';
import { lazyFrame } from '../loop/index.js';
import { actionFactors, asOfView, forwardAdjusted } from '../price-view/index.js';
import type { FuturePath } from './future-path.js';

/** The prices a strategy sees at row `t` of a frame: through the whole frame, or as of the row. Not to be changed. */
export function viewFor(bars: Bars, scaleFree: boolean, t: number): Bars {
  const forward = scaleFree || bars.basis !== 'raw' || actionFactors(bars, true).length === 0;
  return forward ? forwardAdjusted(bars).bars : asOfView(bars, t);
}

/**
 * A frame made of a view's rows up to time `last`, without the actions and findings that came later, with columns of its own.
 * It has an identity of its own, too: what a strategy keeps by content hash is not that of the real frame.
 */
function alteredFrame(
  view: Bars,
  last: number,
  length: number,
  name: string,
  make: (column: BarColumn) => Float64Array,
): Bars {
  const { actions, quality, provenance } = view;
  return lazyFrame(view, make, {
    length,
    actions: actions.filter((action) => action.exDate <= last),
    quality: { ...quality, findings: quality.findings.filter((finding) => finding.to <= last) },
    provenance: { ...provenance, contentHash: `${provenance.contentHash} ${name}` },
  });
}

/** Rows `0 … t` of a view as copies, with nothing that was known later. */
export function truncated(view: Bars, t: number): Bars {
  return alteredFrame(view, view.time[t]!, t + 1, `through row ${t}`, (column) => view[column].slice(0, t + 1));
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
  const write = path.after(view.close[t]!, t + 1, length);
  return alteredFrame(view, view.time[t]!, length, `${name} after row ${t}, ${length} rows`, (column) => {
    if (column === 'time') return prolonged(time, length);
    const copy = new Float64Array(length);
    copy.set(view[column].subarray(0, t + 1));
    write(column, copy);
    return copy;
  });
}

/**
 * A frame whose rows after `t` have been overwritten, as one that goes on so: its own columns, without what was known later.
 * @param last time of row `t`: the column of a frame that nobody has read stays unmade
 */
export function overwrittenAfter(frame: Bars, t: number, last: number): Bars {
  return alteredFrame(frame, last, frame.length, `overwritten after row ${t}`, (column) => frame[column]);
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
  const actions = view.actions.map((a) => (a.type === 'dividend' ? { ...a, amount: a.amount * factor } : a));
  return alteredFrame({ ...view, actions }, view.time[t]!, t + 1, `times ${factor} through row ${t}`, (column) => {
    const copy = view[column].slice(0, t + 1);
    if (column !== 'time' && column !== 'volume') for (let i = 0; i <= t; i++) copy[i] = copy[i]! * factor;
    return copy;
  });
}
