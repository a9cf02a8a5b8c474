import { definePortfolioStrategy, flatAccount } from '@bot-v2/sdk';
import type { AnyPortfolioStrategy, Bars, PortfolioContext } from '@bot-v2/sdk';
import { z } from 'zod';
import { flat } from '../../test/free-run.js';
import { realBars, tape, timeOf } from '../../test/frames.js';
import { randomTape, restless } from '../../test/random-runs.js';
import { createSession, replayFeed, replayHistory, simulatedBroker } from '../session-driver/index.js';
import { runFrames } from '../frame-driver/index.js';
import type { FrameInput } from '../frame-driver/index.js';

type Columns = { close: Float64Array; change: Float64Array };
type Act = (ctx: PortfolioContext<unknown, Columns, { seen: number }>) => void;

const together = (onBar: Act, more: object = {}): AnyPortfolioStrategy =>
  definePortfolioStrategy({
    id: 'together',
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 0,
    state: () => ({ seen: 0 }),
    prepare: (bars, _, ta): Columns => ({ close: bars.close, change: ta.rocp(bars.close, 2) }),
    onBar,
    ...more,
  });

const free = { costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 } };
const run = (frames: readonly Bars[], strategy: AnyPortfolioStrategy, terms: object = free, more: object = {}) => {
  const input: FrameInput = {
    legs: frames.map((bars) => ({ symbol: bars.symbol, bars, from: 0, strategy })),
    account: flatAccount(1000, terms),
    probe: false,
    ...more,
  };
  return runFrames(input);
};

/** The symbol that rose most, seen from all of them. */
const strongest = together(({ cols, out, state }) => {
  state.seen++;
  let best = 0;
  for (let i = 1; i < cols.length; i++) if (cols[i]!.change.now > cols[best]!.change.now) best = i;
  for (let i = 0; i < cols.length; i++) out[i]!.target(i === best ? 1 : 0);
});

