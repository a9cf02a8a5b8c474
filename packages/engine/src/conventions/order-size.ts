import type { OrderBounds, OrderSettings } from './order-settings.js';

/** What an order is sized by: the cash of its group, the symbol's position, and what both are worth. */
export interface OrderState {
  /** Cash of all columns that share it, and how much of it is not bound by short positions. */
  readonly cash: number;
  readonly freeCash: number;
  readonly position: number;
  /** What the short position brought when it was sold; 0 when there is none. */
  readonly debt: number;
  /** Price that sizes in money are divided by, and what positions and cash are worth at such prices. */
  readonly valPrice: number;
  readonly value: number;
}

/** How sizes are meant, and what bounds them. */
export type SizeRules = Pick<OrderSettings, 'sizeType' | 'direction'> & OrderBounds;

/**
 * Units that vectorbt's `from_orders` trades for an asked size at a price, positive to buy; 0 where the order is ignored or
 * rejected.
 */
export function orderSize(size: number, price: number, state: OrderState, settings: SizeRules): number {
  if (Number.isNaN(size) || Number.isNaN(price)) return 0;
  const asked = amountOf(settings.direction === 'shortonly' ? -size : size, state, settings);
  if (Number.isNaN(asked.amount)) return 0;
  return asked.amount > 0 ? bought(asked, price, state, settings) : -sold(asked, price, state, settings);
}

/** Units asked for, infinite for all there is, of which `share` is a part; NaN where there is none. */
interface Asked {
  readonly amount: number;
  readonly share: number;
}

function amountOf(size: number, { position, valPrice, value }: OrderState, { sizeType, direction }: SizeRules): Asked {
  if (sizeType === 'percent') return { amount: Math.sign(size) * Infinity, share: Math.abs(size) };
  let amount = size;
  if (sizeType === 'targetpercent') amount = value > 0 ? amount * value : NaN;
  if (sizeType !== 'amount' && sizeType !== 'targetamount') amount /= valPrice;
  if (sizeType.startsWith('target')) amount -= position;
  return { amount, share: amount === -Infinity && direction !== 'longonly' ? 1 : NaN };
}

function bought({ amount, share }: Asked, price: number, state: OrderState, settings: SizeRules): number {
  const { direction, fees, fixedFees, sizeGranularity, maxSize, allowPartial } = settings;
  const at = price * (1 + settings.slippage);
  const cash = Math.min(settings.lockCash ? unlocked(at, state, settings) : state.cash, state.cash);
  const limit = Number.isNaN(share) ? cash : Math.min(cash, share * cash);
  if (direction !== 'shortonly' && limit === 0) return 0;
  let units = direction === 'shortonly' ? Math.min(-state.position, amount) : amount;
  if (units > maxSize && !allowPartial) return 0;
  units = inSteps(Math.min(units, maxSize), sizeGranularity);
  const worth = units * at;
  if (!closeOrLess(worth + worth * fees + fixedFees, limit)) {
    const pays = difference(limit, fixedFees) / (1 + fees);
    if (pays <= 0 || isClose(units, 0)) return 0;
    units = inSteps(pays / at, sizeGranularity);
  }
  return allowed(units, amount, settings);
}

/** Cash for a purchase that leaves what other short positions bind. */
function unlocked(at: number, { position, debt, cash, freeCash }: OrderState, { fees, fixedFees }: SizeRules): number {
  if (position >= 0) return freeCash;
  const unit = at * (1 + fees);
  const left = difference(freeCash + 2 * debt, -position * unit + fixedFees);
  if (left > 0) return freeCash + 2 * debt;
  if (left === 0) return cash;
  const covered = (freeCash - fixedFees) / (unit + (2 * debt) / position);
  return covered * unit + fixedFees;
}

function sold({ amount, share }: Asked, price: number, state: OrderState, settings: SizeRules): number {
  const { direction, fees, fixedFees, sizeGranularity, maxSize, allowPartial, lockCash } = settings;
  const at = price * (1 - settings.slippage);
  const asked = -amount;
  const part = Number.isNaN(share) ? 1 : share;
  let units = part * asked;
  if (direction === 'longonly') units = part * Math.min(state.position, asked);
  else if (lockCash || asked === Infinity) {
    const most = sellable(at, state, settings);
    if (!(most > 0)) return 0;
    units = Math.min(asked === Infinity ? part * most : units, lockCash ? most : Infinity);
  }
  if (units > maxSize && !allowPartial) return 0;
  units = inSteps(Math.min(units, maxSize), sizeGranularity);
  // What the fees would eat up is not sold.
  if (difference(units * at, units * at * fees + fixedFees) < 0) return 0;
  return allowed(units, asked, settings);
}

/** Units that may be sold: what is held, and short what the free cash is worth then. */
function sellable(at: number, { position, freeCash }: OrderState, { fees, fixedFees }: SizeRules): number {
  const held = Math.max(position, 0);
  const free = difference(freeCash, -held * at * (1 - fees));
  return free <= 0 ? held : held - difference(fixedFees, free) / (at * (1 + fees));
}

/** A size that is not too small, and all that was asked for where it must be; else 0. */
function allowed(units: number, asked: number, { minSize, allowPartial }: SizeRules): number {
  if (isClose(units, 0) || less(units, minSize)) return 0;
  return Number.isFinite(asked) && less(units, asked) && !allowPartial ? 0 : units;
}

/** Rounded down to a multiple of a step. */
function inSteps(units: number, step: number): number {
  if (Number.isNaN(step) || !Number.isFinite(units)) return units;
  return Math.round((units - (units % step)) / step) * step;
}

/** Whether two numbers are equal up to rounding. */
export function isClose(a: number, b: number): boolean {
  const most = Math.max(Math.abs(a), Math.abs(b));
  return most < Infinity && Math.abs(a - b) <= Math.max(1e-9 * most, 1e-12);
}

const closeOrLess = (a: number, b: number) => isClose(a, b) || a < b;
const less = (a: number, b: number) => !isClose(a, b) && a < b;

/** a − b, 0 where they are equal up to rounding. */
export function difference(a: number, b: number): number {
  return isClose(a, b) ? 0 : a - b;
}
