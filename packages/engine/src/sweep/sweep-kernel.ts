import type { ColumnDecision } from '@bot-v2/sdk';
import { RoundTripTrader, touchLines } from '../column-decisions/index.js';
import type { DecisionReader, PricedTrips, TripBooks } from '../column-decisions/index.js';
import { FillCosts, instrumentOf, toMoneyUnits } from '../costs/index.js';
import type { Instrument } from '../costs/index.js';
import { opensUntrusted } from '../frame-driver/check-legs.js';
import { ActionWalk, fundingOf, Ledger } from '../ledger/index.js';
import type { ActionListener, Funding } from '../ledger/index.js';
import { affordable, paysEasily } from '../matching/index.js';
import type { Payer } from '../matching/index.js';
import { botPolicies } from '../policies/index.js';
import { actionRows } from './action-rows.js';
import type { ColumnBlocks } from './column-blocks.js';
import { EquityFalls } from './equity-falls.js';
import { FillRows } from './fill-rows.js';
import { OrderDecider } from './order-decider.js';
import type { SweepInput } from './sweep-input.js';

/**
 * Trades one decision after another on one frame: long or flat, market orders, the whole account or shares. Between
 * orders nothing is called; at an order the ledger, the costs, the risk gate and the funding of the loop do what they do
 * there. What is more (a short position, a refused order, a purchase without cash) ends a run without figures.
 */
export class SweepKernel implements ActionListener, TripBooks {
  /** Those of the last run; of a single run only how many. */
  readonly fills: FillRows;
  /** Orders sent, one at the last close included. */
  orders = 0;
  /** Positions opened, and those closed again. */
  opened = 0;
  closed = 0;
  /** Worst fall from a running peak that starts at the capital: a negative fraction, or 0. */
  worst = 0.5;
  readonly ledger: Ledger;
  private readonly instrument: Instrument;
  private readonly costs: FillCosts;
  private readonly funding: Funding;
  private readonly payer: Payer;
  private readonly decider: OrderDecider;
  private readonly close: Float64Array;
  private readonly falls: EquityFalls;
  private readonly trader: RoundTripTrader;
  private readonly reference: Float64Array;
  /** Rows at which an action is due. */
  private readonly actionRows: readonly number[];
  private readonly startUnits: number;
  private readonly walk: ActionWalk;
  private readonly firstAction: number;
  /** Quantity ordered at the last decision, signed; NaN when the loop must decide. */
  private pending = 0.5;
  private nextAction = 0;
  private ratio = 1;
  private readonly single: boolean;
  private readonly touched = new Float64Array(1);

  /** @param blocks those of the closes; null for a single run */
  constructor(
    private readonly input: SweepInput,
    private readonly kind: ColumnDecision['kind'],
    blocks: ColumnBlocks | null,
  ) {
    const { bars, from, account } = input;
    const { terms } = account;
    this.close = bars.close;
    this.single = blocks === null;
    this.reference = opensUntrusted(bars) ? bars.close : bars.open;
    this.instrument = instrumentOf(terms, bars.symbol);
    this.costs = new FillCosts(terms.costs);
    this.falls = new EquityFalls(bars.close, blocks);
    this.fills = new FillRows(!this.single);
    this.ledger = new Ledger(account.capital, 1, { instruments: [this.instrument] });
    this.startUnits = this.ledger.cashUnits;
    this.funding = fundingOf(this.ledger, terms, botPolicies.loop.buyingPower);
    this.payer = { funding: this.funding, costs: this.costs, units: toMoneyUnits };
    this.decider = new OrderDecider(kind, bars.symbol, this.instrument, this.ledger, this.funding, terms);
    const settledThrough = from === 0 ? -Infinity : bars.time[from - 1]!;
    this.actionRows = actionRows(input, settledThrough);
    this.walk = new ActionWalk(bars, settledThrough, this.instrument.lot);
    this.firstAction = this.walk.position;
    const { close, reference, instrument, payer, ledger } = this;
    const { band } = this.decider;
    this.trader = new RoundTripTrader({ kind, close, reference, instrument, payer, ledger, band, books: this });
  }

  /**
   * Trades a decision from its first row on.
   * @param firstRow the first row that has the bars the strategy asks for
   * @returns false when the loop must run this trial
   */
  run(decision: DecisionReader, firstRow: number): boolean {
    const { input, ledger, close } = this;
    const length = close.length;
    this.reset();
    let row = input.from === 0 ? firstRow : input.from - 1;
    for (;;) {
      row = this.trader.run(decision, row, this.actionRows[this.nextAction] ?? length);
      row = decision.firstWanted(row, length);
      if (row >= length) break;
      this.pending = this.decider.decide(decision.valueAt(row), close[row]!, ledger.cash);
      if (Number.isNaN(this.pending)) return false;
      if (this.pending !== 0) this.orders++;
      let flat = false;
      while (row + 1 < length && !flat) {
        // Here an order waits, or an action is due at the next row.
        row++;
        if (!this.open(row)) return false;
        flat = ledger.quantity[0] === 0;
        if (flat) {
          this.falls.mark(ledger.cash);
          continue;
        }
        const action = this.actionRows[this.nextAction];
        row = this.hold(decision, row, action ?? length);
        if (Number.isNaN(this.pending)) return false;
        if (this.pending !== 0) this.orders++;
      }
      if (!flat) break;
    }
    this.worst = this.falls.end();
    ledger.mark[0] = close[length - 1]!;
    return true;
  }

