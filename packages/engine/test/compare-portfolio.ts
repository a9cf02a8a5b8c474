import { expectSimulated } from './expect-simulated.js';
import { PlainDesk } from './plain-desk.js';
import { simulate } from './plain-account/index.js';
import { plainSize } from './plain-sizing.js';
import { randomAccount } from './random-account.js';
import type { Asked } from './wishing-legs.js';
import { runFrames } from '../src/frame-driver/index.js';

/** What is refused, once for the same reason on consecutive bars of a symbol. */
class Refusals {
  readonly list: (string | number)[][] = [];
  private readonly last = new Map<number, { reason: string; row: number }>();

  add(time: number, leg: number, symbol: string, row: number, reason: string): void {
    const last = this.last.get(leg) ?? { reason: '', row: -2 };
    this.last.set(leg, { reason, row });
    if (last.reason !== reason || row - last.row > 1) this.list.push([time, symbol, reason]);
  }
}

/** Runs the account of a seed in the engine and in the plain simulator, and expects the same of both. */
export function comparePortfolio(seed: number): {
  fills: number;
  calls: number;
  kinds: string[];
  refused: string[];
  stopped: boolean;
} {
  const { symbols, frames, account, risk, shares, sizes, models, together, legs } = randomAccount(seed, [
    'A',
    'B',
    'C',
    'D',
    'E',
  ]);
  const asked: Asked = new Map();
  const run = runFrames({ legs: legs(frames, {}, asked), account, risk, models, probe: false });

  const refusals = new Refusals();
  let at = { time: 0, row: 0 };
  let send: Parameters<Parameters<typeof simulate>[1]>[2] = () => undefined;
  const desks = frames.map(
    ({ symbol }, leg) =>
      new PlainDesk(
        leg,
        {
          terms: account.terms,
          size: (row) => {
            const policy = sizes[leg]!;
            return policy === null
              ? (shares?.[leg]!.weight ?? 1 / symbols.length)
              : plainSize(policy, frames[leg]!, row);
          },
          daily: frames[leg]!.interval === '1d',
          cap: Math.min(shares?.[leg]!.cap ?? Infinity, sizes[leg]?.maxFraction ?? Infinity),
          minimum: shares?.[leg]!.minimum ?? 0,
          ...risk,
          allowed: risk.allowedSymbols?.includes(symbol) ?? true,
        },
        (ask) => send(leg, ask),
        (reason) => refusals.add(at.time, leg, symbol, at.row, reason),
      ),
  );
  const expected = simulate(
    frames,
    (tick, money, toMarket) => {
      send = toMarket;
      const time = run.time[tick]!;
      const wishes = symbols.map((symbol) => asked.get(`0 ${time} ${symbol}`) ?? { list: [] });
      const number = (leg: number) => {
        for (const wish of wishes[leg]!.list)
          if ('order' in wish) money.ids.next = Math.max(money.ids.next, wish.id + 1);
      };
      if (together) symbols.forEach((_, leg) => number(leg));
      const seller = money.legs.findLastIndex(
        ({ held }, leg) => held !== 0 && (wishes[leg]!.list.length > 0 || wishes[leg]!.target !== undefined),
      );
      symbols.forEach((symbol, leg) => {
        if (!together) number(leg);
        const row = frames[leg]!.time.findLastIndex((t) => t <= time);
        at = { time, row: Math.max(row, 0) };
        if (row >= 0) desks[leg]!.decide(wishes[leg]!, money, tick, row, together && leg < seller);
        else if (wishes[leg]!.target !== undefined) refusals.add(time, leg, symbol, 0, 'no-price');
      });
    },
    account.capital,
    account.terms,
    models,
  );
  const tickOf = new Map(expected.times.map((time, tick) => [time, tick]));
  expect(Array.from(run.time)).toEqual(expected.times);
  const refused = run.denials
    .filter(({ reason }) => reason !== 'account-stopped')
    .map(({ time, symbol, reason }) => [time, symbol, reason]);
  expect({ seed, refused }).toEqual({ seed, refused: refusals.list });
  const ours = expectSimulated(seed, run, expected, tickOf);
  return {
    fills: ours.length,
    calls: expected.calls,
    kinds: run.fills.toArray().map(({ cause }) => cause),
    refused: Object.keys(run.denialCounts),
    stopped: expected.stopped,
  };
}
