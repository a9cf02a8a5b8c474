import { flatAccount } from '@bot-v2/sdk';
import { flat } from '../../test/free-run.js';
import { tape } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { runFrames } from '../frame-driver/index.js';
import { conventionsOf, fromSignals } from './index.js';
import type { SignalSettings } from './index.js';

/** Rows of signals by their letters: entry and exit long (L, l), entry and exit short (S, s). */
type Letters = readonly string[];

/** A number without the rounding of its last digits. */
const rounded = (x: number) => Number(x.toPrecision(12));

/** Fills (row, signed quantity, price) of signals of an account of 1,000, at the closes of a tape or the opens that follow. */
function fills(candles: readonly Candle[], letters: Letters, settings: Partial<SignalSettings>, fixed = 0) {
  const bars = tape(candles);
  const on = (letter: string) => Float64Array.from(candles, (_, row) => (letters[row]?.includes(letter) ? 1 : 0));
  const strategy = fromSignals({
    id: 'signals',
    signals: () => ({ entries: on('L'), exits: on('l'), shortEntries: on('S'), shortExits: on('s') }),
    settings: { ...settings, fixedFees: fixed },
  });
  const run = runFrames({
    legs: [{ symbol: 'X', bars, from: 0, strategy }],
    account: flatAccount(1000, {
      costs: {
        commissionRate: 0,
        halfSpreadBps: 0,
        slippageBps: 0,
        ...(fixed > 0 ? { commissionPerOrder: fixed } : {}),
      },
      shorting: true,
      fractional: true,
      instruments: { X: { lot: settings.sizeGranularity ?? 1e-18 } },
    }),
    policies: conventionsOf('vectorbt', {
      marketFill: settings.price === 'open' ? 'next-open' : 'decision-close',
      ...(settings.allowPartial === false ? { shortfall: 'reject-order' } : {}),
    }),
    risk: { maxPosition: Infinity, absurdFactor: Infinity },
    probe: false,
  });
  return run.fills
    .toArray()
    .map((f) => [bars.time.indexOf(f.time), rounded(f.side === 'buy' ? f.quantity : -f.quantity), f.price]);
}

