import { blankOrder, RiskGate } from './risk-gate.js';

/** A buy of 5 units worth 10 each into a flat account. */
const asked = (equity: number) => {
  const blank = blankOrder('X', 1, Infinity);
  return { ...blank, quantity: 5, price: 10, unitValue: 10, unitCost: 10, position: 0, equity, buyingPower: Infinity };
};

describe('the risk gate', () => {
  it('bounds orders and positions by shares of equity', () => {
    const gate = new RiskGate({ maxPosition: 0.5, absurdFactor: 2 }, false);
    expect([100, 99, 24].map((equity) => gate.refuse(asked(equity)))).toEqual([null, 'max-position', 'absurd-size']);
  });

  it('bounds nothing where a share is infinite, even without equity', () => {
    const gate = new RiskGate({ maxPosition: Infinity, absurdFactor: Infinity }, false);
    expect([100, 0, -100].map((equity) => gate.refuse(asked(equity)))).toEqual([null, null, null]);
  });
});
