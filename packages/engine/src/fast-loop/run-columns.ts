import type { OrderOptions } from '@bot-v2/sdk';
import type { LegDesk } from '../loop/index.js';
import type { DecidingColumns } from './deciding-columns.js';
import type { FastLeg } from './fast-leg.js';
import type { PlainOutbox } from './plain-outbox.js';
import { QuietRows } from './quiet-rows.js';

const noOptions: OrderOptions = Object.freeze({});

/**
 * `runBars` for a strategy whose columns decide: rows that ask for nothing new are closed stretch by stretch, in loops that
 * call nothing, and plain round trips are traded many at a time; any other row that may ask for something is decided and filled
 * as in `runBars`. What is written down is the same to the last bit. Not for summaries, nor where time alone moves money.
 * @returns as `runBars`
 */
export function runColumns(
  leg: FastLeg,
  desk: LegDesk,
  box: PlainOutbox,
  columns: DecidingColumns,
  first: number,
  end: number,
  action: number,
): number {
  const { runtime } = desk;
  const { orders } = leg;
  const { time, close } = leg.bars;
  const { mark } = leg.loop.ledger;
  const trips = leg.tripsOf(desk, columns.kind);
  const quiet = new QuietRows(leg, desk, columns, end);
  const begin = Math.max(leg.open ? first - 1 : first, runtime.firstRow);
  // The first row whose decision has not been read.
  let at = begin;
  let row = first;
  /** The row whose decision was left to the loop. */
  let left = -1;
  while (row < end) {
    if (trips !== null && at !== left && trips.isReady) {
      at = left = trips.run(columns.reader, at, Math.min(action, end - 1));
      if (at > row) leg.price = close[at - 1]!;
      row = leg.heldSince = Math.max(row, at);
    }
    if (at < row) decide(leg, desk, box, columns, at++);
    if (orders.count > 0 || row === action) {
      mark[0] = leg.price;
      leg.execution.reference = leg.fillPrices[row]!;
      leg.fill(row, row === action);
    }
    const asking = quiet.firstAsking(at);
    const stop = row < action && action <= asking ? action : asking + 1;
    row = quiet.close(row, stop, at);
    if (quiet.unsound) break;
    if (at < row) at = row - 1;
  }
  const decided = row < end ? row - 1 : end - 2;
  if (decided >= begin) runtime.stand(decided, time[decided]!);
  leg.open = row > first || leg.open;
  return row;
}

/** Reads the decision at the row that has closed last, and sends what it asks for. */
function decide(leg: FastLeg, desk: LegDesk, box: PlainOutbox, { kind, reader }: DecidingColumns, row: number): void {
  const value = reader.valueAt(row);
  if (Number.isNaN(value)) return;
  const { ledger } = leg.loop;
  const quantity = ledger.quantity[0]!;
  const { price } = leg;
  if (kind === 'position') {
    const missing = value - quantity;
    if (missing === 0) return;
    ledger.mark[0] = price;
    leg.order(row, desk, box, missing, 'position');
  } else if (!desk.keeps(value, noOptions, quantity, price, leg.equity)) {
    ledger.mark[0] = price;
    box.target(value);
    leg.decide(row, desk, box);
  }
}