describe('sizes of signals, as the engine they are from gives them', () => {
  it('keep to steps and to the least and the most of an order', () => {
    const candles = [flat(7), flat(8), flat(8)];
    const bounded = { size: 10, sizeGranularity: 4 };
    expect(fills(candles, ['L', '', 'l'], bounded)).toEqual([
      [0, 8, 7],
      [2, -8, 8],
    ]);
    expect(fills(candles, ['L', '', 'l'], { ...bounded, allowPartial: false })).toEqual([]);
    expect(fills([flat(10)], ['L'], { size: 7, minSize: 8 })).toEqual([]);
    expect(fills([flat(10)], ['L'], { size: 0.7, sizeType: 'percent', maxSize: 60 })).toEqual([[0, 60, 10]]);
  });

  it('in percent of what may be sold short, a fixed fee taken off all of it', () => {
    // (1,000 − 100) ÷ 10 may be sold; half of it is.
    expect(fills([flat(10)], ['S'], { size: 0.5, sizeType: 'percent' }, 100)).toEqual([[0, -45, 10]]);
  });

  it('in percent add to a short position by the cash it leaves free', () => {
    // Sold for 500, it binds 1,000 of 1,500; half of the rest sells at 8.
    const found = fills([flat(10), flat(8)], ['S', 'S'], { size: 0.5, sizeType: 'percent', accumulate: 'both' });
    expect(found).toEqual([
      [0, -50, 10],
      [1, -31.25, 8],
    ]);
  });

  it('in percent cross a position by a part of it and of what may be sold short then', () => {
    const found = fills([flat(10), flat(10)], ['L', 'S'], { size: 0.5, sizeType: 'percent', accumulate: 'both' });
    expect(found).toEqual([
      [0, 50, 10],
      [1, -75, 10],
    ]);
  });

  it('add nothing for the trace of cash that rounding leaves, whether the price is known before or not', () => {
    const settings = { accumulate: 'addonly', price: 'open' } as const;
    for (let cents = 701; cents < 760; cents++) {
      const candles = [0, 1, 2].map(() => flat(cents / 100));
      for (const price of ['close', 'open'] as const)
        expect(fills(candles, ['L', 'L'], { ...settings, price })).toHaveLength(1);
    }
  });

  it('in units are what cash pays for at an open nobody knew', () => {
    // 1,000 pays for 125 at 8, for 100 at the close before.
    expect(fills([flat(10), flat(8)], ['L'], { size: 120, price: 'open' })).toEqual([[1, 120, 8]]);
    expect(fills([flat(10), flat(8)], ['L'], { size: 200, price: 'open' })).toEqual([[1, 125, 8]]);
  });

  it('use the cash that a symbol before them sets free at the same close, and none that one behind them does', () => {
    const bars = ['A', 'B'].map((symbol) => tape([flat(10), flat(10)], { symbol }));
    /** Fills where one symbol is bought for 900, and sold when the other is bought. */
    const sold = (first: string) => {
      const strategy = fromSignals({
        id: 'signals',
        signals: ({ symbol }) => ({
          entries: Float64Array.from(symbol === first ? [1, 0] : [0, 1]),
          exits: Float64Array.from(symbol === first ? [0, 1] : [0, 0]),
        }),
        settings: { size: 90 },
      });
      const run = runFrames({
        legs: bars.map((each) => ({ symbol: each.symbol, bars: each, from: 0, strategy })),
        account: flatAccount(1000, { costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 } }),
        policies: conventionsOf('vectorbt'),
        risk: { maxPosition: Infinity, absurdFactor: Infinity },
        probe: false,
      });
      return run.fills.toArray().map(({ side, quantity, symbol }) => `${side} ${quantity} ${symbol}`);
    };
    expect(sold('A')).toEqual(['buy 90 A', 'sell 90 A', 'buy 90 B']);
    expect(sold('B')).toEqual(['buy 90 B', 'buy 10 A', 'sell 90 B']);
  });

  it('sell short what free cash allows where it is locked', () => {
    const found = fills([flat(10), flat(10)], ['S', 'S'], { size: 60, lockCash: true, accumulate: 'both' });
    expect(found).toEqual([
      [0, -60, 10],
      [1, -40, 10],
    ]);
  });

  it('take all off a position that missed them by the rounding to lots alone', () => {
    const size = 2.3364174043070185;
    const found = fills([flat(10), flat(10)], ['S', 's'], { size, accumulate: 'removeonly', allowPartial: false });
    expect(found).toEqual([
      [0, expect.closeTo(-size, 9), 10],
      [1, expect.closeTo(size, 9), 10],
    ]);
  });
});

describe('stops further away than a price can fall', () => {
  it('are never met, and keep no order from filling', () => {
    const candles = [flat(10), flat(1), flat(12)];
    expect(fills(candles, ['S', '', 's'], { size: 20, tpStop: 1 })).toEqual([
      [0, -20, 10],
      [2, 20, 12],
    ]);
    expect(fills(candles, ['L', '', 'l'], { size: 20, slStop: 1.5, slTrail: true })).toEqual([
      [0, 20, 10],
      [2, -20, 12],
    ]);
  });
});

describe('stops that fill at the close', () => {
  /** The stop-loss at 9 is met in row 1, which closes at 9.5. */
  const candles: Candle[] = [flat(10), [10, 10, 8.5, 9.5], flat(9.5)];
  const settings = { size: 20, slStop: 0.1, stopExitPrice: 'close' } as const;

  it('close the position there, and no signal of the row acts', () => {
    expect(fills(candles, ['L', 'S'], settings)).toEqual([
      [0, 20, 10],
      [1, -20, 9.5],
    ]);
  });

  it('take the size off it, or turn it', () => {
    const upon = (uponStopExit: SignalSettings['uponStopExit'], accumulate: SignalSettings['accumulate']) =>
      fills(candles, ['L'], { ...settings, uponStopExit, accumulate, uponOppositeEntry: 'ignore' })[1];
    expect(upon('closereduce', 'disabled')).toEqual([1, -20, 9.5]);
    expect(upon('reverse', 'both')).toEqual([1, -40, 9.5]);
    expect(upon('reversereduce', 'disabled')).toEqual([1, -40, 9.5]);
    expect(upon('reversereduce', 'both')).toEqual([1, -20, 9.5]);
  });

  it('trail the extremes of the rows before', () => {
    // 12 × 0.9 is met in row 2, not in the row that reached 12.
    const rising: Candle[] = [flat(10), [10, 12, 10, 11], [11, 11.5, 10.5, 11]];
    expect(fills(rising, ['L'], { ...settings, slTrail: true })[1]).toEqual([2, -20, 11]);
  });
});
