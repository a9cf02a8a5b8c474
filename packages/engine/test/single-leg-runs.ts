import { isDeepStrictEqual } from 'node:util';
import { createRandom } from '@bot-v2/quant/random';
import { flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy, Bars, SizingPolicy } from '@bot-v2/sdk';
import fc from 'fast-check';
import type { Stretches } from '../src/columns/index.js';
import { FastWalk } from '../src/frame-driver/fast-walk.js';
import { FrameWalk } from '../src/frame-driver/frame-driver.js';
import type { FrameInput } from '../src/frame-driver/index.js';
import { tradesOf } from '../src/ledger/index.js';
import type { FrameDecision } from '../src/loop/index.js';
import { untrustedOpens } from './frames.js';
import { randomTape } from './random-runs.js';

/** Sizing policies a case may have. */
export const policies: (SizingPolicy | null)[] = [
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
/** The size of a policy. */
export const sizeOf = (policy: SizingPolicy) => ({
  symbol: 'X',
  at: null,
  fraction: 1,
  policy,
  reasons: [],
  noTrade: null,
});

/** A run of one symbol, with decisions that replace its strategy on the way. */
export interface Case {
  readonly input: FrameInput;
  readonly decisions: readonly FrameDecision[];
}

const free = { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 };

/** Runs of one symbol by one of `strategies`, whose `seed` parameter is the case's, and decisions that replace it by another. */
export const casesOf = (strategies: readonly AnyStrategy[]): fc.Arbitrary<Case> =>
  fc
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
    // Within what a price may be.
    if (random.next() < 0.03) now *= random.next() < 0.5 && now * bars.high[i]! < 1e11 ? 3 : 0.2;
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

/** A case, walked to its end in one of the loops. */
export function walked({ input, decisions }: Case, kind: 'fast' | 'general') {
  const walk = kind === 'fast' ? new FastWalk(input) : new FrameWalk(input);
  for (const decision of decisions) {
    walk.runTo(decision.at);
    walk.replaceDecision(decision);
  }
  walk.finish();
  // Read one by one before everything is written down.
  const { orderCount, times, fills } = walk;
  const streamed = walk.orderHash();
  const some = [fills.length >> 1, 0, fills.length].map((k) => fills.at(k));
  const columns = walk.tradesOf(0);
  const { curve } = walk;
  const curves = [pieces(curve), [...walk.equity]];
  const light = {
    orderCount,
    columns,
    orders: [...walk.orders],
    times: [...times],
    some,
    fills: fills.toArray(),
    curves,
  };
  const hashes = [streamed, walk.loop.books.tape.hash()];
  const snapshot = stateOf(walk);
  // Once more, when everything is written down.
  curves.push(pieces(curve), [...walk.equity]);
  return { walk, light, snapshot, hashes, trades: tradesOf(walk.loop.tradesOf(0)) };
}

/** Values of stretches, read seven at a time. */
function pieces({ length, read }: Stretches): number[] {
  const next = read();
  const values: number[] = [];
  while (values.length < length) values.push(...next(Math.min(7, length - values.length)));
  return values;
}

/** Where a walk stands, without what a book remembers of orders and of a side of protection that are gone. */
export function stateOf(walk: FrameWalk) {
  const { loop, market, next } = walk.snapshot();
  const books = market.books.map(({ orders, stopLoss, takeProfit, stopFrom, targetFrom }) => {
    const stop = stopLoss === 0 ? null : { stopLoss, stopFrom };
    return { orders, stop, target: takeProfit === 0 ? null : { takeProfit, targetFrom } };
  });
  return { loop, next, books, ambiguousBars: market.ambiguousBars };
}

/** What a walk did, or the error it ended with. */
export function outcome(given: Case, kind: 'fast' | 'general') {
  try {
    const { light, snapshot, hashes, trades, walk } = walked(given, kind);
    return {
      walk,
      light,
      snapshot,
      hashes,
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
export const plain = (all: ReturnType<typeof outcome>) => ({ ...all, walk: null });

/** Equality to the last bit, quickly; where there is none, jest says what differs. */
export function expectSame(a: unknown, b: unknown): void {
  if (!isDeepStrictEqual(a, b)) expect(a).toStrictEqual(b);
}
