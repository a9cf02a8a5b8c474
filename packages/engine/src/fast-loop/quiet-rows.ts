import type { OrderOptions } from '@bot-v2/sdk';
import type { DecisionReader } from '../column-decisions/index.js';
import { bandBottom, bandTop } from '../loop/index.js';
import type { LegDesk } from '../loop/index.js';
import type { DecidingColumns } from './deciding-columns.js';
import type { FastLeg } from './fast-leg.js';

const noOptions: OrderOptions = Object.freeze({});

/**
 * The rows of a walk on which columns ask for nothing new and nothing is filled: closed without a call, and while nothing is
 * held without a look. With a position the fill price is read at every row, needed or not: a column that is read here and there
 * is waited for.
 */
export class QuietRows {
  /** Whether `close` ended before a row whose equity would not be positive, or not be confirmed. */
  unsound = false;
  private readonly reader: DecisionReader;
  private readonly byShares: boolean;
  private readonly closes: Float64Array;
  private readonly fillPrices: Float64Array;
  /** The decision at this row is not made in this walk. */
  private readonly last: number;

  constructor(
    private readonly leg: FastLeg,
    private readonly desk: LegDesk,
    { kind, reader }: DecidingColumns,
    end: number,
  ) {
    this.reader = reader;
    this.byShares = kind === 'position';
    this.closes = leg.bars.close;
    this.fillPrices = leg.fillPrices;
    this.last = end - 1;
  }

  /** The first row from `row` on that may ask for something, but for a target that is held and drifts; the walk's last row if none does. */
  firstAsking(row: number): number {
    const { reader, last, byShares, leg, desk } = this;
    if (row >= last) return last;
    const quantity = leg.loop.ledger.quantity[0]!;
    const { lastSignal } = desk;
    // A signal that differs from the last one is remembered, even where it asks for nothing.
    if (quantity === 0)
      return byShares || lastSignal === 0 ? reader.firstWanted(row, last) : reader.firstOther(row, last, NaN);
    if (byShares) return reader.firstOther(row, last, quantity);
    return reader.firstOther(row, last, quantity * lastSignal > 0 ? lastSignal : NaN);
  }

  /**
   * Closes rows `row … stop − 1`; a held target that drifts may ask for another size from row `at` on, and ends it after
   * that row.
   * @returns the first row not closed
   */
  close(row: number, stop: number, at: number): number {
    const { leg } = this;
    const { ledger } = leg.loop;
    const drifted = leg.audited && leg.drifted();
    if (ledger.quantity[0] === 0 && !drifted) return this.closeFlat(row, stop);
    return this.byShares ? this.closeShares(row, stop, drifted) : this.closeTarget(row, stop, at, drifted);
  }

  private closeFlat(row: number, stop: number): number {
    const { leg } = this;
    const { cash } = leg.loop.ledger;
    if (!(cash > 0)) {
      this.unsound = true;
      return row;
    }
    leg.equity = cash;
    leg.price = this.closes[stop - 1]!;
    return stop;
  }

  /** What is held is a number of shares, which no price changes. */
  private closeShares(row: number, stop: number, drifted: boolean): number {
    const { leg, closes, fillPrices } = this;
    const { ledger } = leg.loop;
    const { cash } = ledger;
    const quantity = ledger.quantity[0]!;
    const size = Math.abs(quantity);
    let { equity, exposed, price } = leg;
    let { reference } = leg.execution;
    for (; row < stop; row++) {
      const next = closes[row]!;
      const worth = cash + quantity * next;
      if (!(worth > 0 && worth < Infinity) || (drifted && !leg.confirms(worth, next))) {
        this.unsound = true;
        break;
      }
      reference = fillPrices[row]!;
      price = next;
      equity = worth;
      exposed += (size * next) / worth;
    }
    leg.equity = equity;
    leg.exposed = exposed;
    leg.execution.reference = reference;
    leg.price = price;
    return row;
  }

  /** What is held is a share of equity. */
  private closeTarget(row: number, stop: number, at: number, drifted: boolean): number {
    const { leg, closes, fillPrices, desk } = this;
    const { ledger } = leg.loop;
    const { cash } = ledger;
    const quantity = ledger.quantity[0]!;
    const size = Math.abs(quantity);
    const target = Math.abs(desk.heldTarget);
    const bottom = bandBottom(target);
    const top = bandTop(target);
    let { equity, exposed, price } = leg;
    let { reference } = leg.execution;
    for (; row < stop; row++) {
      const next = closes[row]!;
      const worth = cash + quantity * next;
      if (!(worth > 0 && worth < Infinity) || (drifted && !leg.confirms(worth, next))) {
        this.unsound = true;
        break;
      }
      reference = fillPrices[row]!;
      price = next;
      equity = worth;
      const share = (size * next) / worth;
      exposed += share;
      if (!(share >= bottom && share <= top) && row >= at && this.resizes(row, quantity, price, worth)) {
        row++;
        break;
      }
    }
    leg.equity = equity;
    leg.exposed = exposed;
    leg.execution.reference = reference;
    leg.price = price;
    return row;
  }

  /** Whether the decision at a row, the held signal again, may ask for another size. */
  private resizes(row: number, quantity: number, price: number, equity: number): boolean {
    if (row >= this.last) return false;
    const signal = this.reader.valueAt(row);
    return !Number.isNaN(signal) && !this.desk.keeps(signal, noOptions, quantity, price, equity);
  }
}
