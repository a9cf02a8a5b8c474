import type { Account } from '@bot-v2/sdk';
import { FillCosts, toUnitsOf } from '../costs/index.js';
import type { CommissionModel, FillModel, Instrument } from '../costs/index.js';
import type { Funding, Ledger } from '../ledger/index.js';
import type { LoopPolicies } from '../policies/index.js';
import type { MarketListener } from './execution.js';
import { marketRules } from './market-rules.js';
import { SimulatedMarket } from './simulated-market.js';

/** The market an account trades on, under its terms and by given conventions. */
export function marketOf(input: {
  readonly account: Account;
  readonly ledger: Ledger;
  readonly funding: Funding;
  readonly instruments: readonly Instrument[];
  readonly policies: LoopPolicies;
  readonly listener: MarketListener;
  readonly models?:
    { readonly commission?: CommissionModel | undefined; readonly fills?: FillModel | undefined } | undefined;
}): SimulatedMarket {
  const { account, ledger, funding, instruments, policies, listener, models } = input;
  const { terms } = account;
  return new SimulatedMarket({
    legs: instruments.length,
    ledger,
    funding,
    instruments,
    shorting: terms.shorting,
    onMargin: terms.margin !== undefined && policies.buyingPower === 'free-cash',
    rules: marketRules(policies),
    units: toUnitsOf(policies.money),
    listener,
    costs: new FillCosts(terms.costs, { money: policies.money, volumeShare: terms.volumeShare, ...models }),
  });
}
