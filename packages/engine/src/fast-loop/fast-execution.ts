import { toMoneyUnits } from '../costs/index.js';
import type { Instrument } from '../costs/index.js';
import type { ClosedReason, FillCause, Loop } from '../loop/index.js';
import { affordable, paysEasily } from '../matching/index.js';
import type { Payer } from '../matching/index.js';
import type { EventLog } from './event-log.js';
import type { FastTerms } from './fast-terms.js';
import { MarketFill } from './market-fill.js';
import type { PendingOrders } from './pending-orders.js';

/** Why an order of the fast loop can end without a fill. */
type FastClosedReason = Extract<ClosedReason, 'no-cash' | 'no-position' | 'below-one-share' | 'end-of-data'>;

/** Fills market orders that wait, through the general loop's own ledger, and writes down how each of them ends. */
export class FastExecution {
  /** Price of the row being filled around which its fills are priced. */
  reference = 0.5;
  /** Row of the fill that opened the position. */
  entryRow = 0;
  /** Round trips completed. */
  closedTrips = 0;
  private readonly event: MarketFill;
  private readonly instrument: Instrument;
  private readonly payer: Payer;

  constructor(
    private readonly loop: Loop,
    private readonly terms: FastTerms,
    private readonly orders: PendingOrders,
    private readonly log: EventLog,
    cause: FillCause,
  ) {
    this.instrument = loop.instruments[0]!;
    this.payer = { funding: loop.funding, costs: terms.costs, units: toMoneyUnits };
    this.event = new MarketFill(loop.frames[0]!.time, cause);
  }

  /** Fills what waits at a row, sells first. The ledger's mark is still the close before. */
  fill(row: number): void {
    const { orders } = this;
    const { count, signed } = orders;
    if (this.terms.record && !orders.fresh) orders.write(this.log, row - 1);
    if (count === 1) this.execute(0, signed[0]! < 0 ? -1 : 1, row);
    else {
      for (let k = 0; k < count; k++) if (signed[k]! < 0) this.execute(k, -1, row);
      for (let k = 0; k < count; k++) if (signed[k]! > 0) this.execute(k, 1, row);
    }
    orders.clear();
  }

  /** A split before the open of a row restates what waits. */
  split(row: number, ratio: number): void {
    this.orders.split(ratio, this.instrument.floor, (id) => this.closed(row, id, 'below-one-share'));
  }

  /** There are no more bars: what was sent at the last row ends. */
  expire(row: number): void {
    const { orders } = this;
    if (this.terms.record) orders.write(this.log, row);
    for (let k = 0; k < orders.count; k++) this.closed(row, orders.ids[k]!, 'end-of-data');
    orders.clear();
  }

  private execute(k: number, side: 1 | -1, row: number): void {
    const { reference, orders, event, log } = this;
    const { costs, account, record } = this.terms;
    const { ledger, desks } = this.loop;
    const id = orders.ids[k]!;
    const wanted = Math.abs(orders.signed[k]!);
    const held = ledger.quantity[0]!;
    const price = costs.marketPrice(reference, side);
    let quantity = wanted;
    let feeUnits = costs.feeUnits(wanted, price);
    // What reduces a position, or is paid for with cash to spare, fills in full.
    const plain =
      side < 0 ? wanted <= held : held >= 0 && paysEasily(ledger.cashUnits, toMoneyUnits(wanted * price) + feeUnits);
    let limited = false;
    if (!plain) {
      const mayOpen = side > 0 || account.shorting;
      const reducing = held * side < 0 ? Math.min(wanted, Math.abs(held)) : 0;
      if (!mayOpen && reducing === 0) return this.refuse(row, id, 'no-position');
      let opening = mayOpen ? wanted - reducing : 0;
      if (opening > 0) {
        const most = affordable(0, side, reducing, opening, price, this.payer, this.instrument);
        limited = most < opening;
        opening = most;
      }
      quantity = mayOpen && !limited ? wanted : reducing + opening;
      if (quantity <= 0) return this.refuse(row, id, 'no-cash');
      feeUnits = costs.feeUnits(quantity, price);
    }
    this.settle(id, row, side, quantity, price, feeUnits, limited);
    const after = ledger.quantity[0]!;
    if (after === 0) desks[0]!.heldTarget = NaN;
    else if (held * after <= 0) this.entryRow = row;
    if (held !== 0 && held * after <= 0) this.closedTrips++;
    if (!record) return;
    if (orders.fresh && quantity === wanted && !limited) log.filledOrder(event, after, orders.reasons[k]!);
    else {
      orders.write(log, row - 1);
      log.fill(event, after, orders.reasons[k]!);
    }
  }

  /**
   * Books an order for `wanted` that was sent at the row before and has filled by `quantity`.
   * @param reason its number in the log
   */
  book(id: number, row: number, side: 1 | -1, wanted: number, quantity: number, reason: number): void {
    const { event, log } = this;
    const { costs } = this.terms;
    const price = costs.marketPrice(this.reference, side);
    const limited = quantity < wanted;
    this.settle(id, row, side, quantity, price, costs.feeUnits(quantity, price), limited);
    const after = this.loop.ledger.quantity[0]!;
    if (limited) {
      log.order(row - 1, id, side * wanted, reason);
      log.fill(event, after, reason);
    } else log.filledOrder(event, after, reason);
  }

  /** Books a fill around the reference price. */
  private settle(
    id: number,
    row: number,
    side: 1 | -1,
    quantity: number,
    price: number,
    feeUnits: number,
    limited: boolean,
  ): void {
    const { event } = this;
    event.order = id;
    event.row = row;
    event.side = side;
    event.quantity = quantity;
    event.price = price;
    event.reference = this.reference;
    event.feeUnits = feeUnits;
    event.cashLimited = limited;
    this.loop.books.settle(event);
  }

  /** An order ends at a row that does not fill it. */
  private refuse(row: number, id: number, reason: FastClosedReason): void {
    if (this.terms.record) this.orders.write(this.log, row - 1);
    this.closed(row, id, reason);
  }

  private closed(row: number, id: number, reason: FastClosedReason): void {
    this.loop.countClosed(reason);
    if (this.terms.record) this.log.closed(row, id);
  }
}
