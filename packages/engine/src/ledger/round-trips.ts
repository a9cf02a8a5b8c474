import { invariant } from '@bot-v2/sdk';
import { moneyUnits, toMoneyUnits } from '../costs/index.js';
import type { ToUnits } from '../costs/index.js';
import type { FillEvent } from '../loop/intents.js';
import type { TradeColumns } from './trade-columns.js';
import { TradeTable } from './trade-table.js';
import type { TradeTableSnapshot } from './trade-table.js';

/** The position being held, from the fill that opened it to the one that makes it flat. */
interface OpenTrip {
  side: 1 | -1;
  entryQuantity: number;
  entryUnits: number;
  exitQuantity: number;
  exitUnits: number;
  feeUnits: number;
  otherUnits: number;
  spread: number;
  entryTime: number;
  entryRow: number;
  entryReason: string;
}

/** Plain copy of the round trips of one leg. */
export interface RoundTripsSnapshot {
  readonly closed: TradeTableSnapshot;
  readonly open: Readonly<OpenTrip> | null;
}

/**
 * Round trips of one leg, flat to flat: entry and exit prices are averages over the fills of the trip, `quantity` all
 * shares entered. A fill that turns the position ends one trip and begins the next. Splits restate quantities and
 * prices in shares of today; dividends and cash for fractions count in the trip's profit.
 */
export class RoundTrips {
  private closed: TradeTable;
  private open: OpenTrip | null = null;
  /** Where trips that begin here are kept while they are open, one after the other. */
  private readonly room: OpenTrip = {
    side: 1,
    entryQuantity: 0,
    entryUnits: 0,
    exitQuantity: 0,
    exitUnits: 0,
    feeUnits: 0,
    otherUnits: 0,
    spread: 0,
    entryTime: 0,
    entryRow: 0,
    entryReason: '',
  };
  private readonly whole: boolean;

  constructor(
    private readonly symbol: string,
    private readonly units: ToUnits = toMoneyUnits,
    private readonly multiplier = 1,
    /** Bar times by row, where fills have no others: looked up at the end, all together. */
    private readonly times: Float64Array | null = null,
  ) {
    this.closed = new TradeTable([symbol]);
    this.whole = units === toMoneyUnits;
  }

  /**
   * Round trips that go on from here on their own, with room for `count` more.
   * @param times bar times by row, where fills have no others
   */
  continued(count: number, times: Float64Array | null = null): RoundTrips {
    const trips = new RoundTrips(this.symbol, this.units, this.multiplier, times);
    trips.closed = this.closed.copy(count);
    if (this.open !== null) trips.open = { ...this.open };
    return trips;
  }

  /** A part of an amount of money units. */
  private part(units: number, share: number): number {
    return this.whole ? Math.round(units * share) : units * share;
  }

  /** Bars whose close saw this position, through `row`; 0 when flat. */
  barsHeld(row: number): number {
    return this.open === null ? 0 : row - this.open.entryRow + 1;
  }

  /** Books a fill that takes the position from `before` to `after` shares. */
  fill(f: FillEvent, before: number, after: number, reason: string): void {
    const signed = f.side * f.quantity;
    const { feeUnits } = f;
    const units = this.units(f.quantity * f.price * this.multiplier);
    if (before !== 0 && before * after < 0) {
      const closing = Math.abs(before) / f.quantity;
      const closingFee = this.part(feeUnits, closing);
      const closingUnits = this.part(units, closing);
      this.exit(f, Math.abs(before), closingUnits, closingFee);
      this.close(f, reason);
      this.enter(f, Math.abs(after), units - closingUnits, feeUnits - closingFee, reason);
    } else if (before === 0 || before * signed > 0) this.enter(f, f.quantity, units, feeUnits, reason);
    else {
      this.exit(f, f.quantity, units, feeUnits);
      if (after === 0) this.close(f, reason);
    }
  }

  /** Cash that belongs to the open trip: a dividend. */
  cash(units: number): void {
    if (this.open !== null) this.open.otherUnits += units;
  }

  /** A split: `fraction` of a share (signed) was paid out with `units` at `price`. */
  split(ratio: number, fraction: number, price: number, units: number, left: number, time: number, row: number): void {
    const trip = this.open;
    if (trip === null) return;
    trip.entryQuantity *= ratio;
    trip.exitQuantity *= ratio;
    if (fraction !== 0) {
      trip.exitQuantity += Math.abs(fraction);
      trip.exitUnits += Math.abs(units);
    }
    if (left === 0) this.close({ time, row }, `split, fraction paid at ${price}`);
  }

