import { GrowableColumn } from '../columns/index.js';
import { moneyUnits } from '../costs/index.js';
import { FillLog } from '../loop/index.js';
import type { FillCause } from '../loop/index.js';
import { OrderTape } from '../order-hash/index.js';
import type { LotActionListener } from './lot-actions.js';
import { LotAuditor } from './lot-auditor.js';
import type { LotBook, LotFill } from './lot-book.js';
import type { LotOrder } from './lot-order.js';

/** All that is written down while lots are traded: fills, the tape, the curve, exposure, a second set of books. */
export class LotRecords implements LotActionListener {
  readonly fills: FillLog;
  readonly tape: OrderTape;
  /** The curve: one value a recorded tick, at its close. */
  readonly time = new GrowableColumn();
  readonly equity = new GrowableColumn();
  /** Profit since the start, by leg. */
  readonly profit: readonly GrowableColumn[];
  readonly legFills: Float64Array;
  /** Bars that ended with a position, and the sum of position value ÷ equity: in all, then by leg. */
  private readonly held: Float64Array;
  private readonly exposure: Float64Array;
  private readonly auditor: LotAuditor | null;

  constructor(
    private readonly book: LotBook,
    symbols: readonly string[],
    audited: boolean,
    spreadShare: number,
  ) {
    const n = symbols.length;
    this.fills = new FillLog(symbols, spreadShare);
    this.tape = new OrderTape(symbols);
    this.profit = symbols.map(() => new GrowableColumn());
    this.legFills = new Float64Array(n);
    this.held = new Float64Array(n + 1);
    this.exposure = new Float64Array(n + 1);
    this.auditor = audited ? new LotAuditor(book, n) : null;
  }

  /** Writes down one execution. */
  fill(order: LotOrder, leg: number, signed: number, fill: LotFill, fee: number, cause: FillCause): void {
    this.auditor?.fill(leg, signed, fill.price, fee);
    const event = {
      order: order.id,
      leg,
      time: fill.time,
      row: fill.row,
      side: signed > 0 ? (1 as const) : (-1 as const),
      quantity: Math.abs(signed),
      price: fill.price,
      reference: fill.reference,
      level: order.stop || order.limit,
      feeUnits: fee * moneyUnits,
      cause,
      cashLimited: false,
      left: 0,
    };
    this.fills.push(event);
    this.tape.fill(event);
    this.legFills[leg] = this.legFills[leg]! + 1;
  }

  dividend(_leg: number, amount: number): void {
    this.auditor?.receive(amount);
  }

  split(leg: number, ratio: number): void {
    this.auditor?.split(leg, ratio);
  }

  /** Cash from elsewhere: interest, a debt forgiven. */
  receive(amount: number): void {
    this.auditor?.receive(amount);
  }

  /** Takes equity at the marks and checks it against the second set of books. */
  equityAt(time: number): number {
    const equity = this.book.equity();
    this.auditor?.check(equity, time);
    return equity;
  }

  /** Adds a tick to the curve. */
  record(time: number, equity: number): void {
    this.time.push(time);
    this.equity.push(equity);
    let total = 0;
    for (let leg = 0; leg < this.profit.length; leg++) {
      this.profit[leg]!.push(this.book.profit(leg));
      const value = Math.abs(this.book.quantity(leg)) * this.book.mark[leg]!;
      total += value;
      this.meter(leg + 1, value, equity);
    }
    this.meter(0, total, equity);
  }

  private meter(index: number, value: number, equity: number): void {
    if (value === 0) return;
    this.held[index] = this.held[index]! + 1;
    if (equity > 0) this.exposure[index] = this.exposure[index]! + value / equity;
  }

  /** Replaces the last point of the curve. */
  amendLast(equity: number): void {
    this.equity.data[this.equity.length - 1] = equity;
    this.profit.forEach((column, leg) => (column.data[column.length - 1] = this.book.profit(leg)));
  }

  /** Share of bars that ended with a position, in all or of a leg; null without bars. */
  timeInMarket(leg = -1): number | null {
    return this.equity.length === 0 ? null : this.held[leg + 1]! / this.equity.length;
  }

  /** Mean of position value ÷ equity, in all or of a leg; null without bars. */
  averageExposure(leg = -1): number | null {
    return this.equity.length === 0 ? null : this.exposure[leg + 1]! / this.equity.length;
  }
}
