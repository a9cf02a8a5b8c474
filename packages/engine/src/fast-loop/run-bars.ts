import { moneyUnits } from '../costs/index.js';
import type { LegDesk } from '../loop/index.js';
import type { FastLeg } from './fast-leg.js';
import type { PlainOutbox } from './plain-outbox.js';

/**
 * The loop itself: decide at the close before, fill, mark, for rows `first … end − 1`. What changes from bar to bar is kept in
 * variables; what is not executed in most runs is kept out of this function, because code that was never reached when V8
 * optimises a running loop throws the optimised code away.
 * @returns the first row not closed: `end`, or earlier when the outbox turned out foreign (before that row's open), or
 * equity was not positive or not confirmed (after its fills)
 */
export function runBars(
  leg: FastLeg,
  desk: LegDesk,
  box: PlainOutbox,
  first: number,
  end: number,
  action: number,
): number {
  const { loop, audited } = leg;
  const { ledger, books } = loop;
  const { runtime } = desk;
  const { account: view, firstRow, scale } = runtime;
  const { record } = leg.terms;
  const { cashInterest } = leg.terms.account;
  const { close, time } = leg.bars;
  const { mark } = ledger;
  const equities = books.equity.data;
  const offset = books.equity.length - first;
  let cash = ledger.cashUnits / moneyUnits;
  let quantity = ledger.quantity[0]!;
  let size = Math.abs(quantity);
  let entry = ledger.adjustedEntry[0]!;
  let drifted = audited && leg.drifted();
  let { equity, price, exposed, peak, worst, open } = leg;
  view.cash = cash;
  view.quantity = quantity;
  view.entryPrice = entry;
  let row = first;
  for (; row < end; row++) {
    if (open && row > firstRow) {
      const at = row - 1;
      view.equity = equity;
      if (quantity !== 0) {
        view.barsHeld = row - leg.entryRow;
        if (scale !== null) view.entryPrice = entry * scale[at]!;
      }
      runtime.step(at, time[at]!);
      if (box.called) {
        if (box.foreign) break;
        if (box.orders === 0 && desk.keeps(box.signal, box.options, quantity, price, equity))
          box.called = box.targeted = false;
        else {
          mark[0] = price;
          leg.decide(at, equity, desk, box);
        }
      }
    }
    open = true;
    if (cashInterest !== 0) view.cash = cash = leg.accrue(row);
    if (leg.pending > 0 || row === action) {
      mark[0] = price;
      leg.fill(row, row === action);
      view.cash = cash = ledger.cashUnits / moneyUnits;
      view.quantity = quantity = ledger.quantity[0]!;
      view.entryPrice = entry = ledger.adjustedEntry[0]!;
      view.barsHeld = 0;
      size = Math.abs(quantity);
      drifted = audited && leg.drifted();
    }
    const next = close[row]!;
    const worth = cash + quantity * next;
    if (!(worth > 0 && worth < Infinity) || (drifted && !leg.confirms(worth, next))) break;
    price = next;
    equity = worth;
    if (record) {
      equities[row + offset] = worth;
      if (quantity !== 0) exposed += (size * next) / worth;
    } else if (worth > peak) peak = worth;
    else {
      const fall = worth / peak - 1;
      if (fall < worst) worst = fall;
    }
  }
  leg.equity = equity;
  leg.price = price;
  leg.exposed = exposed;
  leg.peak = peak;
  leg.worst = worst;
  leg.open = open;
  return row;
}
