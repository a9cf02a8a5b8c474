import fc from 'fast-check';
import { flatAccount } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { randomTape, tireless } from '../../test/random-runs.js';
import { botPolicies } from '../policies/index.js';
import type { LoopPolicies } from '../policies/index.js';
import { FrameWalk } from './frame-driver.js';
import { runFrames } from './index.js';
import type { FrameInput } from './index.js';

const terms = fc.record({
  fractional: fc.boolean(),
  shorting: fc.boolean(),
  cashInterest: fc.constantFrom(0, 0.03),
  borrowRate: fc.constantFrom(0, 0.05),
  volumeShare: fc.constantFrom(undefined, 0.01, 0.002),
  margin: fc.constantFrom(undefined, { initial: 0.5, maintenance: 0.25, maintenanceShort: 0.3, interest: 0.06 }),
  costs: fc.constantFrom(
    { commissionRate: 0.001 },
    { halfSpreadBps: 0, slippageBps: 0 },
    { commissionPerUnit: 0.01, commissionPerOrder: 1, commissionMinimum: 2 },
  ),
});
/** Any conventions of net positions. */
const loop: fc.Arbitrary<LoopPolicies> = fc.record({
  marketFill: fc.constantFrom('next-open', 'next-close', 'decision-close', 'previous-close'),
  firstDecision: fc.constantFrom('warm-up', 'after-warm-up', 'first-bar'),
  sizeOf: fc.constantFrom('equity', 'free-margin'),
  sizedAt: fc.constantFrom('decision-close', 'fill'),
  retarget: fc.constantFrom('past-drift', 'difference'),
  marginMark: fc.constant('last-close'),
  sizePrice: fc.constantFrom('reference', 'with-costs'),
  money: fc.constantFrom('rounded', 'exact'),
  shortfall: fc.constantFrom('clip', 'reject', 'reject-order', 'allow'),
  fundsCheck: fc.constantFrom('at-decision', 'at-fill', 'at-submission', 'at-open'),
  buyingPower: fc.constantFrom('free-cash', 'cash', 'cash-less-shorts'),
  borrowFee: fc.constantFrom('short-value', 'short-entry', 'all-entries'),
  spreadOn: fc.constantFrom('market', 'market-and-stop', 'entries', 'all', 'within-limit', 'past-limit'),
  spreadAt: fc.constantFrom('any-price', 'inside-bar'),
  spreadReach: fc.constantFrom('any', 'bar-range', 'wait', 'wait-unless-limit'),
  stopGap: fc.constantFrom('open', 'stop-price'),
  limitFill: fc.constantFrom('through', 'touch'),
  limitGap: fc.constantFrom('open', 'limit-price'),
  stopLimitBar: fc.constantFrom('same-bar', 'if-beyond-stop', 'if-closing-back', 'next-bar'),
  stopLimitGap: fc.constant('open'),
  stopRest: fc.constantFrom('market', 'stop'),
  volumeLimit: fc.constantFrom('bar', 'order'),
  trailBy: fc.constantFrom('extreme', 'close'),
  children: fc.record({
    afterMarket: fc.record({
      stopLoss: fc.constantFrom('same-bar', 'next-bar'),
      takeProfit: fc.constantFrom('same-bar', 'next-bar'),
    }),
    afterResting: fc.record({
      stopLoss: fc.constantFrom('same-bar', 'next-bar'),
      takeProfit: fc.constantFrom('same-bar', 'if-clear', 'next-bar'),
    }),
  }),
  secondPass: fc.constant('due'),
  queue: fc.constantFrom('market-first', 'as-placed', 'exits-first'),
  groupEnds: fc.constantFrom('fill', 'any-end'),
  exitBar: fc.constantFrom('orders-fill', 'exit-only'),
  tie: fc.constantFrom('stop-loss', 'take-profit', 'stop-loss-first'),
  positions: fc.constant('net'),
  exclusiveOrders: fc.boolean(),
  entryCommission: fc.constantFrom('at-entry', 'at-exit'),
  bust: fc.constantFrom('liquidate-next-open', 'zero-at-once', 'zero-every-other', 'ignore'),
  finalise: fc.constantFrom('mark', 'close-at-last-close', 'repeat-last-bar'),
});

const input = (seed: number, length: number, given: object, policies: LoopPolicies, more: object = {}): FrameInput => ({
  legs: ['A', 'B'].map((symbol) => ({
    symbol,
    bars: randomTape(seed, length, symbol),
    from: seed % 2 === 0 ? 0 : 5,
    strategy: tireless,
    params: { seed },
  })),
  account: flatAccount(10_000, given),
  policies: { ...botPolicies, loop: policies },
  probe: false,
  ...more,
});
const seeds = { seed: fc.integer({ min: 1, max: 1e6 }), length: fc.integer({ min: 8, max: 90 }) };

