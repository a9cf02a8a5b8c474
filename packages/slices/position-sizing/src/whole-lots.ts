import { instrumentOf } from '@bot-v2/engine';
import type { Account, Bars, SizeReason } from '@bot-v2/sdk';

/** A fraction rounded down to what can be bought, with the reason. */
export interface WholeLots {
  readonly fraction: number;
  readonly reason: SizeReason;
}

/**
 * The fraction that the lots of a position make at the last close, as the engine counts them at a decision; 0 when it does
 * not buy one lot.
 * @param fraction of equity, positive
 * @param history not empty
 * @returns null where any quantity can be held
 */
export function wholeLots(fraction: number, history: Bars, { equity, terms, currency }: Account): WholeLots | null {
  const { floor, lot, multiplier } = instrumentOf(terms, history.symbol);
  if (terms.fractional && terms.instruments?.[history.symbol]?.lot === undefined) return null;
  const price = history.close[history.length - 1]! * multiplier;
  const quantity = floor((fraction * equity) / price);
  const after = (quantity * price) / equity;
  const money = (amount: number) => `${Number(amount.toFixed(2))} ${currency}`;
  const text =
    quantity > 0
      ? `${Number(quantity.toFixed(9))} at ${money(price)}`
      : `${money(fraction * equity)} does not buy ${lot === 1 ? 'one' : lot} at ${money(price)}: no trade`;
  return { fraction: after, reason: { step: 'lot', factor: after / fraction, after, text } };
}
