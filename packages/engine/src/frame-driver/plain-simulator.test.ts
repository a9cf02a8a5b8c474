import { createRandom } from '@bot-v2/quant/random';
import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { OrderRequest } from '@bot-v2/sdk';
import { z } from 'zod';
import { simulate } from '../../test/plain-simulator.js';
import type { Ask } from '../../test/plain-simulator.js';
import { randomTape, steps } from '../../test/random-runs.js';
import { runFrames } from './index.js';

/** Tapes to run: `BOT_V2_TAPES` widens the sweep. */
const tapes = Number(process.env['BOT_V2_TAPES'] ?? 150);
const day = 86_400_000;

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
      const list: Ask[] = [];
      asked.set(`${t} ${leg}`, list);
      const close = cols.close.now;
      const whole = Number.isInteger(close);
      const level = (steps: number) => {
        const price = whole ? close + steps : close * (1 + steps * 0.015);
        return Math.max(price, close * 0.1);
      };
      const place = (order: OrderRequest & { quantity: number }): number => {
        const id = out.order(order);
        list.push({ order, id });
        ids.push(id);
        return id;
      };
      const earlier = () => ids[dice.integer(Math.max(0, ids.length - 6), ids.length - 1)]!;
      for (let n = dice.integer(0, 2); n > 0; n--) {
        const side = dice.next() < 0.5 ? 'buy' : 'sell';
        const up = side === 'buy' ? 1 : -1;
        const quantity = dice.next() < 0.1 ? dice.integer(50, 400) : dice.integer(1, 40);
        const protection = {
          ...(dice.next() < 0.4 ? { stopLoss: level(-up * dice.integer(-1, 4)) } : {}),
          ...(dice.next() < 0.4 ? { takeProfit: level(up * dice.integer(-1, 4)) } : {}),
        };
        const links = {
          ...(ids.length > 0 && dice.next() < 0.15 ? { after: earlier() } : {}),
          ...(ids.length > 0 && dice.next() < 0.15 ? { oco: earlier() } : {}),
        };
        const tif = (...of: NonNullable<OrderRequest['tif']>[]) => {
          const one = of[dice.integer(0, of.length - 1)]!;
          return one === 'gtd' ? { tif: one, goodTill: time + dice.integer(1, 5) * day } : { tif: one };
        };
        const rests = ['gtc', 'gtc', 'day', 'gtd'] as const;
        const base = { side, quantity, ...protection, ...links } as const;
        const what = dice.integer(0, 9);
        if (what <= 1) place({ ...base, ...tif('gtc', 'gtc', 'day', 'gtd', 'ioc', 'fok', 'opg', 'cls') });
        else if (what <= 3)
          place({ ...base, limit: level(-up * dice.integer(-1, 3)), ...tif(...rests, 'ioc', 'fok', 'opg', 'cls') });
        else if (what === 4) place({ ...base, stop: level(up * dice.integer(-1, 3)), ...tif(...rests) });
        else if (what === 5) {
          const stop = level(up * dice.integer(-1, 3));
          place({ ...base, stop, limit: stop + (level(dice.integer(-2, 2)) - close), ...tif(...rests) });
        } else if (what === 6) place({ ...base, trail: level(dice.integer(1, 3)) - close, ...tif(...rests) });
        else if (what === 7) place({ ...base, trailPercent: dice.integer(2, 12), ...tif(...rests) });
        else if (ids.length === 0) continue;
        else if (what === 8) {
          const id = earlier();
          const more = dice.next() < 0.5 ? { quantity: dice.integer(1, 60) } : { limit: level(-up) };
          out.amend(id, more);
          list.push({ amend: id, ...more });
        } else if (dice.next() < 0.5) {
          const id = earlier();
          out.cancel(id);
          list.push({ cancel: id });
        } else {
          const removed = {
            ...(dice.next() < 0.2 ? { stopLoss: null } : {}),
            ...(dice.next() < 0.2 ? { takeProfit: null } : {}),
          };
          const changes = { ...protection, ...removed };
          out.protect(changes);
          list.push({ protect: changes });
        }
      }
    },
  });
}

const costs = [
  { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 },
  { commissionRate: 0.001, halfSpreadBps: 5, slippageBps: 15 },
  { commissionPerUnit: 0.01, commissionPerOrder: 1, commissionMinimum: 2, halfSpreadBps: 20, slippageBps: 0 },
];

/** What a margin call asks for at a close: the same share of every position, up to whole shares. */
function callsOf(positions: readonly { held: number; mark: number }[], equity: number, row: number): number[][] {
  let required = 0;
  for (const { held, mark } of positions) required += held * mark * (held > 0 ? 0.25 : -0.3);
  if (equity >= required || equity <= 0) return [];
  return positions.flatMap(({ held }, leg) => {
    const size = Math.abs(held);
    return size === 0 ? [] : [[row, leg, Math.min(size, Math.floor(size * (1 - equity / required)) + 1)]];
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
    ...(dice.next() < 0.3 ? { margin: { interest: dice.next() < 0.5 ? 0 : 0.08 } } : {}),
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
  const stopped = run.orders.find(({ reason }) => reason === 'liquidation');
  const end = stopped === undefined ? length : rowOf.get(stopped.at)! + 1;
  // What the engine itself sells to meet a margin call is asked for before the strategies are.
  const own = run.orders.filter(({ reason }) => reason === 'margin call');
  const script = (row: number, leg: number): Ask[] => [
    ...own
      .filter((order) => order.leg === leg && rowOf.get(order.at) === row)
      .map(({ id, side, quantity }) => ({ id, order: { side, quantity } })),
    ...(asked.get(`${row} ${leg}`) ?? []),
  ];
  const accepted = new Set(run.orders.map(({ id }) => id));
  const expected = simulate(frames, script, (id) => accepted.has(id), capital, account.terms);
  const ours = run.fills.toArray().map(({ time, symbol, order, side, quantity, price, fee }) => ({
    row: rowOf.get(time)!,
    leg: symbol === 'A' ? 0 : 1,
    order,
    side: side === 'buy' ? 1 : -1,
    quantity,
    price,
    fee,
  }));
  const until = <T extends { row: number }>(list: readonly T[]) => list.filter(({ row }) => row < end);
  const theirs = until(expected.fills).map((fill) => ({
    ...fill,
    quantity: expect.closeTo(fill.quantity, 9) as number,
    price: expect.closeTo(fill.price, 6) as number,
    fee: expect.closeTo(fill.fee, 9) as number,
  }));
  expect({ seed, fills: until(ours) }).toEqual({ seed, fills: theirs });
  Array.from(run.equity.subarray(0, end)).forEach((equity, row) => {
    if (Math.abs(equity - expected.equity[row]!) > 1e-6)
      expect({ seed, row, equity }).toEqual({ seed, row, equity: expected.equity[row] });
  });
  const calls = expected.positions.slice(0, end).flatMap((held, row) => callsOf(held, expected.equity[row]!, row));
  // With little volume a call may take several bars, in which there is no second one.
  if (account.terms.margin !== undefined && account.terms.volumeShare === undefined) {
    expect(own.map(({ at, leg, quantity }) => [rowOf.get(at), leg, quantity])).toEqual(calls);
  }
  return { fills: ours.length, calls: own.length, kinds: run.fills.toArray().map(({ cause }) => cause) };
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