/** The same prices an hour apart, without actions. */
const hourly = (bars: Bars): Bars => ({
  ...bars,
  interval: '1h',
  time: bars.time.map((_, i) => bars.time[0]! + i * 3_600_000),
  actions: [],
});

describe('any orders under any conventions', () => {
  it('keep the books: they agree at every bar, and fills, fees and other flows add up to cash', () => {
    let fills = 0;
    fc.assert(
      fc.property(fc.record(seeds), terms, loop, ({ seed, length }, given, policies) => {
        const run = runFrames(input(seed, length, given, policies));
        fills += run.fills.length;
        const profit = run.legs.reduce((sum, leg) => sum + (leg.pnl.at(-1) ?? 0), 0) + run.interest;
        const last = run.equity.at(-1)!;
        if (!policies.bust.startsWith('zero') || last !== 0) expect(last - 10_000).toBeCloseTo(profit, 5);
        const closed = run.trades.reduce((sum, trade) => sum + trade.pnl, 0);
        expect(closed).toBeCloseTo(profit - run.interest, 4);
        const ordered = new Map(run.orders.map((order) => [order.id, order]));
        for (const f of run.fills.toArray()) {
          expect(f.text.length).toBeGreaterThan(10);
          if (f.order !== 0) expect(ordered.get(f.order)!.side).toBe(f.side);
        }
      }),
      { numRuns: 80 },
    );
    expect(fills).toBeGreaterThan(500);
  });

  it('by our own, cash never turns negative without short sales and borrowing', () => {
    fc.assert(
      fc.property(fc.record(seeds), terms, ({ seed, length }, given) => {
        const run = runFrames(input(seed, length, { ...given, shorting: false, margin: undefined }, botPolicies.loop));
        expect(run.account.cash).toBeGreaterThanOrEqual(0);
        for (const position of run.account.positions) expect(position.quantity).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });

  it('fill the same where bars that touch nothing are left out of matching as where every bar is matched', () => {
    let left = 0;
    fc.assert(
      fc.property(
        fc.record(seeds),
        terms,
        loop,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 2 }),
        fc.boolean(),
        ({ seed, length }, given, policies, every, symbols, intraday) => {
          const some = input(seed, 2 * length, given, policies);
          const legs = some.legs.slice(0, symbols).map((leg) => {
            const bars = intraday ? hourly(leg.bars) : leg.bars;
            return { ...leg, bars, params: { seed, every } };
          });
          const usual = new FrameWalk({ ...some, legs });
          const matched = new FrameWalk({ ...some, legs });
          const { market } = usual;
          const { quiet } = market;
          market.quiet = (...asked) => quiet.apply(market, asked) && left++ >= 0;
          matched.market.quiet = () => false;
          for (const walk of [usual, matched]) walk.finish();
          const [one, other] = [usual.loop.snapshot(), matched.loop.snapshot()];
          expect(one).toEqual(other);
          expect(usual.market.ambiguousBars).toBe(matched.market.ambiguousBars);
        },
      ),
      { numRuns: Number(process.env['BOT_V2_TAPES'] ?? 60) },
    );
    expect(left).toBeGreaterThan(500);
  });

  it('give the same run twice, in any order of symbols, and from any snapshot', () => {
    fc.assert(
      fc.property(
        fc.record(seeds),
        terms,
        loop,
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        ({ seed, length }, given, policies, part) => {
          const some = input(seed, length, given, policies);
          const whole = new FrameWalk(some);
          whole.finish();
          const hash = whole.loop.books.tape.hash();
          const turned = runFrames({ ...some, legs: [...some.legs].reverse() });
          expect(turned.orderHash).toBe(hash);
          const first = new FrameWalk(some);
          first.runTo(first.legs[0]!.bars.time[Math.floor(part * length)]!);
          const second = new FrameWalk(some);
          second.restore(JSON.parse(JSON.stringify(first.snapshot(), nanSafe), nanBack) as never);
          second.finish();
          expect(second.loop.books.tape.hash()).toBe(hash);
        },
      ),
      { numRuns: 40 },
    );
  });
});

const nanSafe = (_: string, value: unknown) => (typeof value === 'number' && Number.isNaN(value) ? 'NaN' : value);
const nanBack = (_: string, value: unknown) => (value === 'NaN' ? NaN : value);
