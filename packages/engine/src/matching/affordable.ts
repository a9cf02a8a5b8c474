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
 * in the same fill, commission included.
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
  const { multiplier, lot } = instrument;
  const cost = (quantity: number) => units(quantity * unit) + costs.feeUnits(reducing + quantity, price, multiplier);
  if (cost(opening) <= budget) return opening;
  if (budget <= 0 || unit <= 0) return 0;
  return costs.byModel
    ? mostLots(cost, budget, opening, lot)
    : largestWithin(cost, budget, unit, opening, price, payer, instrument);
}

/** What a quantity costs with its commission, in money units. */
type Cost = (quantity: number) => number;

/**
 * The most whole lots, below `opening`, that cost no more than a budget in money units, by a commission of which nothing is
 * known but that more units do not cost less.
 */
function mostLots(cost: Cost, budget: number, opening: number, lot: number): number {
  let yes = 0;
  let no = Math.ceil(opening / lot);
  for (;;) {
    const next = Math.floor((yes + no) / 2);
    // Beyond 2⁵³ whole numbers have gaps.
    if (next <= yes || next >= no) break;
    if (cost(next * lot) <= budget) yes = next;
    else no = next;
  }
  return yes * lot;
}

/** The same by the terms' commission, at `unit` each; parts of a share are right to the last units of money. */
function largestWithin(
  cost: Cost,
  budget: number,
  unit: number,
  opening: number,
  price: number,
  { costs, units }: Payer,
  { multiplier, lot, floor }: Instrument,
): number {
  const notional = price * multiplier;
  const { commissionRate, commissionPerUnit } = costs;
  const paid = (unit === notional ? unit * (1 + commissionRate) : unit + notional * commissionRate) + commissionPerUnit;
  const whole = units === toMoneyUnits;
  const step = lot < 1 && whole ? Math.max(lot, 2 / moneyUnits / unit) : lot;
  let quantity = floor(budget / moneyUnits / paid);
  while (quantity > 0) {
    const excess = cost(quantity) - budget;
    if (excess <= 0) break;
    // Rounding misses by a step; a fixed or least commission by more.
    quantity = floor(
      quantity - Math.max(step, quantity * 1e-15, whole && excess <= 4 ? 0 : floor(excess / moneyUnits / paid)),
    );
  }
  return Math.max(0, Math.min(quantity, opening));
}