  private enter(f: FillEvent, quantity: number, units: number, feeUnits: number, reason: string): void {
    const trip = this.open ?? this.begin(f, reason);
    trip.entryQuantity += quantity;
    trip.entryUnits += units;
    trip.feeUnits += feeUnits;
    trip.spread += quantity * Math.abs(f.price - f.reference) * this.multiplier;
  }

  private begin(f: FillEvent, reason: string): OpenTrip {
    const trip = this.room;
    trip.side = f.side;
    trip.entryQuantity = trip.entryUnits = trip.exitQuantity = trip.exitUnits = 0;
    trip.feeUnits = trip.otherUnits = trip.spread = 0;
    trip.entryTime = this.times === null ? f.time : NaN;
    trip.entryRow = f.row;
    trip.entryReason = reason;
    this.open = trip;
    return trip;
  }

  private exit(f: FillEvent, quantity: number, units: number, feeUnits: number): void {
    const trip = this.openAt(f);
    trip.exitQuantity += quantity;
    trip.exitUnits += units;
    trip.feeUnits += feeUnits;
    trip.spread += quantity * Math.abs(f.price - f.reference) * this.multiplier;
  }

  /** The open trip: a position without one was not made by fills. */
  private openAt(at: Pick<FillEvent, 'time'>): OpenTrip {
    if (this.open === null) {
      const { time } = at;
      const on = new Date(time).toISOString();
      invariant(false, `a position of ${this.symbol} is closed that no fill has opened, at ${on}`, { time });
    }
    return this.open;
  }

  private close(at: Pick<FillEvent, 'time' | 'row'>, reason: string): void {
    const trip = this.openAt(at);
    this.open = null;
    const { closed } = this;
    const row = this.write(trip, 0, at.row);
    const { exitTime, exitPrice, exitReason } = closed.columns;
    if (this.times === null) exitTime[row] = at.time;
    exitPrice[row] = this.price(trip.exitUnits, trip.exitQuantity);
    exitReason[row] = closed.reason(reason);
  }

  /**
   * The trades for good, the open one last, marked at the close `mark` of the frame's row `row`: nothing may be booked any more.
   */
  finished(quantity: number, mark: number, row: number): TradeColumns {
    const { closed, open } = this;
    const { length } = closed;
    if (open !== null) {
      const at = this.write(open, quantity * mark * this.multiplier, row);
      const { exitPrice, exitReason } = closed.columns;
      exitPrice[at] = NaN;
      exitReason[at] = -1;
    }
    if (this.times !== null) this.lookTimesUp(this.times);
    if (open !== null) closed.columns.exitTime[length] = NaN;
    return closed.finished(length);
  }

  private lookTimesUp(times: Float64Array): void {
    const { length, columns } = this.closed;
    const { entryRow, exitRow, entryTime, exitTime } = columns;
    for (let row = 0; row < length; row++) {
      entryTime[row] = times[entryRow[row]!]!;
      exitTime[row] = times[exitRow[row]!]!;
    }
  }

  /** Writes a trip that ends, or is marked, at a row, with a position of some value; the exit itself is the caller's. */
  private write(trip: OpenTrip, value: number, row: number): number {
    const { closed } = this;
    const flows = trip.side * (trip.exitUnits - trip.entryUnits) + trip.otherUnits - trip.feeUnits;
    const pnl = flows / moneyUnits + value;
    const at = closed.next();
    const { columns } = closed;
    columns.side[at] = trip.side;
    columns.quantity[at] = trip.entryQuantity;
    columns.entryRow[at] = trip.entryRow;
    columns.exitRow[at] = row;
    columns.entryTime[at] = trip.entryTime;
    columns.entryPrice[at] = this.price(trip.entryUnits, trip.entryQuantity);
    columns.pnl[at] = pnl;
    columns.return[at] = pnl / (trip.entryUnits / moneyUnits);
    columns.costs[at] = trip.feeUnits / moneyUnits + trip.spread;
    columns.entryReason[at] = closed.reason(trip.entryReason);
    return at;
  }

  private price(units: number, quantity: number): number {
    return units / moneyUnits / quantity / this.multiplier;
  }

  snapshot(): RoundTripsSnapshot {
    return { closed: this.closed.snapshot(), open: this.open === null ? null : { ...this.open } };
  }

  restore(snapshot: RoundTripsSnapshot): void {
    this.closed.restore(snapshot.closed);
    this.open = snapshot.open === null ? null : { ...snapshot.open };
  }
}
