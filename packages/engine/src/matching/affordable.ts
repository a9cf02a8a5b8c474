import type { FillCosts } from '../costs/index.js';
import { floorQuantity, moneyUnits, toMoneyUnits } from '../costs/index.js';
import type { Ledger } from '../ledger/index.js';

/**
 * How much of `opening` shares the account can pay for at `price`, after closing `reducing` shares of the opposite
 * position in the same fill. Cash never turns negative by opening; a short sale needs its value in available cash.
 */
export function affordable(
  leg: number,
  side: 1 | -1,
  reducing: number,
  opening: number,
  price: number,
  account: { readonly ledger: Ledger; readonly costs: FillCosts; readonly fractional: boolean },
): number {
  const { ledger, costs, fractional } = account;
  let available = ledger.available();
  if (reducing > 0) available += side < 0 ? reducing * price : reducing * (2 * ledger.mark[leg]! - price);
  const budget = Math.floor(available * moneyUnits + 1e-3);
  const cost = (quantity: number) => toMoneyUnits(quantity * price) + costs.feeUnits(reducing + quantity, price);
  if (cost(opening) <= budget) return opening;
  if (budget <= 0) return 0;
  const step = fractional ? Math.max(1e-9, 2 / moneyUnits / price) : 1;
  let quantity = floorQuantity(budget / moneyUnits / (price * (1 + costs.commissionRate)), fractional);
  while (quantity > 0 && cost(quantity) > budget) quantity = floorQuantity(quantity - step, fractional);
  return Math.max(0, Math.min(quantity, opening));
}
