import { moneyUnits } from '../costs/index.js';
import type { Loop } from './loop.js';
import { keepsTo } from './quiet-band.js';
import type { QuietBand } from './quiet-band.js';

/**
 * Walks bars of a loop's only leg for as long as nothing happens: what rests in the market is not reached and no action
 * is due, the strategy asks for nothing new and equity stays positive. What a tick does otherwise is then constant but
 * for the close, and is done without a call or an allocation; every bar is decided, recorded and audited as in a tick.
 * @param first the row after the last one that was closed
 * @param stop rows from here on are not walked; no action is due before it
 * @param band what a bar has to keep to for the market to do nothing; a row that does not is not walked
 * @returns the first row not walked. Its decision (at the row before) is open, or has been made when `intents` holds
 * what came of it
 */
export function walkQuietBars(loop: Loop, first: number, stop: number, band: QuietBand): number {
  const { books, ledger, frames } = loop;
  const desk = loop.desks[0]!;
  const { runtime } = desk;
  const { out, account: view, firstRow } = runtime;
  const bars = frames[0]!;
  const { close, time } = bars;
  const { auditor, exposure } = books;
  const cash = ledger.cashUnits / moneyUnits;
  const quantity = ledger.quantity[0]!;
  const size = Math.abs(quantity);
  const flow = ledger.flowUnits[0]! / moneyUnits;
  const audited = auditor !== null && auditor.agrees();
  const auditedCash = auditor === null ? cash : auditor.cashNow;
  const auditedQuantity = auditor === null ? quantity : auditor.quantityOf(0);
  const auditedSize = Math.abs(auditedCash) + 1;
  const entryPrice = ledger.adjustedEntry[0]!;
  const heldBefore = quantity === 0 ? 0 : books.trips[0]!.barsHeld(first) - first;
  books.reserve(stop - first);
  const times = books.time.data;
  const equities = books.equity.data;
  const profits = books.profit[0]!.data;
  const offset = books.equity.length - first;

  let equity = loop.lastEquity;
  let price = ledger.mark[0]!;
  let exposed = exposure.exposure;
  let committed = first;
  let decided = loop.fresh[0] !== 1;

  view.cash = cash;
  view.quantity = quantity;
  view.openOrders = loop.working.ofLeg(0).length;
  view.barsHeld = 0;
  view.entryPrice = NaN;
  out.nextId = loop.nextId;
  let row = first;
  for (; row < stop; row++) {
    const at = row - 1;
    if (!decided && at >= firstRow) {
      view.equity = equity;
      if (quantity !== 0) {
        runtime.locate(at);
        view.barsHeld = heldBefore + at;
        view.entryPrice = entryPrice * runtime.scaleAt(at);
      }
      runtime.run(at);
      if (out.entries.length > 0 || out.targeted) {
        if (out.entries.length > 0 || !desk.keeps(out.signal, out.options, quantity, price, equity)) {
          commit(loop, committed, row, equity, exposed);
          committed = row;
          loop.readOutbox(0, at, desk);
          if (loop.intents.length > 0) {
            decided = true;
            break;
          }
        } else out.clear();
      }
    }
    if (!keepsTo(band, row, bars)) {
      decided = true;
      break;
    }
    const next = close[row]!;
    const value = quantity * next;
    const worth = cash + value;
    if (!(worth > 0)) {
      decided = true;
      break;
    }
    if (auditor !== null) {
      const again = auditedCash + auditedQuantity * next;
      if (!audited || !(Math.abs(again - worth) <= 1e-9 * (Math.abs(again) + auditedSize))) {
        decided = true;
        break;
      }
    }
    decided = false;
    price = next;
    equity = worth;
    times[row + offset] = time[row]!;
    equities[row + offset] = worth;
    profits[row + offset] = flow + value;
    if (quantity !== 0) {
      exposed += (size * next) / worth;
    }
  }
  commit(loop, committed, row, equity, exposed);
  loop.fresh[0] = decided ? 0 : 1;
  return row;
}

/** Writes into the books what was kept in variables: rows `from … to − 1` are closed, the last of them with `equity`. */
function commit(loop: Loop, from: number, to: number, equity: number, exposed: number): void {
  if (to === from) return;
  const { books, ledger, frames } = loop;
  const { close, time } = frames[0]!;
  books.recordBars(to - from);
  books.exposure.record(to - from, ledger.quantity[0] === 0 ? 0 : to - from, exposed);
  ledger.mark[0] = close[to - 1]!;
  loop.atClose(to - 1, time[to - 1]!, equity);
}
