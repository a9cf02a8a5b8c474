import { moneyUnits, toMoneyUnits } from './rounding.js';

/** Money units (1e-4) of an amount of currency: whole ones, half to even, or as exact as a double is. */
export type ToUnits = (amount: number) => number;

/** The rounding of money that a convention asks for. */
export function toUnitsOf(money: 'rounded' | 'exact'): ToUnits {
  return money === 'rounded' ? toMoneyUnits : exactUnits;
}

function exactUnits(amount: number): number {
  return amount * moneyUnits;
}
