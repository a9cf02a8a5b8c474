import type { FillCosts, Instrument, ToUnits } from '../costs/index.js';
import { moneyUnits, toMoneyUnits } from '../costs/index.js';
import type { Funding } from '../ledger/index.js';

/** Who pays, and how quantities and money are counted. */
export interface Payer {
  readonly funding: Funding;
  readonly costs: FillCosts;
  readonly units: ToUnits;
}

/**
 * Whether cash pays for a fill with something to spare, both in money units: no rounding of what there is to spend can
 * make `affordable` give less.
 */
export function paysEasily(cashUnits: number, spentUnits: number): boolean {
  return spentUnits < cashUnits * (1 - 1e-12) - 2;
}

/**
 * How much of `opening` units the account can pay for at `price`, after closing `reducing` units of the opposite position
 * in the same fill, commission included: all of it, or the most whole lots.
 */
export function affordable(
  leg: number,
  side: 1 | -1,
  reducing: number,
  opening: number,
  price: number,
  payer: Payer,
  instrument: Instrument,
): number {
  const { funding, costs, units } = payer;
  let available = funding.available();
  if (reducing > 0) available += funding.freedBy(leg, side, reducing, price);
  const budget =
    units === toMoneyUnits ? Math.floor(available * moneyUnits + 1e-3) : available * moneyUnits * (1 + 1e-12);
  const unit = funding.unitCost(leg, side, price);
  const pays = (quantity: number) =>
    units(quantity * unit) + costs.feeUnits(reducing + quantity, price, instrument.multiplier) <= budget;
  if (pays(opening)) return opening;
  if (budget <= 0 || unit <= 0) return 0;
  const { commissionRate, commissionPerUnit } = costs;
  const paid = unit + price * instrument.multiplier * commissionRate + commissionPerUnit;
  return mostLots(pays, Math.floor(budget / moneyUnits / paid / instrument.lot), opening, instrument.lot);
}

/**
 * The most whole lots, below a quantity that is too much, that can be paid; of more, more has to be paid.
 * @param guess how many they are most of the time
 */
function mostLots(pays: (quantity: number) => boolean, guess: number, tooMuch: number, lot: number): number {
  let no = Math.ceil(tooMuch / lot);
  let yes = 0;
  for (let next = Math.min(guess, no - 1); no - yes > 1; next = Math.floor((yes + no) / 2)) {
    if (!pays(next * lot)) no = next;
    else {
      yes = next;
      if (next === guess && !pays((next + 1) * lot)) break;
    }
  }
  return yes * lot;
}
