import type { ColumnDecision } from '@bot-v2/sdk';
import type { DecisionReader } from '../column-decisions/index.js';
import { moneyUnits, toMoneyUnits } from '../costs/index.js';
import type { Instrument } from '../costs/index.js';
import type { Ledger } from '../ledger/index.js';
import { affordable, paysEasily } from '../matching/index.js';
import type { Payer } from '../matching/index.js';
import type { DriftBand } from './drift-band.js';
import type { EquityFalls } from './equity-falls.js';
import type { FillRows } from './fill-rows.js';

/** What a trader shares with the kernel it works for. */
export interface TraderParts {
  readonly kind: ColumnDecision['kind'];
  readonly close: Float64Array;
  /** Price of each row around which its fills are priced. */
  readonly reference: Float64Array;
  readonly instrument: Instrument;
  readonly payer: Payer;
  readonly ledger: Ledger;
  readonly falls: EquityFalls;
  readonly band: DriftBand;
  readonly fills: FillRows;
}

/**
 * Trades round trips: bought at once by one decision, held without another, sold at once by the next. Most of what a kernel
 * does is this, and needs neither the gate nor the books: the account is flat before and after.
 */
export class RoundTripTrader {
  constructor(private readonly parts: TraderParts) {}

  /**
   * Trades round trips from `row` on, flat, for as long as they end before row `end`.
   * @returns a row, flat, from which on decisions are still to be made
   */
  run(decision: DecisionReader, row: number, end: number): number {
    const { kind, close, reference, instrument, payer, ledger, falls, band, fills } = this.parts;
    const { costs } = payer;
    const { feeRate } = costs;
    const proportional = feeRate === feeRate;
    const adverse = costs.adverseFraction !== 0;
    const { binary } = decision;
    const byShares = kind === 'position';
    /** The last value that could be a position in shares. */
    let whole = 0;
    let { cashUnits } = ledger;
    let cash = cashUnits / moneyUnits;
    while (row < end) {
      row = decision.firstWanted(row, end);
      const bought = row + 1;
      if (bought >= end) break;
      const value = binary ? 1 : decision.valueAt(row);
      const price = close[row]!;
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
      const left = (cashUnits - spent) / moneyUnits;

      const sold = decision.firstOther(bought, end, value) + 1;
      if (sold >= end || !(binary || decision.valueAt(sold - 1) === 0)) break;
      if (byShares) {
        // Fewer than were wanted: the rest is asked for again.
        if (size !== value) break;
      } else {
        band.target = value;
        band.around(left, size);
        band.target = NaN;
        if (falls.firstOutside(bought, sold - 1, band.bottom, band.top) < sold - 1) break;
      }
      let got = reference[sold]!;
      if (adverse) got = costs.marketPrice(got, -1);
      worth = size * got;
      const earned = toMoneyUnits(worth) - (proportional ? toMoneyUnits(worth * feeRate) : costs.feeUnits(size, got));
      if (cashUnits - spent + earned < 0) break;

      falls.hold(left, size);
      falls.markHeld(bought, sold);
      cashUnits += earned - spent;
      cash = cashUnits / moneyUnits;
      falls.mark(cash);
      fills.add(bought, size);
      fills.add(sold, -size);
      row = sold;
    }
    ledger.cashUnits = cashUnits;
    return row;
  }
}
