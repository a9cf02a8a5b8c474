import fc from 'fast-check';
import { flatAccount } from '@bot-v2/sdk';
import type { Account } from '@bot-v2/sdk';
import { realBars } from '../../test/frames.js';
import { randomTape, restless, tireless } from '../../test/random-runs.js';
import { runFrames } from '../frame-driver/index.js';
import type { Leg } from '../loop/index.js';
import { createSession, replayFeed, replayHistory, simulatedBroker } from './index.js';
import type { JournalBody, SessionJournal } from './index.js';

class Crash extends Error {}

/** A journal in memory that can lose power after some appends. */
class MemoryJournal implements SessionJournal {
  readonly entries = new Map<string, string>();
  readonly keys: string[] = [];
  left = Infinity;
  read(key: string): JournalBody | undefined {
    const text = this.entries.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as JournalBody);
  }
  append(type: string, key: string, body: JournalBody): void {
    if (this.left-- <= 0) throw new Crash();
    expect(this.entries.has(key)).toBe(false);
    this.entries.set(key, JSON.stringify(body));
    this.keys.push(`${type} ${key}`);
  }
}

const session = (legs: readonly Leg[], account: Account, journal: SessionJournal) => {
  const started = legs.map((leg) => ({ ...leg, history: replayHistory(leg) }));
  return createSession({
    legs: started,
    account,
    journal,
    broker: simulatedBroker({ legs: started, account }),
    feed: replayFeed(legs),
  });
};
const terms = fc.record({ fractional: fc.boolean(), shorting: fc.boolean(), cashInterest: fc.constantFrom(0, 0.03) });
const randomLegs = (seed: number, length: number): Leg[] =>
  ['A', 'B'].map((symbol) => ({
    symbol,
    bars: randomTape(seed, length, symbol),
    from: 5,
    strategy: { ...restless, scaleFree: symbol === 'A' },
    params: { seed },
  }));

