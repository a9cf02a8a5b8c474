import { moneyUnits } from '../costs/index.js';
import { decidingColumns } from './deciding-columns.js';
import type { FastLeg } from './fast-leg.js';
import { runBars } from './run-bars.js';
import { runColumns } from './run-columns.js';

/**
 * Walks bars of a run's only leg for as long as its strategy sends nothing but market orders and targets, and equity stays
 * positive. Every bar is settled, filled, marked, recorded and audited as in a tick of the general loop, bit for bit; a bar
 * on which nothing is sent or filled takes no call but the strategy's and allocates nothing.
 *
 * In a summary nothing is recorded: the leg keeps the peak of equity and its worst fall, and a strategy that sends more than
 * the fast loop knows ends the walk at `-1`.
 * @param first the row after the last one that was closed, less than `stop`; nothing waits to be filled and nothing rests
 * @param stop rows from here on are not walked
 * @param action row of the next corporate action that is not settled yet
 * @returns the first row not walked. Its decision (at the row before) is open, or has been made and is in the loop's
 * `intents`
 */
export function walkFastBars(leg: FastLeg, first: number, stop: number, action: number): number {
  const { loop } = leg;
  const { books, ledger } = loop;
  const desk = loop.desks[0]!;
  const { runtime } = desk;
  const { auditor, exposure } = books;
  const { record } = leg.terms;
  const { time } = leg.bars;
  const box = leg.outboxOf(desk);

  leg.begin(first);
  runtime.locate(Math.max(first - 1, runtime.firstRow));
  // Beyond its segment a strategy sees other columns; after an action, the next one must be looked up.
  const end = Math.min(stop, runtime.segmentEnd + 1, action + 1);
  leg.equity = loop.lastEquity;
  leg.price = ledger.mark[0]!;
  leg.exposed = exposure.exposure;
  leg.held = 0;
  leg.heldSince = first;
  leg.open = loop.fresh[0] === 1;
  leg.audited = auditor !== null;
  runtime.account.openOrders = 0;
  runtime.account.barsHeld = 0;
  box.nextId = loop.nextId;
  runtime.sendTo(box);
  const columns = record && leg.terms.account.cashInterest === 0 ? decidingColumns(desk) : null;
  let row: number;
  try {
    row =
      columns === null
        ? runBars(leg, desk, box, first, end, action)
        : runColumns(leg, desk, box, columns, first, end, action);
  } catch (error) {
    if (!leg.busy) runtime.fail(error, runtime.clock.row);
    throw error;
  } finally {
    runtime.sendTo();
  }

  if (!record && row < end) return -1;
  if (ledger.quantity[0] !== 0) leg.held += row - leg.heldSince;
  if (row > first) {
    ledger.mark[0] = leg.price;
    if (record) {
      leg.books.closed(row);
      exposure.record(row - first, leg.held, leg.exposed);
    }
    loop.atClose(row - 1, time[row - 1]!, leg.equity);
  }
  if (row === end) {
    loop.fresh[0] = leg.open ? 1 : 0;
    return row;
  }
  leg.books.settle();
  if (box.foreign) {
    box.clear();
    loop.fresh[0] = 0;
    loop.readOutbox(0, row - 1, desk);
    return row;
  }
  // The books do not agree, or equity is not positive: the general loop closes the bar.
  loop.open(0, row);
  loop.close(time[row]!, true);
  return row + 1;
}

/**
 * Makes the decision at the last row of a run, after which there are no bars: what it sends expires. False when it sends
 * more than the fast loop knows: what it sent is in the loop's `intents` then.
 */
export function decideLast(leg: FastLeg, row: number): boolean {
  const { loop } = leg;
  const desk = loop.desks[0]!;
  const { runtime } = desk;
  const open = loop.fresh[0] === 1;
  loop.fresh[0] = 0;
  if (!open || row < runtime.firstRow) return true;
  const box = leg.outboxOf(desk);
  const view = runtime.account;
  const { ledger } = loop;
  leg.begin(row + 1);
  runtime.locate(row);
  view.cash = ledger.cashUnits / moneyUnits;
  view.quantity = ledger.quantity[0]!;
  view.entryPrice = ledger.adjustedEntry[0]! * runtime.scaleAt(row);
  view.barsHeld = view.quantity === 0 ? 0 : row - leg.execution.entryRow + 1;
  view.openOrders = 0;
  view.equity = loop.lastEquity;
  box.nextId = loop.nextId;
  runtime.sendTo(box);
  try {
    runtime.run(row);
  } finally {
    runtime.sendTo();
  }
  if (box.foreign) {
    if (!leg.terms.record) return false;
    leg.books.settle();
    box.clear();
    loop.readOutbox(0, row, desk);
    return false;
  }
  leg.equity = loop.lastEquity;
  if (box.targeted || box.orders > 0) leg.decide(row, desk, box);
  leg.execution.expire(row);
  return true;
}
