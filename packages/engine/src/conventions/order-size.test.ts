import { orderSize } from './order-size.js';
import type { OrderState } from './order-size.js';
import { orderSettings } from './order-settings.js';
import type { OrderSettings } from './order-settings.js';

const flat: OrderState = { cash: 1000, freeCash: 1000, position: 0, debt: 0, valPrice: 10, value: 1000 };

/** Units traded for a size at 10, by an account of 1,000 that holds nothing but what is given. */
const units = (size: number, settings: Partial<OrderSettings> = {}, state: Partial<OrderState> = {}) =>
  orderSize(size, 10, { ...flat, ...state }, orderSettings(settings));

const long: Partial<OrderState> = { cash: 500, freeCash: 500, position: 50 };
/** Sold short at 12. */
const short: Partial<OrderState> = { cash: 1600, freeCash: 400, position: -50, debt: 600, value: 1100 };

describe('the size of an order', () => {
  it('is asked for in units, in money, as a part of the cash, or as a target in units, money or a part of all', () => {
    expect(units(7)).toBe(7);
    expect(units(250, { sizeType: 'value' })).toBe(25);
    expect(units(0.5, { sizeType: 'percent' })).toBe(50);
    expect(units(20, { sizeType: 'targetamount' }, long)).toBe(-30);
    expect(units(700, { sizeType: 'targetvalue' }, long)).toBe(20);
    expect(units(0.25, { sizeType: 'targetpercent' }, long)).toBe(-25);
    expect(units(-0.5, { sizeType: 'percent', direction: 'longonly' }, long)).toBe(-25);
    expect(units(NaN)).toBe(0);
  });

  it('is what cash pays for, its costs included, or nothing where it must be all', () => {
    expect(units(Infinity, { fees: 0.25, fixedFees: 10 })).toBe(79.2);
    expect(units(200)).toBe(100);
    expect(units(200, { allowPartial: false })).toBe(0);
    expect(units(5, { fixedFees: 2000 })).toBe(0);
    expect(units(Infinity, {}, { cash: 0, freeCash: 0 })).toBe(0);
  });

  it('keeps to the least and largest size and to steps', () => {
    expect(units(7.9, { sizeGranularity: 2 })).toBe(6);
    expect(units(7, { maxSize: 5 })).toBe(5);
    expect(units(7, { maxSize: 5, allowPartial: false })).toBe(0);
    expect([units(4, { minSize: 5 }), units(5, { minSize: 5 })]).toEqual([0, 5]);
  });

  it('sells short without bound, or with what cash that is not bound allows', () => {
    expect(units(-300)).toBe(-300);
    expect(units(-Infinity)).toBe(-100);
    expect(units(-300, { lockCash: true })).toBe(-100);
    expect(units(-Infinity, {}, long)).toBe(-150);
    expect(units(-300, { direction: 'longonly' }, long)).toBe(-50);
    expect(units(30, { direction: 'shortonly' })).toBe(-30);
    expect(units(-80, { direction: 'shortonly' }, short)).toBe(50);
  });

  it('buys with cash that other short positions do not bind', () => {
    const bound: Partial<OrderState> = { cash: 1600, freeCash: 400 };
    expect(units(Infinity, {}, bound)).toBe(160);
    expect(units(Infinity, { lockCash: true }, bound)).toBe(40);
    // Bought back, a short position sets free what it brought and as much again.
    expect(units(Infinity, { lockCash: true }, short)).toBe(160);
    expect(units(Infinity, { lockCash: true }, { ...short, cash: 500, freeCash: -700 })).toBe(50);
    expect(units(Infinity, { lockCash: true }, { ...short, cash: 450, freeCash: -750 })).toBeCloseTo(45, 9);
  });

  it('is refused with settings nobody knows', () => {
    const wrong: object[] = [
      { sizetype: 'value' },
      { sizeType: 'shares' },
      { fees: -1 },
      { sizeGranularity: 0 },
      { maxSize: '5' },
    ];
    for (const settings of wrong) {
      expect(() => orderSettings(settings)).toThrow(expect.objectContaining({ code: 'BOT_CONFIG_INVALID' }));
    }
  });
});
