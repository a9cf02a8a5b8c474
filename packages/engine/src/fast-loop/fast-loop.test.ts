import { isDeepStrictEqual } from 'node:util';
import { createRandom } from '@bot-v2/quant/random';
import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy, Bars, SizingPolicy } from '@bot-v2/sdk';
import fc from 'fast-check';
import { z } from 'zod';
import { tape, untrustedOpens } from '../../test/frames.js';
import { randomTape, restless, tireless } from '../../test/random-runs.js';
import { FastWalk } from '../frame-driver/fast-walk.js';
import { FrameWalk } from '../frame-driver/frame-driver.js';
import { summariseFrames } from '../frame-driver/index.js';
import type { FrameInput } from '../frame-driver/index.js';
import type { FrameDecision } from '../loop/index.js';

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

const policies: (SizingPolicy | null)[] = [
  null,
  { method: 'fixed', fraction: 0.9, maxFraction: 1, minFraction: 0, confidence: 1, regime: 1 },
  {
    method: 'volatility_target',
    volatilityTarget: 0.3,
    maxFraction: 1,
    minFraction: 0.05,
    confidence: 0.8,
    regime: 1,
  },
  {
    method: 'atr',
    riskToStop: { risk: 0.02, multiple: 2, period: 5 },
    maxFraction: 0.7,
    minFraction: 0,
    confidence: 1,
    regime: 1,
  },
];
const sizeOf = (policy: SizingPolicy) => ({ symbol: 'X', at: null, fraction: 1, policy, reasons: [], noTrade: null });

interface Case {
  readonly input: FrameInput;
  readonly decisions: readonly FrameDecision[];
}

const free = { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 };

const cases: fc.Arbitrary<Case> = fc
  .record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    length: fc.integer({ min: 12, max: 220 }),
    strategy: fc.constantFrom(...strategies),
    policy: fc.constantFrom(...policies),
    minimum: fc.constantFrom(0, 0, 300),
    shorting: fc.boolean(),
    fractional: fc.boolean(),
    cashInterest: fc.constantFrom(0, 0, 0.04),
    costs: fc.constantFrom(
      free,
      { commissionRate: 0.001, halfSpreadBps: 0, slippageBps: 0 },
      { commissionRate: 0.0005, halfSpreadBps: 2, slippageBps: 5 },
      { commissionRate: 0.02, halfSpreadBps: 80, slippageBps: 120 },
      { ...free, commissionPerUnit: 0.01, commissionPerOrder: 1 },
      { ...free, commissionRate: 0.001, commissionMinimum: 2.5 },
    ),
    capital: fc.constantFrom(150, 4_000, 250_000),
    from: fc.constantFrom(0, 0, 0.3),
    trusted: fc.boolean(),
    raw: fc.boolean(),
    wild: fc.boolean(),
    checkInvariants: fc.boolean(),
    replaced: fc.array(
      fc.record({ part: fc.double({ min: 0.3, max: 0.99, noNaN: true }), strategy: fc.constantFrom(...strategies) }),
      { maxLength: 2 },
    ),
  })
  .map((c) => {
    const given = randomTape(c.seed, c.length);
    const made = c.wild ? wilder(given) : given;
    const findings = c.trusted ? [] : [untrustedOpens];
    const bars: Bars = {
      ...made,
      ...(c.raw ? {} : { basis: 'as_given', actions: [] }),
      quality: { ...made.quality, findings },
    };
    const size = c.policy === null ? null : sizeOf(c.policy);
    const choice = {
      strategy: c.strategy,
      params: { seed: c.seed },
      size,
      allocation:
        c.minimum === 0
          ? null
          : {
              symbol: 'X',
              tier: 'small',
              method: 'test',
              weight: 0.8,
              maxFraction: 0.9,
              minimumPosition: c.minimum,
              strategies: [],
              reasons: [],
            },
    } as FrameInput['legs'][number];
    const from = c.from === 0 ? 0 : Math.max(9, Math.floor(c.from * c.length));
    const { shorting, fractional, cashInterest, costs } = c;
    return {
      input: {
        legs: [{ ...choice, symbol: 'X', bars, from: from < c.length ? from : 0 }],
        account: flatAccount(c.capital, { shorting, fractional, cashInterest, costs }),
        checkInvariants: c.checkInvariants,
        probe: false,
      },
      decisions: c.replaced
        .map(({ part, strategy }) => ({
          at: bars.time[Math.floor(part * c.length)]!,
          perSymbol: { X: { ...choice, strategy } },
        }))
        .sort((a, b) => a.at - b.at),
    };
  });

/** The same tape with a bar now and then that trebles or falls to a fifth: short accounts go bust on it. */
function wilder(bars: Bars): Bars {
  const random = createRandom(bars.close[0]!);
  const factor = new Float64Array(bars.length);
  let now = 1;
  for (let i = 0; i < bars.length; i++) {
    if (random.next() < 0.03) now *= random.next() < 0.5 ? 3 : 0.2;
    factor[i] = now;
  }
  const times = (column: Float64Array) => column.map((x, i) => x * factor[i]!);
  return {
    ...bars,
    open: times(bars.open),
    high: times(bars.high),
    low: times(bars.low),
    close: times(bars.close),
    actions: [],
  };
}

function walked({ input, decisions }: Case, kind: 'fast' | 'general') {
  const walk = kind === 'fast' ? new FastWalk(input) : new FrameWalk(input);
  for (const decision of decisions) {
    walk.runTo(decision.at);
    walk.replaceDecision(decision);
  }
  walk.finish();
  // Read one by one before everything is written down.
  const { orderCount, times, fills } = walk;
  const light = { orderCount, orders: [...walk.orders], times: [...times], fills: fills.toArray() };
  return { walk, light, snapshot: stateOf(walk), hash: walk.loop.books.tape.hash(), trades: walk.loop.tradesOf(0) };
}

/** Where a walk stands, without what a book without orders and protection remembers of the last ones. */
function stateOf(walk: FrameWalk) {
  const { loop, market, next } = walk.snapshot();
  const books = market.books.map((book) => {
    const { orders, stopLoss, takeProfit, stopFrom, targetFrom } = book;
    return { orders, stopLoss, takeProfit, from: stopLoss + takeProfit === 0 ? null : [stopFrom, targetFrom] };
  });
  return { loop, next, books, ambiguousBars: market.ambiguousBars };
}

/** What a walk did, or the error it ended with. */
function outcome(given: Case, kind: 'fast' | 'general') {
  try {
    const { light, snapshot, hash, trades, walk } = walked(given, kind);
    return {
      walk,
      light,
      snapshot,
      hash,
      trades,
      account: walk.account(),
      profit: [...walk.loop.books.profit[0]!.toArray()],
    };
  } catch (error) {
    const { code, message, details } = error as { code: string; message: string; details: unknown };
    return { code, message, details };
  }
}

/** An outcome without the walk that came to it. */
const plain = (all: ReturnType<typeof outcome>) => ({ ...all, walk: null });

/** Equality to the last bit, quickly; where there is none, jest says what differs. */
function expectSame(a: unknown, b: unknown): void {
  if (!isDeepStrictEqual(a, b)) expect(a).toStrictEqual(b);
}

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
          orders: general.snapshot.loop.orders.length,
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
