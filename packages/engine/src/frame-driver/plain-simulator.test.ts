import { createRandom } from '@bot-v2/quant/random';
import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import { z } from 'zod';
import { askAnything, costs } from '../../test/ask-anything.js';
import { expectSimulated } from '../../test/expect-simulated.js';
import { simulate } from '../../test/plain-account/index.js';
import type { Ask } from '../../test/plain-account/index.js';
import { randomTape, steps } from '../../test/random-runs.js';
import { runFrames } from './index.js';

/** Tapes to run: `BOT_V2_TAPES` widens the sweep. */
const tapes = Number(process.env['BOT_V2_TAPES'] ?? 150);

/** A strategy that asks for anything, and what it asked for. */
function asking(seed: number, leg: number, asked: Map<string, Ask[]>) {
  const ids: number[] = [];
  return defineStrategy({
    id: 'asking',
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 0,
    prepare: (bars) => ({ close: bars.close }),
    onBar: ({ t, time, cols, out }) => {
      const dice = createRandom(`${seed} ${leg} ${t}`);
      asked.set(`${t} ${leg}`, askAnything(dice, { time, close: cols.close.now, ids }, out));
    },
  });
}

function compare(seed: number): { fills: number; calls: number; kinds: string[] } {
  const dice = createRandom(`tape ${seed}`);
  const length = dice.integer(10, 60);
  const frame = seed % 2 === 0 ? steps : randomTape;
  const frames = ['A', 'B'].slice(0, dice.integer(1, 2)).map((symbol) => {
    const bars = frame(seed, length, symbol);
    return { ...bars, volume: bars.volume.map(() => dice.integer(0, 400)) };
  });
  const capital = dice.next() < 0.5 ? 2_000 : 50_000;
  const account = flatAccount(capital, {
    shorting: dice.next() < 0.7,
    ...(dice.next() < 0.4 ? { volumeShare: 0.1 } : {}),
    ...(dice.next() < 0.5 ? { margin: { interest: dice.next() < 0.5 ? 0 : 0.08 } } : {}),
    ...(dice.next() < 0.3 ? { cashInterest: 0.05 } : {}),
    ...(dice.next() < 0.3 ? { borrowRate: 0.12 } : {}),
    costs: costs[dice.integer(0, 2)],
  });
  const asked = new Map<string, Ask[]>();
  const run = runFrames({
    legs: frames.map((bars, leg) => ({ symbol: bars.symbol, bars, from: 0, strategy: asking(seed, leg, asked) })),
    account,
    risk: { maxPosition: Infinity, absurdFactor: Infinity },
    probe: false,
  });
  const rowOf = new Map(Array.from(frames[0]!.time, (time, row) => [time, row]));
  const accepted = new Set(run.orders.map(({ id }) => id));
  const expected = simulate(
    frames,
    (row, { legs, ids }, send) =>
      legs.forEach((_, leg) => {
        for (const ask of asked.get(`${row} ${leg}`) ?? []) {
          if ('order' in ask) ids.next = ask.id + 1;
          if (!('order' in ask) || accepted.has(ask.id)) send(leg, ask);
        }
      }),
    capital,
    account.terms,
  );
  const ours = expectSimulated(seed, run, expected, rowOf);
  return { fills: ours.length, calls: expected.calls, kinds: run.fills.toArray().map(({ cause }) => cause) };
}

describe('the engine against a plain simulator that shares no code with it', () => {
  it(`fills the same at the same prices and has the same equity, over ${tapes} random tapes`, () => {
    let fills = 0;
    let calls = 0;
    const kinds = new Set<string>();
    for (let seed = 1; seed <= tapes; seed++) {
      const found = compare(seed);
      fills += found.fills;
      calls += found.calls;
      for (const kind of found.kinds) kinds.add(kind);
    }
    expect(fills).toBeGreaterThan(tapes * 10);
    expect(calls).toBeGreaterThan(0);
    expect([...kinds].sort()).toEqual(
      [
        'next-open',
        'closing-auction',
        'limit-gap-open',
        'limit-through',
        'stop-gap-open',
        'stop-touched',
        'stop-limit',
        'stop-loss',
        'stop-loss-gap-open',
        'take-profit',
        'take-profit-gap-open',
      ].sort(),
    );
  });
});