  /** Prices of many runs stay in the processor's cache; those of a single one are read ahead. */
  expect(row: number, end: number): void {
    if (!this.single) return;
    this.touched[0] = touchLines(this.reference, row, end);
    this.falls.expect(row, end);
  }

  /** Counts round trips. */
  book(trips: PricedTrips, count: number, cashUnits: number): void {
    const { falls, fills } = this;
    const { rows, sizes } = trips;
    falls.markTrips(trips, count);
    for (let k = 0; k < count; k++) {
      fills.add(rows[2 * k]!, sizes[k]!);
      fills.add(rows[2 * k + 1]!, -sizes[k]!);
    }
    this.ledger.cashUnits = cashUnits;
    this.orders += 2 * count;
    this.opened += count;
    this.closed += count;
  }

  firstOutside(row: number, end: number, bottom: number, top: number): number {
    return this.falls.firstOutside(row, end, bottom, top);
  }

  private reset(): void {
    const { ledger } = this;
    ledger.cashUnits = this.startUnits;
    ledger.quantity[0] = 0;
    ledger.averagePrice[0] = ledger.adjustedEntry[0] = NaN;
    this.fills.start();
    this.orders = this.opened = this.closed = 0;
    this.falls.start(this.input.from === 0 ? this.input.account.capital : ledger.cash);
    this.falls.mark(ledger.cash);
    this.nextAction = 0;
    if (this.actionRows.length > 0) this.walk.position = this.firstAction;
    this.decider.band.target = NaN;
  }

  /**
   * Holds a position from row `first` on, until an order is decided, which is then pending.
   * @returns the row that decided it, or the last one before `end`
   */
  private hold(decision: DecisionReader, first: number, end: number): number {
    const { ledger, close, falls } = this;
    const quantity = ledger.quantity[0]!;
    const { cash } = ledger;
    const byShares = this.kind === 'position';
    this.pending = 0;
    falls.hold(cash, quantity);
    for (let row = first; ;) {
      const same = byShares ? quantity : this.decider.signal;
      const change = decision.firstOther(row, end, same);
      let last = byShares ? change : this.drifted(decision, row, change, cash);
      if (last === change && change < end) {
        const price = close[change]!;
        this.pending = this.decider.decide(decision.valueAt(change), price, cash + quantity * price);
      } else if (last === end) last--;
      falls.markHeld(row, last + 1);
      if (this.pending !== 0 || last + 1 >= end) return last;
      // Only a signal can ask for nothing here: it has been taken, and the band with it.
      row = last + 1;
    }
  }

  /** First row before `end` at which the held signal, repeated, asks for another size: it is pending then; else `end`. */
  private drifted(decision: DecisionReader, row: number, end: number, cash: number): number {
    const { close, falls, decider } = this;
    const { band, signal } = decider;
    const quantity = this.ledger.quantity[0]!;
    band.around(cash, quantity);
    for (;;) {
      row = falls.firstOutside(row, end, band.bottom, band.top);
      if (row >= end) return end;
      if (decision.valueAt(row) === signal) {
        const price = close[row]!;
        this.pending = this.decider.decide(signal, price, cash + quantity * price);
        if (this.pending !== 0) return row;
        band.around(cash, quantity);
      }
      row++;
    }
  }

  /** Settles actions due at a row, then fills what waits. False when the loop must run the trial. */
  private open(row: number): boolean {
    const { ledger } = this;
    ledger.mark[0] = this.close[row - 1]!;
    while (this.nextAction < this.actionRows.length && this.actionRows[this.nextAction]! <= row) {
      this.act(this.actionRows[this.nextAction++]!, row);
    }
    const signed = this.pending;
    if (signed === 0) return true;
    const held = ledger.quantity[0]!;
    const side = signed > 0 ? 1 : -1;
    const price = this.costs.marketPrice(this.reference[row]!, side);
    let quantity = Math.abs(signed);
    let feeUnits = this.costs.feeUnits(quantity, price);
    if (side < 0) {
      if (quantity > held) return false;
    } else if (!paysEasily(ledger.cashUnits, toMoneyUnits(quantity * price) + feeUnits)) {
      // It takes nearly all cash, or more.
      quantity = affordable(0, 1, 0, quantity, price, this.payer, this.instrument);
      if (!(quantity > 0)) return false;
      feeUnits = this.costs.feeUnits(quantity, price);
    }
    ledger.fill(0, side * quantity, price, feeUnits);
    if (held === 0) this.opened++;
    else if (ledger.quantity[0] === 0) this.closed++;
    this.fills.add(row, side * quantity);
    // Costs may have taken more than there was: what follows is for the loop.
    return ledger.cashUnits >= 0;
  }

  /** Settles the actions of one row on the way to `row`, whose waiting order a split restates. */
  private act(at: number, row: number): void {
    const { bars } = this.input;
    const { ledger } = this;
    const held = ledger.quantity[0] !== 0;
    this.ratio = 1;
    this.walk.apply(0, bars.time[at]!, bars.open[at]!, ledger, this);
    if (held && ledger.quantity[0] === 0) {
      this.closed++;
      this.decider.band.target = NaN;
    }
    if (this.ratio === 1 || at !== row) return;
    const size = this.instrument.floor(Math.abs(this.pending) * this.ratio);
    this.pending = this.pending > 0 ? size : -size;
  }

  dividend(): void {
    // The ledger has credited it.
  }

  split(_leg: number, ratio: number): void {
    this.ratio *= ratio;
  }
}
