import { createRandom } from '@bot-v2/quant/random';
import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy } from '@bot-v2/sdk';
import fc from 'fast-check';
import { z } from 'zod';
import { tape } from '../../test/frames.js';
import { randomTape, restless, tireless } from '../../test/random-runs.js';
import { casesOf, expectSame, outcome, plain, policies, sizeOf, stateOf, walked } from '../../test/single-leg-runs.js';
import { FastWalk } from '../frame-driver/fast-walk.js';
import { FrameWalk } from '../frame-driver/frame-driver.js';
import { summariseFrames } from '../frame-driver/index.js';

/** Runs of each property; `FAST_LOOP_RUNS=10000` tries as many as the performance goals ask for. */
const numRuns = Number(process.env['FAST_LOOP_RUNS'] ?? 60);

const columns: Pick<AnyStrategy, 'version' | 'prepare'> = {
  version: '1.0.0',
  prepare: (bars, _, ta) => ({ close: bars.close, fast: ta.sma(bars.close, 3), slow: ta.sma(bars.close, 8) }),
};
const params = z.object({ seed: z.number().default(0) });

/** Long or short by two averages. */
const crossover: AnyStrategy = defineStrategy({
  ...columns,
  id: 'crossover',
  params,
  warmup: () => 8,
  scaleFree: true,
  onBar: ({ cols, out }) => out.target(cols['fast']!.now > cols['slow']!.now ? 1 : -1),
});

/** Any targets, also between flat and full, with reasons. */
const targets: AnyStrategy = defineStrategy({
  ...columns,
  id: 'targets',
  params,
  warmup: () => 2,
  onBar: ({ t, p, out }) => {
    const dice = createRandom(p.seed * 31 + t);
    const what = dice.integer(0, 11);
    if (what === 0) out.target(0, { reason: 'out' });
    else if (what <= 2) out.target(1);
    else if (what === 3) out.target(-1);
    else if (what <= 5) out.target(dice.uniform(-1, 1));
    else if (what === 6) out.target(0.5);
  },
});

/** Market orders of any size, several a bar, targets among them, cancels that find nothing; reads all of its account. */
const marketOrders: AnyStrategy = defineStrategy({
  ...columns,
  id: 'market_orders',
  params,
  warmup: () => 1,
  state: () => ({ seen: 0 }),
  onBar: ({ t, time, cols, p, account, state, out }) => {
    const dice = createRandom(p.seed * 17 + t);
    state.seen = (state.seen * 31 + account.equity + account.cash + account.barsHeld + account.openOrders + time) % 1e6;
    if (account.quantity !== 0) state.seen += account.entryPrice + cols['close']!.ago(1);
    for (let k = dice.integer(0, 5); k < 3; k++) {
      const side = dice.next() < 0.5 ? 'buy' : 'sell';
      const size = dice.next() < 0.3 && account.quantity !== 0 ? Math.abs(account.quantity) : dice.integer(0, 40) / 4;
      if (dice.next() < 0.2) out.cancel();
      out.order({ side, quantity: size, ...(dice.next() < 0.3 ? { reason: `r${Math.round(state.seen) % 5}` } : {}) });
    }
    if (dice.next() < 0.15) out.target(dice.integer(-1, 1));
  },
});

/** Plain for long stretches, and now and then everything a strategy can do. */
const seldomRestless: AnyStrategy = defineStrategy({
  ...restless,
  id: 'seldom_restless',
  onBar: (context) => {
    const dice = createRandom(context.p.seed * 13 + context.t);
    if (dice.next() < 0.1) restless.onBar(context);
    else if (dice.next() < 0.3) out(context, dice.integer(-1, 1));
  },
});
const out = (context: { out: { target(signal: number): void } }, signal: number) => context.out.target(signal);

/** The same with orders tied together, changed, and parts of a position closed. */
const seldomTireless: AnyStrategy = defineStrategy({
  ...tireless,
  id: 'seldom_tireless',
  onBar: (context) => {
    const dice = createRandom(context.p.seed * 11 + context.t);
    if (dice.next() < 0.1) tireless.onBar(context);
    else if (dice.next() < 0.3) out(context, dice.integer(-1, 1));
  },
});

