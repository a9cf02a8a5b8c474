import { createRandom } from '@bot-v2/quant/random';
import { expectSimulated } from '../../test/expect-simulated.js';
import { PlainDesk } from '../../test/plain-desk.js';
import { simulate } from '../../test/plain-account/index.js';
import { randomFrames, randomTerms, wishingLegs } from '../../test/random-portfolio.js';
import type { Asked } from '../../test/random-portfolio.js';
import { runFrames } from './index.js';

/** Tapes to run: `BOT_V2_TAPES` widens the sweep. */
const tapes = Number(process.env['BOT_V2_TAPES'] ?? 40);

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

function compare(seed: number): { fills: number; calls: number; kinds: string[]; refused: string[]; stopped: boolean } {
  const dice = createRandom(`portfolio ${seed}`);
  const symbols = ['A', 'B', 'C', 'D', 'E'].slice(0, dice.integer(2, 5));
  const frames = randomFrames(seed, dice.integer(10, 60), symbols);
  const together = dice.next() < 0.5;
  const { account, risk, shares } = randomTerms(seed, symbols);
  const asked: Asked = new Map();
  const legs = wishingLegs(seed, frames, { together, shares }, asked);
  const run = runFrames({ legs, account, risk, probe: false });

  const refusals = new Refusals();
  let at = { time: 0, row: 0 };
  let send: Parameters<Parameters<typeof simulate>[1]>[2] = () => undefined;
  const desks = frames.map(
    ({ symbol }, leg) =>
      new PlainDesk(
        leg,
        {
          terms: account.terms,
          weight: shares?.[leg]!.weight ?? 1 / symbols.length,
          cap: shares?.[leg]!.cap ?? Infinity,
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
      const wishes = symbols.map((symbol) => asked.get(`${time} ${symbol}`) ?? { list: [] });
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
        if (row >= 0) desks[leg]!.decide(wishes[leg]!, money, tick, together && leg < seller);
        else if (wishes[leg]!.target !== undefined) refusals.add(time, leg, symbol, 0, 'no-price');
      });
    },
    account.capital,
    account.terms,
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

describe('an account of many symbols against a plain simulator that shares no code with the engine', () => {
  it(`refuses the same, fills the same at the same prices and has the same equity, over ${tapes} random tapes`, () => {
    const sum = { fills: 0, calls: 0, stopped: 0 };
    const refused = new Set<string>();
    for (let seed = 1; seed <= tapes; seed++) {
      const found = compare(seed);
      sum.fills += found.fills;
      sum.calls += found.calls;
      sum.stopped += found.stopped ? 1 : 0;
      for (const reason of found.refused) refused.add(reason);
    }
    expect(sum.fills).toBeGreaterThan(tapes * 10);
    for (const reason of ['buying-power', 'max-position', 'no-price', 'unknown-order'])
      expect([...refused]).toContain(reason);
    // Rare enough to be found in the wide form alone.
    if (tapes >= 1_000) expect(Math.min(sum.calls, sum.stopped)).toBeGreaterThan(0);
  });
});