describe('a session over replayed bars', () => {
  it('sends and gets, bit for bit, what the backtest does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 8, max: 60 }),
        terms,
        async (seed, length, given) => {
          const legs = randomLegs(seed, length);
          const account = flatAccount(10_000, given);
          const run = runFrames({ legs, account, probe: false });
          const outcome = await session(legs, account, new MemoryJournal()).run();
          expect(outcome.orderHash).toBe(run.orderHash);
          expect([...outcome.equity]).toEqual([...run.equity]);
          expect(outcome.cash).toBe(run.account.cash);
          expect(outcome.trades.length).toBe(run.trades.length);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('calls strategies nowhere but where it is asked to', async () => {
    let asked = false;
    let calls = 0;
    const watched = <T>(work: () => T): T => {
      asked = true;
      try {
        return work();
      } finally {
        asked = false;
      }
    };
    const note = () => {
      calls++;
      expect(asked).toBe(true);
    };
    const strategy: typeof restless = {
      ...restless,
      state: () => (note(), {}),
      prepare: (...given) => (note(), restless.prepare(...given)),
      onBar: (context) => (note(), restless.onBar(context)),
    };
    const legs = randomLegs(7, 60).map((leg) => ({ ...leg, strategy }));
    const started = legs.map((leg) => ({ ...leg, history: replayHistory(leg) }));
    const account = flatAccount(10_000);
    const broker = simulatedBroker({ legs: started, account });
    const journal = new MemoryJournal();
    await createSession({ legs: started, account, journal, broker, feed: replayFeed(legs), call: watched }).run();
    expect(calls).toBeGreaterThan(100);
  });

  it('does so with every kind of order, whatever the account', async () => {
    const more = fc.record({
      fractional: fc.boolean(),
      shorting: fc.boolean(),
      volumeShare: fc.constantFrom(undefined, 0.01, 0.002),
      borrowRate: fc.constantFrom(0, 0.05),
      margin: fc.constantFrom(undefined, { initial: 0.5, interest: 0.06 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 8, max: 80 }),
        more,
        async (seed, length, given) => {
          const legs = randomLegs(seed, length).map((leg) => ({ ...leg, strategy: tireless }));
          const account = flatAccount(10_000, given);
          const run = runFrames({ legs, account, probe: false });
          const outcome = await session(legs, account, new MemoryJournal()).run();
          expect(outcome.orderHash).toBe(run.orderHash);
          expect([...outcome.equity]).toEqual([...run.equity]);
          expect(outcome.cash).toBe(run.account.cash);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('equals the backtest on AAPL', async () => {
    const legs = [{ symbol: 'AAPL', bars: realBars('AAPL'), from: 630, strategy: restless }];
    const account = flatAccount(100_000);
    const run = runFrames({ legs, account, probe: false });
    const outcome = await session(legs, account, new MemoryJournal()).run();
    expect(run.fills.length).toBeGreaterThan(50);
    expect(outcome).toMatchObject({ orderHash: run.orderHash, state: 'finished', start: 'new', bars: 630 });
  });

  it('journals every intent before its fill', async () => {
    const journal = new MemoryJournal();
    await session(randomLegs(3, 50), flatAccount(10_000), journal).run();
    const orders = new Set<number>();
    for (const key of journal.keys) {
      if (key.startsWith('intent intent:') && !key.slice(14).includes(':')) orders.add(Number(key.slice(14)));
      const body = journal.read(key.slice(key.indexOf(' ') + 1))!;
      if (key.startsWith('fill ') && body['order'] !== 0) expect(orders.has(body['order'] as number)).toBe(true);
    }
    expect(orders.size).toBeGreaterThan(5);
  });

  it.each([restless, tireless])(
    'killed at any append and resumed, it is the uninterrupted session',
    async (strategy) => {
      const legs = randomLegs(17, 30).map((leg) => ({ ...leg, strategy }));
      const account = flatAccount(10_000, { volumeShare: 0.01 });
      const whole = new MemoryJournal();
      const expected = await session(legs, account, whole).run();
      for (let at = 0; at < whole.keys.length; at += 3) {
        const journal = new MemoryJournal();
        journal.left = at;
        await expect(session(legs, account, journal).run()).rejects.toThrow(Crash);
        journal.left = Infinity;
        const outcome = await session(legs, account, journal).run();
        expect(outcome.orderHash).toBe(expected.orderHash);
        expect(outcome.start).toBe(at === 0 ? 'new' : 'resumed');
        expect(journal.keys).toEqual(whole.keys);
      }
    },
  );

  it('refuses a journal of other bars', async () => {
    const journal = new MemoryJournal();
    const account = flatAccount(10_000);
    await session(randomLegs(17, 30), account, journal).run();
    await expect(session(randomLegs(18, 30), account, journal).run()).rejects.toMatchObject({
      code: 'BOT_VENUE_STORE',
    });
  });

  it('stops after the bar in work and goes on later', async () => {
    const legs = randomLegs(5, 40);
    const account = flatAccount(10_000);
    const journal = new MemoryJournal();
    const started = legs.map((leg) => ({ ...leg, history: replayHistory(leg) }));
    const first = createSession({
      legs: started,
      account,
      journal,
      broker: simulatedBroker({ legs: started, account }),
      feed: replayFeed(legs),
      onTick: ({ bars }) => {
        if (bars === 10) first.stop();
      },
    });
    expect(await first.run()).toMatchObject({ state: 'stopped', bars: 10 });
    const rest = await session(legs, account, journal).run();
    expect(rest.orderHash).toBe(runFrames({ legs, account, probe: false }).orderHash);
  });

  it('the feed shows no row before its tick, not even through a buffer', async () => {
    const [leg] = randomLegs(9, 20);
    for await (const { frames } of replayFeed([leg!])) {
      const { close, length } = frames['A']!;
      expect(new Float64Array(close.buffer).subarray(length).every((x) => x === 0)).toBe(true);
    }
  });
});