const strategies = [crossover, targets, marketOrders, seldomRestless, seldomTireless, restless, tireless];
const cases = casesOf(strategies);

describe('the fast loop', () => {
  it('gives what the general loop gives, bit for bit', () => {
    fc.assert(
      fc.property(cases, (given) => {
        expectSame(plain(outcome(given, 'fast')), plain(outcome(given, 'general')));
      }),
      { numRuns },
    );
  });

  it('sums a run up as the general loop does, whatever the strategy sends', () => {
    let light = 0;
    fc.assert(
      fc.property(cases, ({ input }) => {
        const given = { input, decisions: [] };
        const general = outcome(given, 'general');
        if ('code' in general) return;
        const { equity } = general.walk.loop.books;
        const curve = equity.toArray();
        let peak = input.account.capital;
        const falls = curve.map((value) => value / (peak = Math.max(peak, value)) - 1);
        expect(summariseFrames(input)).toEqual({
          capital: input.account.capital,
          finalEquity: curve.at(-1),
          totalReturn: curve.at(-1)! / input.account.capital - 1,
          maxDrawdown: Math.min(0, ...falls),
          closedTrades: general.trades.filter(({ exitTime }) => exitTime !== null).length,
          orders: general.snapshot.loop.books.reasons.length,
          bars: curve.length,
        });
        if (new FastWalk(input, undefined, false).summarise() !== null) light++;
      }),
      { numRuns },
    );
    expect(light).toBeGreaterThan(numRuns / 10);
  });

  it('can be taken over by the general loop at any bar, and goes on after it', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 1, noNaN: true }), (given, part) => {
        const { bars } = given.input.legs[0]!;
        const at = bars.time[Math.floor(part * (bars.length - 1))]!;
        const alone = { ...given, decisions: [] };
        const first = new FastWalk(alone.input);
        try {
          first.runTo(at);
        } catch {
          return;
        }
        const [second, third] = [new FrameWalk(alone.input), new FastWalk(alone.input)];
        second.restore(first.snapshot());
        third.restore(first.snapshot());
        for (const walk of [first, second, third]) walk.finish();
        const whole = walked(alone, 'general').snapshot;
        for (const walk of [first, second, third]) expectSame(stateOf(walk), whole);
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    );
  });

  it('names strategy and bar when a strategy throws, as the general loop does', () => {
    const failing: AnyStrategy = { ...crossover, onBar: ({ t, out }) => (t === 20 ? fail() : out.target(1)) };
    const fail = () => {
      throw new Error('no idea');
    };
    const input = (strategy: AnyStrategy) => ({
      input: { legs: [{ symbol: 'X', bars: randomTape(3, 40), from: 0, strategy }], account: flatAccount(1e4) },
      decisions: [],
    });
    const nan: AnyStrategy = { ...crossover, onBar: ({ t, out }) => out.target(t === 20 ? NaN : 1) };
    const zero: AnyStrategy = {
      ...crossover,
      onBar: ({ t, out }) => void (t === 20 && out.order({ side: 'buy', quantity: NaN })),
    };
    for (const strategy of [failing, nan, zero]) {
      const fast = plain(outcome(input(strategy), 'fast'));
      expect(fast).toEqual(plain(outcome(input(strategy), 'general')));
      expect(fast).toHaveProperty('code');
    }
  });

  it('liquidates at the next open where equity ends', () => {
    const candles = [10, 10, 10, 21, 30, 12, 12, 12].map((p) => [p, p, p, p] as const);
    const short: AnyStrategy = {
      ...crossover,
      warmup: () => 0,
      onBar: ({ t, out }) => (t === 0 ? out.target(-1) : undefined),
    };
    const legs = [{ symbol: 'X', bars: tape(candles), from: 0, strategy: short, size: sizeOf(policies[1]!) }];
    const given = { input: { legs, account: flatAccount(1_000, { shorting: true }), probe: false }, decisions: [] };
    const { walk } = walked(given, 'fast');
    expect(walk.loop.orders.map(({ reason }) => reason)).toContain('liquidation');
    expect(walk.account().positions).toEqual([]);
    expect(plain(outcome(given, 'fast'))).toEqual(plain(outcome(given, 'general')));
  });
});
