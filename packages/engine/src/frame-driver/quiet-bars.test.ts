import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy } from '@bot-v2/sdk';
import fc from 'fast-check';
import { z } from 'zod';
import { tape, untrustedOpens } from '../../test/frames.js';
import { randomTape, restless } from '../../test/random-runs.js';
import { runFrames } from './run-frames.js';

/** Never trades: beside it, a symbol is walked tick by tick. */
const idle: AnyStrategy = defineStrategy({
  id: 'idle',
  version: '1.0.0',
  params: z.object({}),
  warmup: () => 0,
  prepare: (bars) => ({ close: bars.close }),
  onBar: () => undefined,
});
const crossover: AnyStrategy = defineStrategy({
  id: 'crossover',
  version: '1.0.0',
  params: z.object({ seed: z.number().default(0) }),
  warmup: () => 8,
  scaleFree: true,
  prepare: (bars, _, ta) => ({ fast: ta.sma(bars.close, 3), slow: ta.sma(bars.close, 8) }),
  onBar: ({ cols, out }) => out.target(cols.fast.now > cols.slow.now ? 1 : -1),
});
const policy = { method: 'fixed' as const, fraction: 0.9, maxFraction: 1, minFraction: 0, confidence: 1, regime: 1 };
const size = { symbol: 'X', at: null, fraction: 0.9, policy, reasons: [], noTrade: null };

describe('quiet bars', () => {
  it('are walked to the same books, bit for bit, as beside a symbol that never trades', () => {
    let quiet = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.constantFrom(restless, crossover),
        fc.record({ shorting: fc.boolean(), fractional: fc.boolean() }),
        fc.constantFrom(200, 20_000),
        fc.constantFrom(0, 40),
        fc.boolean(),
        (seed, strategy, terms, capital, from, trusted) => {
          const given = randomTape(seed, 160);
          const findings = trusted ? [] : [untrustedOpens];
          const bars = { ...given, quality: { ...given.quality, findings } };
          const other = { ...bars, symbol: 'Y', actions: [] };
          const leg = { symbol: 'X', bars, from, strategy, params: { seed }, size };
          // Of models, even none, the fast loop knows nothing.
          const base = { account: flatAccount(capital, terms), models: {}, probe: false };
          const alone = runFrames({ ...base, legs: [leg] });
          const beside = runFrames({ ...base, legs: [leg, { symbol: 'Y', bars: other, from, strategy: idle }] });
          quiet += alone.time.length - alone.orders.length;
          for (const key of ['equity', 'time', 'orders', 'trades', 'timeInMarket', 'averageExposure'] as const)
            expect(beside[key]).toEqual(alone[key]);
          // A stopped account refuses the idle symbol too.
          expect(beside.denials.filter(({ symbol }) => symbol === 'X')).toEqual(alone.denials);
          expect(beside.fills.toArray()).toEqual(alone.fills.toArray());
          expect(beside.legs[0]!.pnl).toEqual(alone.legs[0]!.pnl);
          expect(beside.account).toEqual(alone.account);
        },
      ),
      { numRuns: 60 },
    );
    expect(quiet).toBeGreaterThan(1000);
  });

  it('end where equity does: a position that is worth nothing is liquidated at the next open', () => {
    const candles = [10, 10, 10, 21, 30, 12, 12, 12].map((p) => [p, p, p, p] as const);
    const onBar: AnyStrategy['onBar'] = ({ t, out }) => (t === 0 ? out.target(-1) : undefined);
    const short = { ...crossover, warmup: () => 0, onBar } as AnyStrategy;
    const legs = [{ symbol: 'X', bars: tape(candles), from: 0, strategy: short, size }];
    const run = runFrames({ legs, account: flatAccount(1_000, { shorting: true }), models: {}, probe: false });
    expect(run.orders.map(({ reason }) => reason)).toContain('liquidation');
    expect(run.account.positions).toEqual([]);
    expect(run.equity[4]).toBeLessThan(0);
  });
});
