import type { Bars } from '@bot-v2/sdk';
import { randomAccount } from '../../test/random-account.js';
import type { FrameDecision } from '../loop/index.js';
import { createSession, replayFeed, replayHistory, simulatedBroker } from '../session-driver/index.js';
import type { FrameWalk } from './frame-driver.js';
import { createWalk } from './walk.js';
import { runFrames } from './index.js';

/** Random accounts to try: `BOT_V2_TAPES` widens the sweep. */
const tapes = Number(process.env['BOT_V2_TAPES'] ?? 6);

/** The account of a seed, and a share of it for each symbol. */
function given(seed: number) {
  const random = randomAccount(seed, ['B', 'C', 'D', 'E']);
  const { symbols, shares, legs: make } = random;
  const even = shares ?? symbols.map(() => ({ weight: 1 / symbols.length, cap: 1, minimum: 0 }));
  const legs: typeof make = (some, more) => make(some, { shares: even, ...more });
  return { ...random, even, legs };
}

const each = (check: (seed: number) => void | Promise<void>) => async () => {
  for (let seed = 1; seed <= tapes; seed++) await check(seed);
};
const fills = (run: ReturnType<typeof runFrames>) =>
  run.fills.toArray().map(({ leg: _, order, text: __, ...fill }) => ({ ...fill, protective: order === 0 }));

describe('an account of many symbols', () => {
  it(
    'is the same in whatever order they are given',
    each((seed) => {
      const { account, risk, models, legs } = given(seed);
      const run = runFrames({ legs: legs(), account, risk, models, probe: false });
      const turned = runFrames({ legs: legs().reverse(), account, risk, models, probe: false });
      expect({ seed, hash: turned.orderHash }).toEqual({ seed, hash: run.orderHash });
      expect(turned.equity).toEqual(run.equity);
    }),
  );

  it(
    'does not notice one that never trades',
    each((seed) => {
      const { frames, account, risk, models, sizes, legs, even } = given(seed);
      const run = runFrames({ legs: legs(), account, risk, models, probe: false });
      for (const symbol of ['A', 'Z']) {
        const idle = { ...frames[0]!, symbol };
        const of = { shares: [even[0]!, ...even], sizes: [null, ...sizes], idle: [symbol] };
        const more = runFrames({ legs: legs([idle, ...frames], of), account, risk, models, probe: false });
        expect({ seed, fills: fills(more) }).toEqual({ seed, fills: fills(run) });
        expect(more.equity).toEqual(run.equity);
        expect(more.denials.filter(({ symbol: of }) => of !== symbol)).toEqual(run.denials);
      }
    }),
  );

  it(
    'with cash enough is the sum of an account for each of them',
    each((seed) => {
      const { frames, account, models, legs } = given(seed);
      const { costs, shorting, volumeShare } = account.terms;
      const terms = {
        ...account.terms,
        costs,
        shorting,
        volumeShare,
        cashInterest: 0,
        // A symbol whose bars have ended goes on paying in the account of all.
        borrowRate: 0,
        margin: undefined,
        instruments: undefined,
      };
      const rich = { ...account, terms, capital: 1e9, cash: 1e9, equity: 1e9 };
      const only = { orders: true, together: false };
      const all = runFrames({ legs: legs(frames, only), account: rich, models, probe: false });
      const alone = frames.map((bars) => runFrames({ legs: legs([bars], only), account: rich, models, probe: false }));
      all.time.forEach((time, tick) => {
        let sum = 1e9;
        for (const { time: own, equity } of alone) {
          const row = own.findLastIndex((at) => at <= time);
          if (row >= 0) sum += equity[row]! - 1e9;
        }
        expect(Math.abs(all.equity[tick]! - sum)).toBeLessThan(1e-4);
      });
      expect(all.fills.length).toBe(alone.reduce((count, run) => count + run.fills.length, 0));
    }),
  );

  it(
    'goes on from a snapshot at any bar as if nothing had been',
    each((seed) => {
      const { dice, account, risk, models, legs } = given(seed);
      const walk = () => createWalk({ legs: legs(), account, risk, models, probe: false }) as FrameWalk;
      const whole = walk();
      whole.finish();
      const cut = walk();
      cut.runTo(whole.times[dice.integer(0, whole.times.length - 1)]!);
      if (dice.next() < 0.5) cut.decide();
      const resumed = walk();
      resumed.restore(JSON.parse(JSON.stringify(cut.snapshot())) as ReturnType<FrameWalk['snapshot']>);
      resumed.finish();
      expect({ seed, hash: resumed.orderHash() }).toEqual({ seed, hash: whole.orderHash() });
      expect(resumed.equity).toEqual(whole.equity);
    }),
  );

  it(
    'is the same when its bars come one by one in a session, whose choices may be replaced',
    each(async (seed) => {
      const { dice, frames, account, risk, legs, together } = given(seed);
      const begun = Math.max(...frames.map(({ time }) => time[0]!));
      const over = Math.min(...frames.map(({ time, length }) => time[length - 1]!));
      if (begun >= over) return;
      const at = dice.next() < 0.5 ? begun : dice.uniform(begun, over);
      const from = (bars: Bars) => bars.time.filter((time) => time <= at).length;
      const fresh = () => legs().map((leg) => ({ ...leg, from: Math.min(from(leg.bars), leg.bars.length - 1) }));
      const started = fresh().map((leg) => ({ ...leg, history: replayHistory(leg) }));
      const ticks = [...new Set(started.flatMap(({ bars, from: first }) => [...bars.time.subarray(first)]))].sort(
        (a, b) => a - b,
      );
      const decisions = [...new Set([dice.integer(1, ticks.length), dice.integer(1, ticks.length)])]
        .filter((tick) => tick < ticks.length && dice.next() < 0.5)
        .sort((a, b) => a - b)
        .map((tick, k): FrameDecision => {
          const some = legs(frames, { generation: k + 1 }).filter(() => together || dice.next() < 0.6);
          return { at: ticks[tick]!, perSymbol: Object.fromEntries(some.map((leg) => [leg.symbol, leg])) };
        });
      const run = runFrames({ legs: fresh(), account, risk, decisions, probe: false });
      const journal = new Map<string, object>();
      const session = createSession({
        legs: started,
        account,
        risk,
        journal: { read: (key) => journal.get(key) as never, append: (_, key, body) => void journal.set(key, body) },
        broker: simulatedBroker({ legs: started, account }),
        feed: replayFeed(started),
        onTick: ({ time }) => {
          const next = decisions.find((decision) => decision.at === ticks[ticks.indexOf(time) + 1]);
          if (next !== undefined) session.replaceDecision(next);
        },
      });
      const outcome = await session.run();
      expect({ seed, equity: [...outcome.equity] }).toEqual({ seed, equity: [...run.equity] });
      expect(outcome.orderHash).toBe(run.orderHash);
      expect(outcome.denialCounts).toEqual(run.denialCounts);
    }),
  );
});
