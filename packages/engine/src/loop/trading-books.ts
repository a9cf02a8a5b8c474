import type { Terms } from '@bot-v2/sdk';
import { GrowableColumn } from '../columns/index.js';
import type { LedgerSettings, TradeColumns } from '../ledger/index.js';
import { accrue, Auditor, Ledger, RoundTrips } from '../ledger/index.js';
import type { AccrualListener, ActionListener, LedgerSnapshot, RoundTripsSnapshot } from '../ledger/index.js';
import { OrderTape } from '../order-hash/index.js';
import type { LoopPolicies } from '../policies/index.js';
import { ExposureMeter } from './exposure-meter.js';
import { FillLog } from './fill-log.js';
import type { FillLogSnapshot } from './fill-log.js';
import type { FillEvent } from './intents.js';

/** Plain copy of the books. */
export interface BooksSnapshot {
  readonly ledger: LedgerSnapshot;
  readonly trips: readonly RoundTripsSnapshot[];
  readonly fills: FillLogSnapshot;
  readonly tape: readonly number[];
  /** Reasons of the orders on the tape. */
  readonly reasons: readonly string[];
  readonly exposure: readonly number[];
  readonly time: readonly number[];
  readonly equity: readonly number[];
  readonly profit: readonly (readonly number[])[];
  /** Commission units, cash-limited fills. */
  readonly counters: readonly number[];
  readonly adverseCost: readonly number[];
  readonly legFills: readonly number[];
}

/** All that is written down about an account while it trades: cash and positions, round trips, fills, the curve. */
export class TradingBooks implements ActionListener, AccrualListener {
  readonly ledger: Ledger;
  readonly tape: OrderTape;
  readonly fills: FillLog;
  readonly exposure: ExposureMeter;
  readonly trips: readonly RoundTrips[];
  /** The curve: one value a recorded tick, at its close. */
  readonly time = new GrowableColumn();
  readonly equity = new GrowableColumn();
  /** Profit since the start, by leg. */
  readonly profit: readonly GrowableColumn[];
  /** Commission in units of 1e-4; spread and slippage in currency, by leg. */
  commissionUnits = 0;
  readonly adverseCost: Float64Array;
  readonly legFills: Float64Array;
  cashLimited = 0;
  /** Product of the split ratios of the actions settled last. */
  splitRatio = 1;
  /** The second set of books; null when they are not kept. */
  readonly auditor: Auditor | null;
  private actionTime = 0;
  private actionRow = 0;

  constructor(
    cash: number,
    symbols: readonly string[],
    audited: boolean,
    spreadShare: number,
    settings: LedgerSettings,
  ) {
    const n = symbols.length;
    this.ledger = new Ledger(cash, n, settings);
    this.tape = new OrderTape(symbols);
    this.fills = new FillLog(symbols, spreadShare);
    this.exposure = new ExposureMeter(this.ledger);
    this.trips = symbols.map(
      (symbol, leg) => new RoundTrips(symbol, settings.units, settings.instruments?.[leg]?.multiplier),
    );
    this.profit = symbols.map(() => new GrowableColumn());
    this.adverseCost = new Float64Array(n);
    this.legFills = new Float64Array(n);
    this.auditor = audited ? new Auditor(this.ledger, settings.units) : null;
  }

  /** Books a fill; `reason` goes into the trade list. */
  fill(f: FillEvent, reason: string): void {
    const { leg } = f;
    const before = this.ledger.quantity[leg]!;
    this.settle(f);
    this.trips[leg]!.fill(f, before, this.ledger.quantity[leg]!, reason);
    this.fills.push(f);
    this.tape.fill(f);
  }

  /** The part of a fill that moves money and is counted: cash and position, here and in the second set of books, costs. */
  settle(f: FillEvent): void {
    const { leg } = f;
    const { ledger } = this;
    ledger.fill(leg, f.side * f.quantity, f.price, f.feeUnits);
    this.auditor?.fill(f);
    this.commissionUnits += f.feeUnits;
    this.adverseCost[leg] =
      this.adverseCost[leg]! + f.quantity * Math.abs(f.price - f.reference) * ledger.multiplier[leg]!;
    this.legFills[leg] = this.legFills[leg]! + 1;
    if (f.cashLimited) this.cashLimited++;
  }

  /** Says at which bar the next actions are settled. */
  beginActions(time: number, row: number): void {
    this.splitRatio = 1;
    this.actionTime = time;
    this.actionRow = row;
  }

