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
  const { loop, audited, orders } = leg;
  const { ledger } = loop;
  const { runtime } = desk;
  const { account: view, firstRow, scale } = runtime;
  const { record } = leg.terms;
  const accrues = leg.terms.account.cashInterest !== 0;
  const { close, time } = leg.bars;
  const { fillPrices } = leg;
  const { mark } = ledger;
  // Whole numbers from here on: what is read of a parameter is checked whenever it is used.
  const stop = end | 0;
  const due = action | 0;
  const undecided = (leg.open ? first - 1 : first) | 0;
  const decides = undecided > firstRow ? undecided : firstRow | 0;
  let cash = ledger.cashUnits / moneyUnits;
  let quantity = ledger.quantity[0]!;
  let size = Math.abs(quantity);
  let entry = ledger.adjustedEntry[0]!;
  let drifted = audited && leg.drifted();
  let { equity, exposed, peak, trough, worst } = leg;
  // Flat, and with two sets of books that are the same to the last bit, a close moves nothing.
  let moves = true;
  view.equity = equity;
  view.cash = cash;
  view.quantity = quantity;
  view.entryPrice = entry;
  let row = first | 0;
  for (; row < stop; row++) {
    const at = row - 1;
    if (at >= decides) {
      if (quantity !== 0) {
        view.barsHeld = row - leg.execution.entryRow;
        if (scale !== null) view.entryPrice = entry * scale[at]!;
      }
      runtime.step(at, time[at]!);
      if (box.called) {
        if (box.foreign) break;
        const price = close[at]!;
        if (box.orders === 0 && desk.keeps(box.signal, box.options, quantity, price, equity))
          box.called = box.targeted = false;
        else {
          mark[0] = price;
          leg.equity = equity;
          leg.decide(at, desk, box);
        }
      }
    }
    // Read on every bar: a column that is read here and there is waited for.
    const reference = fillPrices[row]!;
    if (accrues) leg.accrue(row);
    if (accrues || orders.count > 0 || row === due) {
      if (row > first) mark[0] = close[at]!;
      leg.execution.reference = reference;
      leg.fill(row, row === due);
      view.cash = cash = ledger.cashUnits / moneyUnits;
      view.quantity = quantity = ledger.quantity[0]!;
      view.entryPrice = entry = ledger.adjustedEntry[0]!;
      view.barsHeld = 0;
      size = Math.abs(quantity);
      drifted = audited && leg.drifted();
      moves = true;
    }
    if (moves) {
      const next = close[row]!;
      const worth = cash + quantity * next;
      if (!(worth > 0 && worth < Infinity) || (drifted && !leg.confirms(worth, next))) break;
      view.equity = equity = worth;
      if (record) exposed += (size * next) / worth;
      else if (worth > peak) {
        // Of all falls from one peak the one to its lowest point is the worst: the others are not divided.
        if (trough < peak) {
          const fall = trough / peak - 1;
          if (fall < worst) worst = fall;
        }
        peak = trough = worth;
      } else if (worth < trough) trough = worth;
      moves = quantity !== 0 || drifted;
    }
  }
  if (row > first) leg.price = close[row - 1]!;
  leg.equity = equity;
  leg.exposed = exposed;
  leg.peak = peak;
  leg.trough = trough;
  leg.worst = trough < peak ? Math.min(worst, trough / peak - 1) : worst;
  leg.open = row > first || leg.open;
  return row;
}
