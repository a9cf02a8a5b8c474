import type { Bars } from '@bot-v2/sdk';
import { actionFactors, asOfView, forwardAdjusted, rows } from '../price-view/index.js';
import type { FuturePath } from './future-path.js';

/** The prices a strategy sees at row `t` of a frame: through the whole frame, or as of the row. Not to be changed. */
export function viewFor(bars: Bars, scaleFree: boolean, t: number): Bars {
  const forward = scaleFree || bars.basis !== 'raw' || actionFactors(bars, true).length === 0;
  return forward ? forwardAdjusted(bars).bars : asOfView(bars, t);
}

/** Rows `0 … t` of a view as copies, with nothing that was known later. */
export function truncated(view: Bars, t: number): Bars {
  return rows(view, t + 1);
}

/** The view up to row `t` as copies, with another future after it, `length` rows in all, and no later action or finding. */
export function withAnotherFuture(view: Bars, t: number, path: FuturePath, time: Float64Array, length: number): Bars {
  const last = time[t]!;
  const begun = (column: Float64Array) => {
    const copy = new Float64Array(length);
    copy.set(column.subarray(0, t + 1));
    return copy;
  };
  const frame: Bars = {
    ...view,
    length,
    time: time.slice(0, length),
    open: begun(view.open),
    high: begun(view.high),
    low: begun(view.low),
    close: begun(view.close),
    volume: begun(view.volume),
    actions: view.actions.filter((action) => action.exDate <= last),
    quality: { ...view.quality, findings: view.quality.findings.filter((finding) => finding.to <= last) },
  };
  path.write(frame, t + 1, length);
  return frame;
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
  return {
    ...frame,
    actions: frame.actions.map((a) => (a.type === 'dividend' ? { ...a, amount: a.amount * factor } : a)),
  };
}
