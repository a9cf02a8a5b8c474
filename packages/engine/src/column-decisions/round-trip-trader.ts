import type { ColumnDecision } from '@bot-v2/sdk';
import { moneyUnits, toMoneyUnits } from '../costs/index.js';
import type { Instrument } from '../costs/index.js';
import type { Ledger } from '../ledger/index.js';
import { affordable, paysEasily } from '../matching/index.js';
import type { Payer } from '../matching/index.js';
import type { DecisionReader } from './decision-reader.js';
import type { DriftBand } from './drift-band.js';

/** Round trips by columns, of which those before some count are priced. */
export interface PricedTrips {
  /** Trip k is held from row `rows[2k]` to the one before `rows[2k + 1]`. */
  readonly rows: Int32Array;
  /** What was decided, and the units it asked for. */
  readonly values: Float64Array;
  readonly wanted: Float64Array;
  /** The units bought, the cash beside them, and the cash after the trip. */
  readonly sizes: Float64Array;
  readonly beside: Float64Array;
  readonly after: Float64Array;
}

/** Where round trips are written down. */
export interface TripBooks {
  /** Prices of rows `row` … `end` − 1 are about to be read. */
  expect(row: number, end: number): void;
  /** Books the first `count` trips, which leave cash of `cashUnits` in the ledger. */
  book(trips: PricedTrips, count: number, cashUnits: number): void;
  /** First of rows `row` … `end` − 1 whose close is not within `bottom` … `top`; `end` if there is none. */
  firstOutside(row: number, end: number, bottom: number, top: number): number;
}

/** What a trader works with. */
export interface TraderParts {
  readonly kind: ColumnDecision['kind'];
  readonly close: Float64Array;
  /** Price of each row around which its fills are priced. */
  readonly reference: Float64Array;
  readonly instrument: Instrument;
  readonly payer: Payer;
  readonly ledger: Ledger;
  readonly band: DriftBand;
  readonly books: TripBooks;
}

/** Most round trips that are found before they are priced, and priced before their equity is counted. */
const together = 256;

/**
 * Trades round trips: bought at once by one decision, held without another, sold at once by the next. Most of what columns
 * decide is this, and needs no gate: the account is flat before and after. Many trips are found, then priced, then booked,
 * each in a loop of its own: no mistaken branch of one delays the others.
 */
export class RoundTripTrader {
  /** The trips in hand. */
  private readonly trips: PricedTrips = {
    rows: new Int32Array(2 * together),
    values: new Float64Array(together),
    wanted: new Float64Array(together),
    sizes: new Float64Array(together),
    beside: new Float64Array(together),
    after: new Float64Array(together),
  };
  /** Where the search for trips has ended: a row, flat, from which on none was found. */
  private searched = 0;

  constructor(private readonly parts: TraderParts) {}

  /**
   * Trades round trips from `row` on, flat, for as long as they end before row `end`.
   * @returns a row, flat, from which on decisions are still to be made
   */
  run(decision: DecisionReader, row: number, end: number): number {
    const { books } = this.parts;
    const { rows } = this.trips;
    // Few at first: those found behind one that is not traded are found in vain.
    for (let most = 4; ; most = Math.min(together, 2 * most)) {
      const found = this.find(decision, row, end, most);
      if (found > 0) books.expect(rows[0]!, rows[2 * found - 1]!);
      const traded = this.trade(decision, found);
      if (traded < found) return rows[2 * traded]! - 1;
      row = this.searched;
      if (found < most) return row;
    }
  }

  /** Finds the rows of at most so many trips. */
  private find(decision: DecisionReader, row: number, end: number, most: number): number {
    const { rows } = this.trips;
    const { binary } = decision;
    let found = 0;
    while (found < most && row < end) {
      row = decision.firstWanted(row, end);
      const bought = row + 1;
      if (bought >= end) break;
      const decided = decision.firstOther(bought, end, binary ? 1 : decision.valueAt(row));
      if (decided + 1 >= end || !(binary || decision.valueAt(decided) === 0)) break;
      rows[2 * found] = bought;
      row = rows[2 * found + 1] = decided + 1;
      found++;
    }
    this.searched = row;
    return found;
  }

  /** Prices the first `found` trips at hand, up to one that is none, and has them booked. */
  private trade(decision: DecisionReader, found: number): number {
    const { kind, close, reference, instrument, payer, ledger, band, books } = this.parts;
    const { trips } = this;
    const { rows, values, wanted, sizes, beside, after } = trips;
    const { costs } = payer;
    const { feeRate } = costs;
    const proportional = feeRate === feeRate;
    const adverse = costs.adverseFraction !== 0;
    const { binary } = decision;
    const byShares = kind === 'position';
    /** The last value that could be a position in shares. */
    let whole = 0;
    const before = ledger.cashUnits;
    let cashUnits = before;
    let cash = cashUnits / moneyUnits;
    let k = 0;
    for (; k < found; k++) {
      const bought = rows[2 * k]!;
      const sold = rows[2 * k + 1]!;
      const value = binary ? 1 : decision.valueAt(bought - 1);
      const price = close[bought - 1]!;
      let size = value;
      if (!byShares) {
        if (!(value > 0 && value <= 1)) break;
        // Twice, as the desk does it to what it wants and to what is missing of it.
        size = instrument.floor(instrument.floor((value * cash) / price));
      } else if (value !== whole) {
        if (instrument.floor(value) !== value) break;
        whole = value;
      }
      // The risk gate has nothing against it, for certain.
      if (!(size > 0 && size * price <= cash && cash >= price * instrument.lot)) break;

      values[k] = value;
      wanted[k] = size;
      let paid = reference[bought]!;
      if (adverse) paid = costs.marketPrice(paid, 1);
      let worth = size * paid;
      let spent = toMoneyUnits(worth) + (proportional ? toMoneyUnits(worth * feeRate) : costs.feeUnits(size, paid));
      if (!paysEasily(cashUnits, spent)) {
        ledger.cashUnits = cashUnits;
        size = affordable(0, 1, 0, size, paid, payer, instrument);
        spent = toMoneyUnits(size * paid) + costs.feeUnits(size, paid);
        if (!(size > 0 && spent <= cashUnits)) break;
      }
      const rest = (cashUnits - spent) / moneyUnits;
      if (byShares) {
        // Fewer than were wanted: the rest is asked for again.
        if (size !== value) break;
      } else {
        band.target = value;
        band.around(rest, size);
        band.target = NaN;
        if (books.firstOutside(bought, sold - 1, band.bottom, band.top) < sold - 1) break;
      }
      let got = reference[sold]!;
      if (adverse) got = costs.marketPrice(got, -1);
      worth = size * got;
      const earned = toMoneyUnits(worth) - (proportional ? toMoneyUnits(worth * feeRate) : costs.feeUnits(size, got));
      if (cashUnits - spent + earned < 0) break;
      cashUnits += earned - spent;
      cash = cashUnits / moneyUnits;
      sizes[k] = size;
      beside[k] = rest;
      after[k] = cash;
    }
    ledger.cashUnits = before;
    if (k > 0) books.book(trips, k, cashUnits);
    return k;
  }
}