  dividend(leg: number, units: number): void {
    this.auditor?.cash(units);
    this.trips[leg]!.cash(units);
  }

  split(leg: number, ratio: number, fraction: number, price: number, fractionUnits: number): void {
    this.splitRatio *= ratio;
    this.auditor?.split(leg, ratio, fraction);
    this.auditor?.cash(fractionUnits);
    const left = this.ledger.quantity[leg]!;
    this.trips[leg]!.split(ratio, fraction, price, fractionUnits, left, this.actionTime, this.actionRow);
  }

  /** Interest on cash and the fee on short positions for calendar time (act/365). */
  accrue(terms: Terms, elapsedMs: number, borrowFee: LoopPolicies['borrowFee']): void {
    accrue(this.ledger, terms, elapsedMs, this, borrowFee);
  }

  interest(units: number): void {
    this.auditor?.cash(units);
  }

  borrow(leg: number, units: number): void {
    this.auditor?.cash(units);
    this.trips[leg]!.cash(units);
  }

  /** A bankrupt account without positions is worth nothing. */
  writeOff(): void {
    const units = this.ledger.writeOff();
    this.auditor?.cash(units);
  }

  /** Takes the bar recorded last out of the exposure: fills at its close follow, and `amend` counts it again. */
  reopen(equity: number): void {
    this.exposure.add(equity, -1);
  }

  /** Takes equity again after fills at the close that was recorded last, and corrects the curve. */
  amend(time: number, recorded: boolean): number {
    const { ledger } = this;
    const equity = ledger.equity();
    if (recorded && this.equity.length > 0) {
      const last = this.equity.length - 1;
      this.equity.data[last] = equity;
      for (let leg = 0; leg < ledger.legs; leg++) this.profit[leg]!.data[last] = ledger.profit(leg);
      this.exposure.add(equity);
    }
    this.auditor?.check(equity, time);
    return equity;
  }

  /** Takes equity at the marks, checks the books against it, and adds it to the curve when `record`. */
  close(time: number, record: boolean): number {
    const { ledger } = this;
    const equity = ledger.equity();
    if (record) {
      this.time.push(time);
      this.equity.push(equity);
      for (let leg = 0; leg < ledger.legs; leg++) this.profit[leg]!.push(ledger.profit(leg));
      this.exposure.add(equity);
    }
    this.auditor?.check(equity, time);
    return equity;
  }

  /** Makes room for `bars` more bars of the curve. */
  reserve(bars: number): void {
    this.equity.reserve(bars);
    this.time.reserve(bars);
    for (const column of this.profit) column.reserve(bars);
  }

  /** Adds bars of a single leg to the curve: time, equity and profit have been written behind its end already. */
  recordBars(bars: number): void {
    this.time.length += bars;
    this.equity.length += bars;
    this.profit[0]!.length += bars;
  }

  /** Round trips of one leg so far, an open one marked at the last price. */
  tradesOf(leg: number, row: number): TradeColumns {
    return this.trips[leg]!.continued(1).finished(this.ledger.quantity[leg]!, this.ledger.mark[leg]!, row);
  }

  snapshot(): BooksSnapshot {
    return {
      ledger: this.ledger.snapshot(),
      trips: this.trips.map((trips) => trips.snapshot()),
      fills: this.fills.snapshot(),
      tape: [...this.tape.words.toArray()],
      reasons: this.tape.reasons.slice(),
      exposure: this.exposure.snapshot(),
      time: [...this.time.toArray()],
      equity: [...this.equity.toArray()],
      profit: this.profit.map((column) => [...column.toArray()]),
      counters: [this.commissionUnits, this.cashLimited],
      adverseCost: [...this.adverseCost],
      legFills: [...this.legFills],
    };
  }

  restore(s: BooksSnapshot): void {
    this.ledger.restore(s.ledger);
    s.trips.forEach((trips, leg) => this.trips[leg]!.restore(trips));
    this.fills.restore(s.fills);
    this.tape.assign(s.tape, s.reasons);
    this.exposure.restore(s.exposure);
    this.time.assign(s.time);
    this.equity.assign(s.equity);
    s.profit.forEach((column, leg) => this.profit[leg]!.assign(column));
    [this.commissionUnits, this.cashLimited] = s.counters as [number, number];
    this.adverseCost.set(s.adverseCost);
    this.legFills.set(s.legFills);
    this.auditor?.restart();
  }
}
