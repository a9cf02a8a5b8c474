import { flatAccount } from '@bot-v2/sdk';
import fc from 'fast-check';
import { randomTape, restless, tireless } from '../../test/random-runs.js';
import { conventionsOf } from '../conventions/index.js';
import { runFrames } from '../frame-driver/index.js';
import type { FrameInput } from '../frame-driver/index.js';

const switches = fc.record({
  positions: fc.constantFrom('fifo-lots', 'hedged-lots'),
  marketFill: fc.constantFrom('next-open', 'next-close', 'previous-close'),
  sizeOf: fc.constantFrom('equity', 'free-margin'),
  sizedAt: fc.constantFrom('decision-close', 'fill'),
  marginMark: fc.constantFrom('last-close', 'fill-bar-close'),
  sizePrice: fc.constantFrom('reference', 'with-costs'),
  shortfall: fc.constantFrom('clip', 'reject', 'allow'),
  spreadOn: fc.constantFrom('market-and-stop', 'entries', 'all'),
  stopGap: fc.constantFrom('open', 'market-price', 'stop-price'),
  limitFill: fc.constantFrom('through', 'touch'),
  stopLimitBar: fc.constantFrom('same-bar', 'if-beyond-stop', 'next-bar'),
  secondPass: fc.constantFrom('due', 'all'),
  queue: fc.constantFrom('as-placed', 'exits-first'),
  tie: fc.constantFrom('stop-loss', 'take-profit'),
  exclusiveOrders: fc.boolean(),
  entryCommission: fc.constantFrom('at-entry', 'at-exit'),
  bust: fc.constantFrom('zero-at-once', 'zero-every-other', 'ignore'),
  finalise: fc.constantFrom('mark', 'close-at-last-close', 'repeat-last-bar'),
});

const terms = fc.record({
  fractional: fc.boolean(),
  shorting: fc.boolean(),
  cashInterest: fc.constantFrom(0, 0.03),
  margin: fc.constantFrom(undefined, { initial: 0.25 }),
  costs: fc.constantFrom(
    { commissionRate: 0.001 },
    { halfSpreadBps: 0, slippageBps: 0 },
    { commissionPerOrder: 1, commissionPerUnit: 0.01 },
  ),
});

const input = (seed: number, given: object, changed: Record<string, string | boolean>): FrameInput => ({
  legs: ['A', 'B'].map((symbol) => ({
    symbol,
    bars: randomTape(seed, 60, symbol),
    from: seed % 2 === 0 ? 0 : 5,
    strategy: seed % 3 === 0 ? tireless : restless,
    params: { seed },
  })),
  account: flatAccount(10_000, given),
  policies: conventionsOf('backtesting.py', changed),
  probe: false,
});

const seeds = fc.integer({ min: 1, max: 100_000 });

describe('lots under any conventions and random strategies', () => {
  it('reconcile to their fills at every bar, twice the same', () => {
    let filled = 0;
    fc.assert(
      fc.property(seeds, terms, switches, (seed, given, changed) => {
        const run = runFrames(input(seed, given, changed));
        filled += run.fills.length;
        expect(runFrames(input(seed, given, changed)).orderHash).toBe(run.orderHash);
      }),
      { numRuns: 60 },
    );
    expect(filled).toBeGreaterThan(200);
  });

  it('close a position that is a fraction of no equity, where a ruined account goes on', () => {
    const ruinous = { bust: 'ignore', shortfall: 'allow', sizedAt: 'fill' };
    const given = { margin: { initial: 0.25 }, costs: { commissionRate: 0.05 } };
    let ruined = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const run = runFrames(input(seed, given, ruinous));
      if (run.equity.some((equity) => equity <= 0)) ruined++;
    }
    expect(ruined).toBeGreaterThan(3);
  });

  it('earn, lot by lot, what the account has earned', () => {
    fc.assert(
      fc.property(seeds, switches, (seed, changed) => {
        const given = { costs: { commissionRate: 0.001 }, margin: { initial: 0.25 } };
        const settled = { ...changed, bust: 'ignore', finalise: 'close-at-last-close' };
        const run = runFrames(input(seed, given, settled));
        const earned = run.lots!.reduce((sum, lot) => sum + lot.pnl, 0);
        const largest = Math.max(...run.equity.map(Math.abs), 10_000);
        expect(Math.abs(10_000 + earned - run.account.equity)).toBeLessThanOrEqual(1e-9 * largest);
      }),
      { numRuns: 40 },
    );
  });
});
