import { instrumentOf } from '@bot-v2/engine';
import type { Account, Bars } from '@bot-v2/sdk';
import { money, percent } from './figures.js';
import type { Tier } from './tiers.js';

/**
 * Why a weight cannot be held: it does not buy one lot, or what it buys is under the tier's smallest position. Quantities
 * are those the engine would order at the last close.
 * @param cap largest weight of the symbol: what the account would have to be follows from it
 * @returns null when it can be held, and for a history without bars, whose price is not known
 */
export function notHoldable(
  weight: number,
  cap: number,
  history: Bars | undefined,
  { equity, terms }: Pick<Account, 'equity' | 'terms'>,
  { minimumPosition, name }: Pick<Tier, 'minimumPosition' | 'name'>,
): string | null {
  const share = `${percent(weight)} of ${money(equity)} is ${money(weight * equity)}`;
  const last = (history?.length ?? 0) - 1;
  if (history === undefined || last < 0) {
    return weight * equity < minimumPosition
      ? `${share}, under the minimum of ${minimumPosition} of tier ${name}`
      : null;
  }
  const { floor, lot, multiplier } = instrumentOf(terms, history.symbol);
  const price = history.close[last]! * multiplier;
  const value = floor((weight * equity) / price) * price;
  // As the engine does, to the rounding of a quantity.
  if (value > 0 && value >= minimumPosition * (1 - 1e-6)) return null;
  const lots = lot * price * Math.max(1, Math.ceil(minimumPosition / (lot * price) - 1e-9));
  const takes = `; it takes an account of ${money(Math.ceil((100 * lots) / cap - 1e-3) / 100)}`;
  if (weight * equity < minimumPosition) {
    return `${share}, under the minimum of ${minimumPosition} of tier ${name}${takes}`;
  }
  if (value > 0)
    return `${share}: whole lots of ${money(value)}, under the minimum of ${minimumPosition} of tier ${name}${takes}`;
  return `${share}, which does not buy ${lot === 1 ? 'one share' : `a lot of ${lot}`} at ${money(price)}${takes}`;
}

/**
 * What is to be said when nothing at all can be held. A tier can contradict itself: at its start the largest position is
 * under the smallest.
 */
export function nothingHeld({ from, minimumPosition, name }: Tier, positionCap: number, equity: number): string {
  const enough = minimumPosition / positionCap;
  return equity < enough
    ? `nothing can be held: tier ${name} begins at ${from}, but below ${money(enough)} its largest position ` +
        `(${percent(positionCap)}) is under its smallest (${minimumPosition})`
    : 'nothing can be held';
}
