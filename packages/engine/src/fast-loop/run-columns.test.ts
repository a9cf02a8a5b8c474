import { createRandom } from '@bot-v2/quant/random';
import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy, Bars } from '@bot-v2/sdk';
import fc from 'fast-check';
import { z } from 'zod';
import { tape } from '../../test/frames.js';
import { randomTape } from '../../test/random-runs.js';
import { casesOf, expectSame, outcome, plain, stateOf } from '../../test/single-leg-runs.js';
import type { Case } from '../../test/single-leg-runs.js';
import { FastWalk } from '../frame-driver/fast-walk.js';
import { FrameWalk } from '../frame-driver/frame-driver.js';
import { runFrames } from '../frame-driver/index.js';
import type { LegChoice } from '../loop/index.js';

/** Runs of each property; `FAST_LOOP_RUNS=10000` tries as many as the performance goals ask for. */
const numRuns = Number(process.env['FAST_LOOP_RUNS'] ?? 60);

const params = z.object({ seed: z.number().default(0) });
const common = { version: '1.0.0', params };

/** A decision column: stretches of one value, of silence, and of single rows that differ. */
function decisions(seed: number, length: number, values: readonly number[]): Float64Array {
  const random = createRandom(`decisions:${seed}`);
  const column = new Float64Array(length);
  const spread = [2, 6, 40][random.integer(0, 2)]!;
  for (let row = 0; row < length;) {
    const value = random.next() < 0.25 ? NaN : values[random.integer(0, values.length - 1)]!;
    const end = row + random.integer(1, spread);
    for (; row < end && row < length; row++) column[row] = random.next() < 0.1 ? NaN : value;
  }
  return column;
}

const signals = [0, 0, 1, 1, -1, 0.5, -0.5, 0.9, 0.97, 0.05, 1 / 3];
const shares = [0, 0, 1, 2, 7, 30, -4, 2.5, 0.3, 1e7];
/** Now and then what is no signal, or no number of shares. */
const wrong = (seed: number, values: readonly number[]) =>
  seed % 7 === 0 ? [...values, Infinity, -Infinity, 1.5] : values;

const signal = defineStrategy({
  ...common,
  id: 'signal',
  warmup: () => 3,
  prepare: (bars, p) => ({ wanted: decisions(p.seed, bars.length, wrong(p.seed, signals)) }),
  target: 'wanted',
});
const position = defineStrategy({
  ...common,
  id: 'position',
  warmup: () => 0,
  scaleFree: true,
  prepare: (bars, p) => ({ unused: bars.close, wanted: decisions(p.seed, bars.length, wrong(p.seed, shares)) }),
  position: 'wanted',
});
/** The same in bytes, where silence is a zero. */
const bytes = (column: Float64Array) => Int8Array.from(column);
const signalOfBytes = defineStrategy({
  ...common,
  id: 'signal_of_bytes',
  warmup: () => 2,
  prepare: (bars, p) => ({ wanted: bytes(decisions(p.seed, bars.length, wrong(p.seed, [0, 0, 1, 1, -1]))) }),
  target: 'wanted',
});
const positionOfBytes = defineStrategy({
  ...common,
  id: 'position_of_bytes',
  warmup: () => 0,
  scaleFree: true,
  prepare: (bars, p) => ({ wanted: bytes(decisions(p.seed, bars.length, [0, 0, 1, 2, 7, 30, -4, 127, -128])) }),
  position: 'wanted',
});
/** Two lines that touch, cross and end, with rows missing. */
const lines = (bars: Bars, { seed }: { seed: number }) => ({
  one: decisions(seed, bars.length, [1, 2, 2, 3]),
  other: decisions(seed + 0.5, bars.length, [1, 2, 2, 3]),
});
const pair = ['one', 'other'] as const;
const rest = { ...common, warmup: () => 1, prepare: lines };
const strategies: readonly AnyStrategy[] = [
  signal,
  { ...signal, id: 'scale_free_signal', scaleFree: true },
  position,
  { ...position, id: 'anchored_position', scaleFree: false },
  signalOfBytes,
  positionOfBytes,
  defineStrategy({ ...rest, id: 'target_above', target: { above: pair } }),
  defineStrategy({ ...rest, id: 'target_crosses', scaleFree: true, target: { crosses: pair } }),
  defineStrategy({ ...rest, id: 'position_above', scaleFree: true, position: { above: pair } }),
  defineStrategy({ ...rest, id: 'position_crosses', position: { crosses: pair } }),
  defineStrategy({
    ...rest,
    id: 'position_crosses_of_bytes',
    prepare: (bars: Bars, p: { seed: number }) => ({ one: bytes(lines(bars, p).one), other: lines(bars, p).other }),
    position: { crosses: pair },
  }),
];

