import { jest } from '@jest/globals';
import { flatAccount, isBotError } from '@bot-v2/sdk';
import type { BotError } from '@bot-v2/sdk';
import fc from 'fast-check';
import { randomTape, restless } from '../../test/random-runs.js';
import { FrameWalk } from '../frame-driver/index.js';
import { TradingBooks } from '../loop/trading-books.js';
import type { FillEvent } from '../loop/intents.js';
import type { Ledger } from './ledger.js';

const input = (seed: number) => ({
  legs: [{ symbol: 'X', bars: randomTape(seed, 120), from: 20, strategy: restless }],
  account: flatAccount(50_000, { shorting: true }),
});

type Spoil = (ledger: Ledger, f: FillEvent) => void;

/** Runs to the end with the books spoilt right after the `n`th fill; its time, and whatever the run threw. */
function runWithSpoiltFill(seed: number, n: number, spoil: Spoil): { readonly time: number | null; error: unknown } {
  const walk = new FrameWalk(input(seed));
  const settle = TradingBooks.prototype.fill;
  let count = 0;
  let time: number | null = null;
  const spy = jest.spyOn(TradingBooks.prototype, 'fill').mockImplementation(function (this: TradingBooks, f, reason) {
    settle.call(this, f, reason);
    if (++count !== n) return;
    time = f.time;
    spoil(this.ledger, f);
  });
  try {
    walk.finish();
    return { time, error: null };
  } catch (error) {
    return { time, error };
  } finally {
    spy.mockRestore();
  }
}

const corruptions: Readonly<Record<string, Spoil>> = {
  'cash is off by 0.0001': (ledger) => void (ledger.cashUnits += 1),
  'one share too many': (ledger, f) => void (ledger.quantity[f.leg]! += 1),
  'settled twice': (ledger, f) => ledger.fill(f.leg, f.side * f.quantity, f.price, f.feeUnits),
  'a dollar of fees too much': (ledger) => void (ledger.cashUnits -= 10_000),
};

describe('a corrupted fill', () => {
  it.each(Object.entries(corruptions))('%s: the invariant breaks at the close of that bar', (_, spoil) => {
    let broken = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 12 }), (seed, n) => {
        const { time, error } = runWithSpoiltFill(seed, n, spoil);
        if (time === null) return expect(error).toBeNull();
        expect(isBotError(error) && error.code).toBe('BOT_INVARIANT');
        expect((error as BotError).details).toMatchObject({ time });
        broken++;
      }),
      { numRuns: 25 },
    );
    expect(broken).toBeGreaterThan(15);
  });
});
