import fc from 'fast-check';
import { flatAccount } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { realBars } from '../../test/frames.js';
import { randomTape, restless } from '../../test/random-runs.js';
import { rows } from '../price-view/index.js';
import { FrameWalk } from './frame-driver.js';
import { createFrameDriver, runFrames } from './index.js';
import type { FrameInput } from './index.js';

const seeds = { seed: fc.integer({ min: 1, max: 1e6 }), length: fc.integer({ min: 8, max: 120 }) };
const terms = {
  fractional: fc.boolean(),
  shorting: fc.boolean(),
  cashInterest: fc.constantFrom(0, 0.03),
  costs: fc.constantFrom({ commissionRate: 0.001 }, { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 }),
};

const input = (seed: number, length: number, given: object, more: Partial<FrameInput> = {}): FrameInput => ({
  legs: ['A', 'B'].map((symbol) => ({
    symbol,
    bars: randomTape(seed, length, symbol),
    from: seed % 2 === 0 ? 0 : 4,
    strategy: restless,
    params: { seed },
  })),
  account: flatAccount(10_000, given),
  probe: false,
  ...more,
});

describe('any run', () => {
  it('keeps its books: cash is never negative without shorting, equity is the sum of what happened', () => {
    fc.assert(
      fc.property(fc.record({ ...seeds, ...terms }), ({ seed, length, ...given }) => {
        const run = runFrames(input(seed, length, given));
        const flows = run.fills
          .toArray()
          .reduce((sum, f) => sum + (f.side === 'buy' ? -1 : 1) * f.quantity * f.price - f.fee, 0);
        const other = run.account.cash - 10_000 - run.interest - flows;
        if (!given.shorting) {
          expect(run.account.cash).toBeGreaterThanOrEqual(0);
          for (const position of run.account.positions) expect(position.quantity).toBeGreaterThan(0);
          // Beside fills and interest, cash only grows: dividends and fractions of shares.
          expect(other).toBeGreaterThanOrEqual(-1e-3);
        }
        const profit = run.legs.reduce((sum, leg) => sum + leg.pnl[leg.pnl.length - 1]!, 0) + run.interest;
        expect(run.equity[run.equity.length - 1]! - 10_000).toBeCloseTo(profit, 6);
        const trades = run.trades.reduce((sum, trade) => sum + trade.pnl, 0);
        expect(trades).toBeCloseTo(profit - run.interest, 5);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of its symbols', () => {
    fc.assert(
      fc.property(fc.record(seeds), ({ seed, length }) => {
        const given = input(seed, length, {});
        const turned = { ...given, legs: [...given.legs].reverse() };
        expect(runFrames(turned).orderHash).toBe(runFrames(given).orderHash);
      }),
      { numRuns: 25 },
    );
  });

  it('goes on from a snapshot as if nothing had happened', () => {
    fc.assert(
      fc.property(
        fc.record({ ...seeds, ...terms }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ seed, length, ...given }, part) => {
          const whole = new FrameWalk(input(seed, length, given));
          whole.finish();
          const first = new FrameWalk(input(seed, length, given));
          const { time } = first.legs[0]!.bars;
          first.runTo(time[Math.floor(part * (length - 1))]!);
          const snapshot = JSON.parse(JSON.stringify(first.snapshot(), nanSafe), nanBack) as ReturnType<
            FrameWalk['snapshot']
          >;
          const second = new FrameWalk(input(seed, length, given));
          second.restore(snapshot);
          second.finish();
          expect(second.loop.books.tape.hash()).toBe(whole.loop.books.tape.hash());
          expect(second.snapshot()).toEqual(whole.snapshot());
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is causal: what happens later changes no order before', () => {
    fc.assert(
      fc.property(fc.record(seeds), ({ seed, length }) => {
        const cut = Math.max(6, Math.floor(length / 2));
        const given = input(seed, length, {});
        const short = { ...given, legs: given.legs.map((leg) => ({ ...leg, bars: rows(leg.bars, cut) })) };
        const all = runFrames(given);
        const early = runFrames(short);
        const until = short.legs[0]!.bars.time[cut - 1]!;
        const before = all.fills.toArray().filter((f) => f.time <= until);
        expect(early.fills.toArray()).toEqual(before);
        expect([...early.equity]).toEqual([...all.equity.subarray(0, early.equity.length)]);
      }),
      { numRuns: 25 },
    );
  });

  it('costs more when costs are higher', () => {
    const bars = realBars('AAPL');
    const final = (slippageBps: number) =>
      runFrames({
        legs: [{ symbol: 'AAPL', bars, from: 630, strategy: restless, params: { shares: 0.001 } }],
        account: flatAccount(100_000, { costs: { slippageBps } }),
        probe: false,
      }).equity.at(-1)!;
    expect(final(0)).toBeGreaterThan(final(10));
    expect(final(10)).toBeGreaterThan(final(40));
  });
});

describe('units of money', () => {
  it('prices × 10 and capital × 10 give the same fractions, to a money unit (1e-4) a fill (fractional shares)', () => {
    const times = (bars: Bars, k: number): Bars => ({
      ...bars,
      open: bars.open.map((x) => x * k),
      high: bars.high.map((x) => x * k),
      low: bars.low.map((x) => x * k),
      close: bars.close.map((x) => x * k),
      actions: bars.actions.map((a) => (a.type === 'dividend' ? { ...a, amount: a.amount * k } : a)),
    });
    const bars = realBars('MSFT');
    const run = (k: number) =>
      runFrames({
        legs: [{ symbol: 'MSFT', bars: times(bars, k), from: 1800, strategy: restless, params: { shares: 100 } }],
        account: flatAccount(100_000 * k, { fractional: true }),
        probe: false,
      });
    const [one, ten] = [run(1), run(10)];
    expect(one.fills.length).toBeGreaterThan(200);
    const worst = one.equity.reduce((max, value, i) => Math.max(max, Math.abs(ten.equity[i]! / 10 - value)), 0);
    expect(worst).toBeLessThan(one.fills.length * 1e-4);
    expect(ten.trades.map((t) => t.entryTime)).toEqual(one.trades.map((t) => t.entryTime));
  });
});

describe('decisions that are replaced', () => {
  const given = input(11, 100, {});
  const { time } = given.legs[0]!.bars;
  const choice = { strategy: restless, params: { seed: 11 } };

  it('an unchanged choice trades nothing: the run is the same', () => {
    const same = runFrames({ ...given, decisions: [{ at: time[50]!, perSymbol: { A: choice, B: choice } }] });
    expect(same.orderHash).toBe(runFrames(given).orderHash);
  });

  it('a new choice decides from the close of its bar on and takes the position over', () => {
    const flat = { ...restless, id: 'flat', onBar: ({ out }: { out: { target(s: number): void } }) => out.target(0) };
    const run = runFrames({
      ...given,
      decisions: [{ at: time[50]!, perSymbol: { A: { strategy: flat as typeof restless } } }],
    });
    const before = runFrames(given);
    const upTo = (r: typeof run) => r.fills.toArray().filter((f) => f.time <= time[50]!);
    expect(upTo(run)).toEqual(upTo(before));
    const after = run.fills.toArray().filter((f) => f.symbol === 'A' && f.time > time[50]!);
    expect(after.length).toBeLessThanOrEqual(1);
    expect(run.account.positions.some((p) => p.symbol === 'A')).toBe(false);
    expect(run.legs[0]!.strategy).toBe('restless@1.0.0 → flat@1.0.0');
  });

  it('the driver in sections equals the run with decisions known in advance', () => {
    const decision = { at: time[40]!, perSymbol: { A: { strategy: restless, params: { seed: 5 } } } };
    const driver = createFrameDriver(given);
    driver.runTo(decision.at);
    expect(driver.account().equity).toBe(runFrames(given).equity[40 - given.legs[0]!.from]);
    driver.replaceDecision(decision);
    expect(driver.finish().orderHash).toBe(runFrames({ ...given, decisions: [decision] }).orderHash);
  });

  it('refuses a choice that has seen bars after its decision', () => {
    const decision = { at: time[40]!, perSymbol: { A: { ...choice, knownThrough: time[41]! } } };
    expect(() => runFrames({ ...given, decisions: [decision] })).toThrow(
      expect.objectContaining({ code: 'BOT_DATA_LOOKAHEAD' }),
    );
  });
});

const nanSafe = (_: string, value: unknown) => (typeof value === 'number' && Number.isNaN(value) ? 'NaN' : value);
const nanBack = (_: string, value: unknown) => (value === 'NaN' ? NaN : value);