/** The same strategies, their decisions hidden in an `onBar` of their own. */
const byCode = new Map<unknown, AnyStrategy>(
  strategies.map((strategy) => [strategy, { ...strategy, onBar: (context) => strategy.onBar(context) }]),
);
const coded = <Choice extends LegChoice>(choice: Choice): Choice => ({
  ...choice,
  strategy: byCode.get(choice.strategy)!,
});
/** The same case with strategies that decide by code. */
const asCode = ({ input, decisions: replaced }: Case): Case => ({
  input: { ...input, legs: input.legs.map(coded) },
  decisions: replaced.map(({ at, perSymbol }) => ({ at, perSymbol: { X: coded(perSymbol['X']!) } })),
});
/** The same strategy, counting how often its `onBar` is called. */
function counted(strategy: AnyStrategy) {
  const calls = { count: 0 };
  const onBar: AnyStrategy['onBar'] = (context) => {
    calls.count++;
    return strategy.onBar(context);
  };
  return { calls, strategy: { ...strategy, onBar: Object.assign(onBar, strategy.onBar) } };
}

const cases = casesOf(strategies);

describe('a run that columns decide', () => {
  it('is the run of the same strategy bar by bar, in the fast and in the general loop', () => {
    let trades = 0;
    fc.assert(
      fc.property(cases, (given) => {
        const found = outcome(given, 'fast');
        expectSame(plain(found), plain(outcome(given, 'general')));
        expectSame(plain(found), plain(outcome(asCode(given), 'fast')));
        if ('trades' in found) trades += found.trades.length;
      }),
      { numRuns },
    );
    // Equal figures are not those of nothing.
    expect(trades).toBeGreaterThan(numRuns / 2);
  });

  it('can be taken over by the general loop at any bar, and goes on after it', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 1, noNaN: true }), (given, part) => {
        const alone = { ...given, decisions: [] };
        const { bars } = alone.input.legs[0]!;
        const first = new FastWalk(alone.input);
        try {
          first.runTo(bars.time[Math.floor(part * (bars.length - 1))]!);
        } catch {
          return;
        }
        const [second, third] = [new FrameWalk(alone.input), new FastWalk(alone.input)];
        second.restore(first.snapshot());
        third.restore(first.snapshot());
        const general = outcome(alone, 'general');
        if ('code' in general) return;
        for (const walk of [first, second, third]) {
          walk.finish();
          expectSame(stateOf(walk), general.snapshot);
        }
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    );
  });

  it('calls no code at the bars but the last', () => {
    for (const each of strategies) {
      const { calls, strategy } = counted(each);
      const legs = [{ symbol: 'X', bars: randomTape(5, 300), from: 20, strategy, params: { seed: 5 } }];
      runFrames({ legs, account: flatAccount(1e5, { shorting: true }), probe: false });
      expect([each.id, calls.count]).toEqual([each.id, 1]);
    }
  });

  it('calls code where time alone moves money, and where a column is missing', () => {
    const bars = randomTape(5, 60);
    const { calls, strategy } = counted(position);
    const legs = [{ symbol: 'X', bars, from: 20, strategy }];
    runFrames({ legs, account: flatAccount(1e5, { cashInterest: 0.02 }), probe: false });
    expect(calls.count).toBe(41);
    const lacking = { ...position, prepare: () => ({ other: bars.close }) } as unknown as AnyStrategy;
    const given = { input: { legs: [{ ...legs[0]!, strategy: lacking }], account: flatAccount(1e5) }, decisions: [] };
    expect(outcome(given, 'fast')).toMatchObject({
      code: 'BOT_STRATEGY_OUTPUT',
      details: { column: 'wanted', row: 19 },
    });
  });

  it('tells progress, says where it stands and can be interrupted', () => {
    const candles = Array.from({ length: 10_000 }, (_, i) => [10, 11, 9, 10 + (i % 7) / 8] as const);
    const strategy = { ...position, params: z.object({ seed: z.number().default(3) }) };
    const input = { legs: [{ symbol: 'X', bars: tape(candles), from: 0, strategy }], account: flatAccount(1e5) };
    const seen: number[] = [];
    const walk = new FastWalk({ ...input, onProgress: (done) => seen.push(done) });
    walk.runTo(walk.legs[0]!.bars.time[5_000]!);
    expect(walk.desks[0]!.runtime.row).toBe(4_999);
    walk.finish();
    expect(seen).toEqual([0, 4096, 5_001, 8192]);
    const signal = AbortSignal.abort();
    expect(() => runFrames({ ...input, signal, probe: false })).toThrow(
      expect.objectContaining({ code: 'BOT_RUN_ABORTED' }),
    );
  });
});
