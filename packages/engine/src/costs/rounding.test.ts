import fc from 'fast-check';
import { floorQuantity, roundAdverse, roundMoney, toMoneyUnits } from './index.js';

const price = fc.double({ min: 1e-3, max: 1e6, noNaN: true });

describe('rounding', () => {
  it('money goes to 1e-4, ties to even', () => {
    expect([roundMoney(1.00004), roundMoney(1.00006), roundMoney(-1.00006)]).toEqual([1, 1.0001, -1.0001]);
    expect([toMoneyUnits(0.5 / 1e4), toMoneyUnits(1.5 / 1e4), toMoneyUnits(2.5 / 1e4)]).toEqual([0, 2, 2]);
  });

  it('prices go against the trader, by no more than 1e-8 of themselves', () => {
    fc.assert(
      fc.property(price, (p) => {
        const [up, down] = [roundAdverse(p, 1), roundAdverse(p, -1)];
        expect(up).toBeGreaterThanOrEqual(p * (1 - 1e-13));
        expect(down).toBeLessThanOrEqual(p * (1 + 1e-13));
        expect(up - down).toBeLessThanOrEqual(p * 1.1e-8);
        expect(roundAdverse(up, 1)).toBe(up);
      }),
    );
  });

  it('leaves powers of ten as they are, and takes nine digits just below and above them', () => {
    for (let k = -12; k <= 12; k++) {
      const power = Number(`1e${k}`);
      expect([roundAdverse(power, 1), roundAdverse(power, -1)]).toEqual([power, power]);
      expect(roundAdverse(power * 0.9999999985, 1) / power).toBeCloseTo(0.999999999, 13);
      expect(roundAdverse(power * 1.0000000049, -1) / power).toBeCloseTo(1, 13);
    }
  });

  it('do so whatever the unit of money', () => {
    fc.assert(fc.property(price, (p) => expect(roundAdverse(p * 10, 1) / roundAdverse(p, 1)).toBeCloseTo(10, 6)));
  });

  it('quantities go down to what can be held', () => {
    expect([floorQuantity(3.99, false), floorQuantity(4 - 1e-12, false), floorQuantity(0.4, false)]).toEqual([3, 4, 0]);
    expect(floorQuantity(1 / 3, true)).toBeCloseTo(0.333333333, 12);
    expect(floorQuantity(1 / 3, true)).toBeLessThan(1 / 3);
    for (const quantity of [0.3, 0.7, 30, 1e6 + 0.1]) expect(floorQuantity(quantity, true)).toBe(quantity);
  });
});