describe('a strategy over a portfolio', () => {
  const a = tape([flat(10), flat(10), flat(10), flat(10)], { symbol: 'A' });
  const b = tape([flat(20), flat(20), flat(20)], {
    symbol: 'B',
    time: Float64Array.of(timeOf(1), timeOf(2), timeOf(4)),
  });

  it('buys with what it sells in the same tick, whichever symbol comes first', () => {
    const frames = ['A', 'B'].map((symbol) => tape([flat(10), flat(10), flat(10), flat(10)], { symbol }));
    const rotate = (from: 0 | 1) =>
      together(({ time, out }) => {
        if (time === timeOf(0)) out[from]!.order({ side: 'buy', quantity: 100 });
        if (time !== timeOf(2)) return;
        out[1 - from]!.order({ side: 'buy', quantity: 90 });
        out[from]!.close();
      });
    const risk = { maxPosition: Infinity };
    const bought = ([0, 1] as const).map((from) =>
      run(frames, rotate(from), free, { risk })
        .fills.toArray()
        .map(({ symbol, side }) => `${side} ${symbol}`),
    );
    expect(bought).toEqual([
      ['buy A', 'sell A', 'buy B'],
      ['buy B', 'sell B', 'buy A'],
    ]);
  });

  it('sees every symbol at its last row, and which rows are fresh', () => {
    const seen: unknown[] = [];
    const look: Act = ({ time, symbols, cols, fresh }) =>
      void seen.push([time, [...symbols], cols.map((c) => c.close.now), cols.map((c) => c.close.ago(1)), [...fresh]]);
    run([b, a], together(look));
    expect(seen).toEqual([
      [timeOf(0), ['A', 'B'], [10, NaN], [NaN, NaN], [true, false]],
      [timeOf(1), ['A', 'B'], [10, 20], [10, NaN], [true, true]],
      [timeOf(2), ['A', 'B'], [10, 20], [10, 20], [true, true]],
      [timeOf(3), ['A', 'B'], [10, 20], [10, 20], [true, false]],
      [timeOf(4), ['A', 'B'], [10, 20], [10, 20], [false, true]],
    ]);
  });

  it('sets targets by symbol: each gets an equal share, sells pay for buys', () => {
    const turn: Act = ({ time, out, positions, account }) => {
      if (time === timeOf(1)) out[0]!.target(1);
      if (time !== timeOf(2)) return;
      expect([positions[0]!.quantity, positions[1]!.quantity, account.cash]).toEqual([50, 0, 500]);
      out[0]!.target(0);
      out[1]!.target(1, { reason: 'rotate' });
    };
    const done = run([a, b], together(turn));
    expect(done.fills.toArray().map((f) => [f.symbol, f.side, f.quantity, f.time])).toEqual([
      ['A', 'buy', 50, timeOf(2)],
      ['A', 'sell', 50, timeOf(3)],
      ['B', 'buy', 25, timeOf(4)],
    ]);
  });

  it('numbers the orders of all symbols in one row, so that they can be tied and cancelled', () => {
    const ids: number[] = [];
    const order: Act = ({ time, out }) => {
      if (time !== timeOf(1)) return;
      ids.push(out[1]!.order({ side: 'buy', quantity: 1 }), out[0]!.order({ side: 'buy', quantity: 1 }));
      ids.push(out[1]!.order({ side: 'sell', quantity: 1, stop: 15, after: ids[0]! }));
    };
    const done = run([a, b], together(order));
    expect(ids).toEqual([1, 2, 3]);
    expect(done.orders.map((o) => [o.id, o.symbol]).sort()).toEqual([
      [1, 'B'],
      [2, 'A'],
      [3, 'B'],
    ]);
    expect(done.denialCounts).toEqual({});
  });

  it('orders what has no bar once, however often it asks, and takes it back', () => {
    const gap = tape([flat(10), flat(10), flat(10)], {
      symbol: 'B',
      time: Float64Array.of(timeOf(0), timeOf(4), timeOf(5)),
    });
    const other = tape(
      Array.from({ length: 6 }, () => flat(10)),
      { symbol: 'A' },
    );
    const wanting = (until: number) => together(({ time, out }) => out[1]!.target(time <= timeOf(until) ? 1 : 0));
    const facts = (done: ReturnType<typeof run>) => done.fills.toArray().map((f) => [f.symbol, f.quantity, f.time]);
    expect(facts(run([other, gap], wanting(5)))).toEqual([['B', 50, timeOf(4)]]);
    expect(facts(run([other, gap], wanting(2)))).toEqual([]);
  });

  it('counts on what a sell of another symbol has left to bring, not on what it has brought', () => {
    const days = Array.from({ length: 5 }, () => flat(10));
    const x = tape(days, { symbol: 'X', volume: Float64Array.of(0, 1000, 990, 0, 0) });
    const y = tape([flat(10), flat(10), flat(10), [10, 20, 10, 20], flat(20)], { symbol: 'Y' });
    const act: Act = ({ time, out }) => {
      if (time === timeOf(0)) out[0]!.order({ side: 'buy', quantity: 100 });
      if (time === timeOf(1)) out[0]!.order({ side: 'sell', quantity: 100 });
      if (time === timeOf(2)) out[1]!.order({ side: 'buy', quantity: 99 });
      if (time === timeOf(3)) out[1]!.order({ side: 'buy', quantity: 1 });
    };
    // All cash is spent, one share of 10 is still to be sold: it does not buy one of 20.
    const done = run([x, y], together(act), { ...free, volumeShare: 0.1 }, { risk: { maxPosition: 9 } });
    expect(done.fills.toArray().map((f) => [f.symbol, f.quantity])).toEqual([
      ['X', 100],
      ['X', 99],
      ['Y', 99],
    ]);
    expect(done.denialCounts).toEqual({ 'buying-power': 1 });
  });

  it('cannot order what has no bar yet', () => {
    const early: Act = ({ time, out }) => time === timeOf(0) && out[1]!.target(1);
    expect(run([a, b], together(early as Act)).denialCounts).toEqual({ 'no-price': 1 });
  });

  it('decides for all symbols or for none', () => {
    const legs = [
      { symbol: 'A', bars: a, from: 0, strategy: strongest },
      { symbol: 'B', bars: b, from: 0, strategy: restless },
    ];
    expect(() => runFrames({ legs, account: flatAccount(1000), probe: false })).toThrow(
      expect.objectContaining({ code: 'BOT_CAP_INPUT' }),
    );
  });

  it('is named when it fails', () => {
    const broken = together(() => {
      throw new Error('no');
    });
    expect(() => run([a, b], broken)).toThrow(
      expect.objectContaining({
        code: 'BOT_STRATEGY_FAILED',
        message: expect.stringContaining('together on A') as string,
      }),
    );
  });

  it('gives the same run in any order of symbols, and in a session bit for bit', async () => {
    const legs = ['A', 'B', 'C'].map((symbol) => ({
      symbol,
      bars: randomTape(7, 60, symbol),
      from: 5,
      strategy: strongest,
    }));
    const account = flatAccount(10_000);
    const done = runFrames({ legs, account, probe: false });
    expect(done.fills.length).toBeGreaterThan(20);
    expect(runFrames({ legs: [...legs].reverse(), account, probe: false }).orderHash).toBe(done.orderHash);
    const started = legs.map((leg) => ({ ...leg, history: replayHistory(leg) }));
    const journal = new Map<string, object>();
    const outcome = await createSession({
      legs: started,
      account,
      journal: { read: (key) => journal.get(key) as never, append: (_, key, body) => void journal.set(key, body) },
      broker: simulatedBroker({ legs: started, account }),
      feed: replayFeed(legs),
    }).run();
    expect(outcome.orderHash).toBe(done.orderHash);
  });

  it('is probed for look-ahead', () => {
    const frames = ['MSFT', 'TXN'].map(realBars);
    const honest = run(frames, strongest, {}, { probe: true });
    expect(honest.probe.verdict).toBe('none_found');
    expect(honest.probe.note).toMatch(/^a sample: 32 of/);
    const cheat = together(({ cols, out }) => cols.forEach((c, i) => out[i]!.target(c.close.now > 0 ? 1 : 0)), {
      state: undefined,
      prepare: (bars: Bars) => ({ close: bars.close.map((x, t) => (bars.close[t + 1] ?? x) - x), change: bars.close }),
    });
    expect(() => run(frames, cheat, {}, { probe: true })).toThrow(
      expect.objectContaining({ code: 'BOT_STRATEGY_LOOKAHEAD' }),
    );
  });
});
