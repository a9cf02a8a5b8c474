import fc from 'fast-check';
import { flatAccount } from '@bot-v2/sdk';
import { FillCosts, instrumentOf, toMoneyUnits } from '../costs/index.js';
import { fundingOf, Ledger } from '../ledger/index.js';
import { affordable } from './affordable.js';

const lots = [
  {},
  { fractional: true },
  { instruments: { X: { lot: 0.1 } } },
  { instruments: { X: { lot: 5, multiplier: 10 } } },
];

describe('what an account can pay for', () => {
  it('is the most whole lots within its cash, whatever the commission', () => {
    const money = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...lots),
        money(1, 1e5),
        money(1, 500),
        money(1, 1e5),
        fc.record({ least: money(0, 20), unit: money(0, 3), rate: money(0, 0.2), most: fc.constantFrom(10, Infinity) }),
        fc.constantFrom('terms', 'model'),
        (terms, cash, price, value, { least, unit, rate, most }, by) => {
          const commission = (quantity: number, notional: number) =>
            quantity === 0 ? 0 : Math.min(most, least + unit * quantity + rate * notional);
          const account = flatAccount(cash, {
            ...terms,
            // A model is asked in place of the terms: cheaper or dearer than those.
            costs: { commissionRate: 0.01, commissionPerUnit: by === 'terms' ? unit : 0.5, commissionMinimum: least },
          });
          const models = by === 'terms' ? {} : { commission: { commission } };
          const costs = new FillCosts(account.terms.costs, models);
          const instrument = instrumentOf(account.terms, 'X');
          const { floor, lot, multiplier } = instrument;
          const ledger = new Ledger(cash, 1, { instruments: [instrument] });
          const funding = fundingOf(ledger, account.terms, 'free-cash');
          const opening = floor(value / price);
          const bought = affordable(0, 1, 0, opening, price, { funding, costs, units: toMoneyUnits }, instrument);
          const cost = (quantity: number) =>
            toMoneyUnits(quantity * price * multiplier) + costs.feeUnits(quantity, price, multiplier);
          const budget = ledger.cashUnits;
          expect(bought).toBeLessThanOrEqual(opening);
          if (bought > 0) expect(cost(bought)).toBeLessThanOrEqual(budget);
          // By the terms' commission parts of a share are right to the last units of money.
          const one = by === 'terms' && lot < 1e-8 ? Math.ceil(4e-4 / price / lot) : 1;
          if (bought < opening) expect(cost((Math.round(bought / lot) + one) * lot)).toBeGreaterThan(budget);
        },
      ),
      { numRuns: 500 },
    );
  });
});
