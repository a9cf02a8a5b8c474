import { invariant } from '@bot-v2/sdk';
import type { Trade } from '@bot-v2/sdk';
import { moneyUnits, toMoneyUnits } from '../costs/index.js';
import type { ToUnits } from '../costs/index.js';
import type { FillEvent } from '../loop/intents.js';

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
  readonly closed: readonly Trade[];
  readonly open: Readonly<OpenTrip> | null;
}

/**
 * Round trips of one leg, flat to flat: entry and exit prices are averages over the fills of the trip, `quantity` all
 * shares entered. A fill that turns the position ends one trip and begins the next. Splits restate quantities and
 * prices in shares of today; dividends and cash for fractions count in the trip's profit.
 */
export class RoundTrips {
  closed: Trade[] = [];
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
    /** Gets every trade that is closed; without it they are kept in `closed`. */
    private readonly take?: (trade: Trade) => void,
  ) {
    this.whole = units === toMoneyUnits;
  }

  /** Round trips that go on from here on their own: `take` gets what they close, and nothing is kept. */
  continued(take: (trade: Trade) => void): RoundTrips {
    const trips = new RoundTrips(this.symbol, this.units, this.multiplier, take);
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
      this.close(f.time, f.row, reason);
      this.enter(f, Math.abs(after), units - closingUnits, feeUnits - closingFee, reason);
    } else if (before === 0 || before * signed > 0) this.enter(f, f.quantity, units, feeUnits, reason);
    else {
      this.exit(f, f.quantity, units, feeUnits);
      if (after === 0) this.close(f.time, f.row, reason);
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
    if (left === 0) this.close(time, row, `split, fraction paid at ${price}`);
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
    trip.entryTime = f.time;
    trip.entryRow = f.row;
    trip.entryReason = reason;
    this.open = trip;
    return trip;
  }

  private exit(f: FillEvent, quantity: number, units: number, feeUnits: number): void {
    const trip = this.openAt(f.time);
    trip.exitQuantity += quantity;
    trip.exitUnits += units;
    trip.feeUnits += feeUnits;
    trip.spread += quantity * Math.abs(f.price - f.reference) * this.multiplier;
  }

  /** The open trip: a position without one was not made by fills. */
  private openAt(time: number): OpenTrip {
    if (this.open === null) {
      const on = new Date(time).toISOString();
      invariant(false, `a position of ${this.symbol} is closed that no fill has opened, at ${on}`, { time });
    }
    return this.open;
  }

  private close(time: number, row: number, reason: string): void {
    const trip = this.openAt(time);
    this.open = null;
    const trade = this.describe(trip, 0, row, time, this.price(trip.exitUnits, trip.exitQuantity), reason);
    if (this.take === undefined) this.closed.push(trade);
    else this.take(trade);
  }

  /** The open trip as a trade marked at `mark`; null when flat. */
  marked(quantity: number, mark: number, row: number): Trade | null {
    if (this.open === null) return null;
    return this.describe(this.open, quantity * mark * this.multiplier, row, null, null, null);
  }

  private describe(
    trip: OpenTrip,
    value: number,
    row: number,
    exitTime: number | null,
    exitPrice: number | null,
    exitReason: string | null,
  ): Trade {
    const flows = trip.side * (trip.exitUnits - trip.entryUnits) + trip.otherUnits - trip.feeUnits;
    const pnl = flows / moneyUnits + value;
    return {
      symbol: this.symbol,
      side: trip.side > 0 ? 'long' : 'short',
      quantity: trip.entryQuantity,
      entryTime: trip.entryTime,
      entryPrice: this.price(trip.entryUnits, trip.entryQuantity),
      pnl,
      return: pnl / (trip.entryUnits / moneyUnits),
      costs: trip.feeUnits / moneyUnits + trip.spread,
      bars: row - trip.entryRow,
      entryReason: trip.entryReason,
      exitTime,
      exitPrice,
      exitReason,
    };
  }

  private price(units: number, quantity: number): number {
    return units / moneyUnits / quantity / this.multiplier;
  }

  snapshot(): RoundTripsSnapshot {
    return { closed: this.closed.map((trade) => ({ ...trade })), open: this.open === null ? null : { ...this.open } };
  }

  restore(snapshot: RoundTripsSnapshot): void {
    this.closed = snapshot.closed.map((trade) => ({ ...trade }));
    this.open = snapshot.open === null ? null : { ...snapshot.open };
  }
}
