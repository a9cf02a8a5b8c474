import { flatAccount } from '@bot-v2/sdk';
import fc from 'fast-check';
import { randomTape, restless } from '../../test/random-runs.js';
import { conventionsOf } from '../conventions/index.js';
import { runFrames } from '../frame-driver/index.js';
import type { FrameInput, FrameRun } from '../frame-driver/index.js';
import { tallyOf, tradeAt, tradesOf } from './index.js';

const symbols = ['A', 'B', 'C'];

/** Runs of one to three symbols that share cash, net or in lots, with splits, dividends, reversals and what stays open. */
const runs = fc
  .record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    length: fc.integer({ min: 20, max: 120 }),
    count: fc.integer({ min: 1, max: 3 }),
    lots: fc.boolean(),
    shorting: fc.boolean(),
    fractional: fc.boolean(),
  })
  .map(({ seed, length, count, lots, shorting, fractional }): FrameInput => {
    const legs = symbols.slice(0, count).map((symbol, k) => ({
      symbol,
      bars: randomTape(seed + k, length, symbol),
      from: 5,
      strategy: { ...restless },
      params: { seed: seed + k },
    }));
    return {
      legs,
      account: flatAccount(20_000, { shorting, fractional }),
      ...(lots ? { policies: conventionsOf('backtesting.py', {}) } : {}),
      probe: false,
    };
  });

const ended = ({ exitTime }: { readonly exitTime: number | null }) => exitTime !== null;

describe('trade columns', () => {
  it('say what the trades say, of every symbol and of all of them, whichever is read first', () => {
    let [seen, open, turned] = [0, 0, 0];
    fc.assert(
      fc.property(runs, fc.boolean(), (input, objectsFirst) => {
        const run = runFrames(input);
        if (objectsFirst) void run.trades;
        for (const { trades, tradeColumns: columns } of [run, ...run.legs]) {
          expect(columns.length).toBe(trades.length);
          expect(columns.closed).toBe(trades.filter(ended).length);
          expect(tradesOf(columns)).toEqual(trades);
          expect(tallyOf(columns)).toEqual(tallyOf(trades));
          for (let k = 0; k < columns.length; k++) {
            const { bars } = run.legs.find(({ symbol }) => symbol === columns.symbols[columns.leg[k]!])!;
            expect(bars.time[columns.entryRow[k]!]).toBe(columns.entryTime[k]);
            const exitTime = k < columns.closed ? columns.exitTime[k] : bars.time[bars.length - 1];
            expect(bars.time[columns.exitRow[k]!]).toBe(exitTime);
          }
          seen += columns.length;
          open += columns.length - columns.closed;
          turned += columns.entryTime.filter((time, k) => k > 0 && time === columns.exitTime[k - 1]).length;
        }
        checkOrder(run);
      }),
      { numRuns: 25 },
    );
    // Equal columns are not those of nothing.
    expect(Math.min(seen / 20, open, turned)).toBeGreaterThan(5);
  });

  it('are the very trades of the symbols, in the order of closing', () => {
    const legs = symbols.map((symbol, k) => ({
      ...{ symbol, bars: randomTape(k + 3, 100, symbol), from: 5, strategy: { ...restless }, params: { seed: k } },
    }));
    const run = runFrames({ legs, account: flatAccount(20_000, { shorting: true }), probe: false });
    const all = new Set(run.legs.flatMap(({ trades }) => trades));
    expect(run.trades.length).toBe(all.size);
    expect(run.trades.every((trade) => all.has(trade))).toBe(true);
  });

  it('are empty where nothing was traded', () => {
    const idle = { ...restless, onBar: () => undefined };
    const legs = [{ symbol: 'X', bars: randomTape(3, 40), from: 5, strategy: idle }];
    const { tradeColumns, trades, tally } = runFrames({ legs, account: flatAccount(1_000), probe: false });
    expect([tradeColumns.length, tradeColumns.closed, tradeColumns.pnl.length, trades.length]).toEqual([0, 0, 0, 0]);
    expect(tally).toEqual(tallyOf([]));
  });

  it('name the reasons of each trade, however many there are', () => {
    const bars = randomTape(11, 100);
    const talking = {
      ...restless,
      onBar: ({ t, out }: Parameters<typeof restless.onBar>[0]) => out.target(t % 2, { reason: `bar ${t}` }),
    };
    const legs = [{ symbol: 'X', bars, from: 5, strategy: talking }];
    const { tradeColumns: columns } = runFrames({ legs, account: flatAccount(1e6), probe: false });
    expect(columns.closed).toBeGreaterThan(30);
    for (let k = 0; k < columns.closed; k++) {
      const { entryReason, exitReason } = tradeAt(columns, k);
      expect([entryReason, exitReason]).toEqual([`bar ${columns.entryRow[k]! - 1}`, `bar ${columns.exitRow[k]! - 1}`]);
    }
  });
});

/** Closed trades of a run by exit and entry where positions are net; open ones last. */
function checkOrder({ trades, lots }: FrameRun): void {
  const closed = trades.filter(ended);
  expect(trades.slice(0, closed.length)).toEqual(closed);
  if (lots !== undefined) return;
  const keys = closed.map(({ exitTime, entryTime }) => [exitTime!, entryTime] as const);
  expect(keys).toEqual(keys.slice().sort((a, b) => a[0] - b[0] || a[1] - b[1]));
}
