import { jest } from '@jest/globals';
import { defineStrategy, flatAccount, isBotError } from '@bot-v2/sdk';
import type { BotError } from '@bot-v2/sdk';
import fc from 'fast-check';
import { z } from 'zod';
import { randomTape, restless } from '../../test/random-runs.js';
import { FastWalk } from '../frame-driver/fast-walk.js';
import { FrameWalk } from '../frame-driver/index.js';
import { TradingBooks } from '../loop/trading-books.js';
import type { FillEvent } from '../loop/intents.js';
import type { Ledger } from './ledger.js';

const input = (seed: number, strategy = restless) => ({
  legs: [{ symbol: 'X', bars: randomTape(seed, 120), from: 20, strategy }],
  account: flatAccount(50_000, { shorting: true }),
});

/** Decides by columns: its round trips are booked many at a time. */
const crossing = defineStrategy({
  id: 'crossing',
  version: '1.0.0',
  params: z.object({}),
  warmup: () => 5,
  prepare: (bars, _, ta) => ({ fast: ta.sma(bars.close, 2), slow: ta.sma(bars.close, 5) }),
  target: { crosses: ['fast', 'slow'] },
});

type Spoil = (ledger: Ledger, f: FillEvent) => void;

/** Runs to the end with the books spoilt right after the `n`th fill; its time, and whatever the run threw. */
function runWithSpoiltFill(walk: FrameWalk, n: number, spoil: Spoil): { readonly time: number | null; error: unknown } {
  const settle = TradingBooks.prototype.settle;
  let count = 0;
  let time: number | null = null;
  const spy = jest.spyOn(TradingBooks.prototype, 'settle').mockImplementation(function (this: TradingBooks, f) {
    settle.call(this, f);
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

const walks: Readonly<Record<string, (seed: number) => FrameWalk>> = {
  'bar by bar': (seed) => new FrameWalk(input(seed)),
  'in round trips': (seed) => new FastWalk(input(seed, crossing)),
};
const kinds = Object.entries(walks).flatMap(([way, walk]) =>
  Object.entries(corruptions).map(([what, spoil]) => [what, way, walk, spoil] as const),
);

describe('a corrupted fill', () => {
  it.each(kinds)('%s, %s: the invariant breaks at the close of that bar', (_, __, walk, spoil) => {
    let broken = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 12 }), (seed, n) => {
        const { time, error } = runWithSpoiltFill(walk(seed), n, spoil);
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
