import { invariant } from '@bot-v2/sdk';
import type { ColumnDecision } from '@bot-v2/sdk';
import { DriftBand, firstRowOutside, RoundTripTrader, touchLines } from '../column-decisions/index.js';
import type { DecisionReader, PricedTrips, TripBooks } from '../column-decisions/index.js';
import { toMoneyUnits } from '../costs/index.js';
import type { FastLeg } from './fast-leg.js';

/**
 * Trades the round trips of a walk whose columns decide, many at a time, and books them fill by fill. What is no plain trip is
 * left to the loop.
 */
export class TradedTrips implements TripBooks {
  private readonly trader: RoundTripTrader;
  private readonly touched = new Float64Array(2);

  constructor(
    private readonly leg: FastLeg,
    readonly kind: ColumnDecision['kind'],
  ) {
    const { loop, terms } = leg;
    this.trader = new RoundTripTrader({
      kind,
      close: leg.bars.close,
      reference: leg.fillPrices,
      instrument: loop.instruments[0]!,
      payer: { funding: loop.funding, costs: terms.costs, units: toMoneyUnits },
      ledger: loop.ledger,
      band: new DriftBand(),
      books: this,
    });
  }

  /** Whether a trip may begin: nothing is held, nothing waits, and no signal is still to be forgotten. */
  get isReady(): boolean {
    const { leg } = this;
    const { ledger, desks } = leg.loop;
    if (leg.orders.count > 0 || ledger.quantity[0] !== 0 || (leg.audited && leg.drifted())) return false;
    return this.kind === 'position' || desks[0]!.lastSignal === 0;
  }

  /**
   * Trades round trips decided from `row` on that end before row `end`; it is to be ready.
   * @returns the first row whose decision has not been read; all before it are closed
   */
  run(reader: DecisionReader, row: number, end: number): number {
    this.leg.busy = true;
    const next = this.trader.run(reader, row, end);
    this.leg.busy = false;
    return next;
  }

  expect(row: number, end: number): void {
    const { bars, fillPrices } = this.leg;
    this.touched[0] = touchLines(bars.close, row, end);
    this.touched[1] = touchLines(fillPrices, row, end);
  }

  book({ rows, values, wanted, sizes, beside }: PricedTrips, count: number, cashUnits: number): void {
    const { leg } = this;
    const byShares = this.kind === 'position';
    const desk = leg.loop.desks[0]!;
    const box = leg.outboxOf(desk);
    const { execution, fillPrices } = leg;
    const { ledger, dispatcher } = leg.loop;
    const { close } = leg.bars;
    const { log } = leg.books;
    const sold = log.numberOf(byShares ? 'position' : 'target 0');
    let { exposed } = leg;
    for (let k = 0; k < count; k++) {
      const entry = rows[2 * k]!;
      const exit = rows[2 * k + 1]!;
      const size = sizes[k]!;
      execution.reference = fillPrices[entry]!;
      const reason = byShares ? sold : log.numberOf(`target ${values[k]!}`);
      execution.book(box.nextId++, entry, 1, wanted[k]!, size, reason);
      const rest = beside[k]!;
      for (let row = entry; row < exit; row++) {
        const value = size * close[row]!;
        exposed += value / (rest + value);
      }
      this.audit(entry);
      execution.reference = fillPrices[exit]!;
      execution.book(box.nextId++, exit, -1, size, size, sold);
      leg.held += exit - entry;
      this.audit(exit);
    }
    leg.exposed = exposed;
    execution.closedTrips += count;
    dispatcher.nextId = box.nextId;
    if (!byShares) {
      desk.lastSignal = 0;
      desk.heldTarget = NaN;
      desk.targetOrder = box.nextId - 1;
    }
    const agree = ledger.cashUnits === cashUnits && ledger.quantity[0] === 0;
    invariant(agree, 'round trips leave another account than they were priced for');
  }

  /** Compares the two sets of books at the close of a row with a fill. */
  private audit(row: number): void {
    const { leg } = this;
    if (!leg.audited || !leg.drifted()) return;
    const { ledger, books } = leg.loop;
    ledger.mark[0] = leg.bars.close[row]!;
    books.auditor!.check(ledger.equity(), leg.bars.time[row]!);
  }

  firstOutside(row: number, end: number, bottom: number, top: number): number {
    return firstRowOutside(this.leg.bars.close, row, end, bottom, top);
  }
}
