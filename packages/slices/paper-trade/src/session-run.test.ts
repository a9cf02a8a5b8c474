import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFrames } from '@bot-v2/engine';
import { defineStrategy, flatAccount, sessionReportSchema } from '@bot-v2/sdk';
import type { AnyStrategy, SessionReport } from '@bot-v2/sdk';
import { manualClock, testContext } from '@bot-v2/sdk/testing';
import type { TestContextOptions } from '@bot-v2/sdk/testing';
import fc from 'fast-check';
import { failure } from '../test/failure.js';
import { crossing, paperInput, sampleBars, smallInput } from '../test/paper-input.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../test/temporary-directory.js';
import { paperTradeConfig } from './paper-trade.config.js';
import type { PaperInput } from './session-legs.js';
import { paperSession } from './session-run.js';
import { openStore } from './store/index.js';
import type { AppendObserver, StoredEvent } from './store/index.js';

afterAll(removeTemporaryDirectories);

const context = (options: TestContextOptions = {}) =>
  testContext({ mode: 'paper', strategies: [crossing], ...options });

function run(input: PaperInput, store: string, config = {}, ctx = context(), onAppend?: AppendObserver) {
  return paperSession(input, paperTradeConfig.parse({ store, ...config }), ctx, onAppend);
}

async function journalOf(path: string): Promise<StoredEvent[]> {
  const store = await openStore(path);
  const events = [...store.read()];
  store.close();
  return events;
}

const contents = (events: readonly StoredEvent[]) => events.map(({ type, key, body }) => `${type} ${key} ${body}`);
/** All of a report but how it began and what its journal hashes to (events carry the time they were recorded at). */
const lasting = ({ start: _start, journal: { events }, ...rest }: SessionReport) => ({ ...rest, events });

describe('a session is the backtest, with a journal', () => {
  const cases: [string, PaperInput][] = [
    ['one symbol, across a split and dividends', paperInput([sampleBars('AAPL')])],
    ['two symbols on one account', paperInput([sampleBars('MSFT', 1_000, 1_500), sampleBars('TXN', 990, 1_600)])],
    [
      'fractional and costly',
      paperInput(
        [sampleBars('TXN', 0, 300)],
        flatAccount(1_000, { fractional: true, costs: { commissionRate: 0.001 } }),
      ),
    ],
  ];
  test.each(cases)('%s', async (_name, input) => {
    const report = await run(input, temporaryDirectory());
    const backtest = runFrames({
      legs: Object.values(input.evaluations!).map(({ bars, from }) => ({
        symbol: bars.symbol,
        bars,
        from,
        strategy: crossing,
        params: { n: 5 },
      })),
      account: input.account,
      probe: false,
    });
    expect(report.orderHash).toBe(backtest.orderHash);
    expect([report.orders, report.fills]).toEqual([backtest.orders.length, backtest.fills.length]);
    expect(report.fills).toBeGreaterThan(10);
    expect(report.finalEquity).toBe(backtest.equity[backtest.equity.length - 1]);
    expect(report.equityCurve.value).toEqual([...backtest.equity]);
    expect(report.trades).toEqual(backtest.trades);
    expect(sessionReportSchema.safeParse(report).error).toBeUndefined();
    expect([report.start, report.state, report.feed]).toEqual(['new', 'finished', 'replay']);
  });
});

test('every order is journaled before its fills, every fill and bar once', async () => {
  const report = await run(smallInput(), temporaryDirectory());
  const events = await journalOf(report.journal.path);
  expect(events).toHaveLength(report.journal.events);
  expect(events.at(-1)!.hash).toBe(report.journal.tailHash);
  const of = (type: string) => events.filter((event) => event.type === type);
  expect(of('bar')).toHaveLength(report.bars);
  expect(of('fill')).toHaveLength(report.fills);
  expect(new Set(of('intent').map(({ key }) => key)).size).toBe(of('intent').length);
  const sent = new Set<number>();
  for (const event of events) {
    const body = JSON.parse(event.body) as { kind?: string; id?: number; order?: number };
    if (event.type === 'intent' && body.kind === 'order') sent.add(body.id!);
    if (event.type === 'fill' && body.order !== 0) expect(sent).toContain(body.order);
  }
  expect(sent.size).toBeGreaterThanOrEqual(report.orders);
});

test('the same command finds its session, computes it again and appends nothing', async () => {
  const store = temporaryDirectory();
  const first = await run(smallInput(), store, {}, context({ clock: manualClock(1_000) }));
  const again = await run(smallInput(), store, {}, context({ clock: manualClock(9_000) }));
  expect(again).toEqual({ ...first, start: 'resumed' });
  expect(first.sessionId).toMatch(/^aapl-[0-9a-f]{12}$/);
  expect(readdirSync(store).filter((name) => name.endsWith('.db'))).toEqual([`${first.sessionId}.db`]);
});

describe('a crash anywhere', () => {
  class Crash extends Error {}
  const crashAt =
    (n: number, stage: string): AppendObserver =>
    (count, at) => {
      if (count === n && at === stage) throw new Crash();
    };
  let whole: SessionReport;
  let truth: string[];
  let appends = 0;
  beforeAll(async () => {
    const store = temporaryDirectory();
    whole = await run(smallInput(), store, {}, context(), (count) => (appends = count));
    truth = contents(await journalOf(whole.journal.path));
  });

  test('the run is small, but has every kind of event', () => {
    expect(appends).toBe(whole.journal.events);
    expect(appends).toBeLessThan(200);
    expect(new Set(truth.map((line) => line.split(' ')[0]))).toEqual(
      new Set(['session', 'bar', 'intent', 'fill', 'order']),
    );
  });

  test('before and after each of its appends, and resumed, it is as if nothing had been', async () => {
    for (let n = 1; n <= appends; n++) {
      for (const stage of ['begun', 'committed']) {
        const store = temporaryDirectory();
        await expect(run(smallInput(), store, {}, context(), crashAt(n, stage))).rejects.toThrow();
        const left = await journalOf(join(store, `${whole.sessionId}.db`));
        expect({ n, stage, left: left.length }).toEqual({ n, stage, left: stage === 'begun' ? n - 1 : n });
        const resumed = await run(smallInput(), store);
        expect({ n, stage, ...lasting(resumed) }).toEqual({ n, stage, ...lasting(whole) });
        expect(contents(await journalOf(resumed.journal.path))).toEqual(truth);
        removeTemporaryDirectories();
      }
    }
  }, 120_000);

  test('again and again, also while it is resumed', async () => {
    const crashes = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom('begun', 'committed')), {
      maxLength: 8,
    });
    const property = fc.asyncProperty(crashes, async (plan) => {
      const store = temporaryDirectory();
      for (const [n, stage] of plan) {
        await run(smallInput(), store, {}, context(), crashAt(n, stage)).catch(() => undefined);
      }
      const resumed = await run(smallInput(), store);
      expect(lasting(resumed)).toEqual(lasting(whole));
      expect(contents(await journalOf(resumed.journal.path))).toEqual(truth);
    });
    await fc.assert(property, { numRuns: 15 });
  }, 60_000);
});

describe('interrupted', () => {
  test('it stops after the bar in work, says so, and goes on from there', async () => {
    const store = temporaryDirectory();
    const controller = new AbortController();
    const ctx = context({ signal: controller.signal });
    ctx.bus.on(({ data }) => {
      if (data?.['done'] === 7) controller.abort();
    });
    const stopped = await run(smallInput(), store, {}, ctx);
    expect([stopped.state, stopped.bars]).toEqual(['stopped', 7]);
    expect(stopped.warnings).toContain('stopped after 7 of 20 bars; the same command resumes it');
    const resumed = await run(smallInput(), store);
    const whole = await run(smallInput(), temporaryDirectory());
    expect(resumed.start).toBe('resumed');
    expect(lasting(resumed)).toEqual(lasting(whole));
  });

  test('a pause ends when it is aborted', async () => {
    const controller = new AbortController();
    const ctx = context({ signal: controller.signal });
    ctx.bus.on(() => queueMicrotask(() => controller.abort()));
    const { state, bars } = await run(smallInput(), temporaryDirectory(), { delayMs: 60_000 }, ctx);
    expect([state, bars]).toEqual(['stopped', 1]);
  }, 10_000);

  test('before it begins, it does nothing', async () => {
    const store = temporaryDirectory();
    const error = await failure(() => run(smallInput(), store, {}, context({ signal: AbortSignal.abort() })));
    expect([error.code, readdirSync(store)]).toEqual(['BOT_RUN_ABORTED', []]);
  });
});

describe('a name belongs to one session', () => {
  test('other bars, capital or parameters make another session, unless it is named', async () => {
    const one = smallInput();
    const other = { ...one, account: flatAccount(50_000) };
    const store = temporaryDirectory();
    const reports = [await run(one, store), await run(other, store)];
    expect(new Set(reports.map(({ sessionId }) => sessionId)).size).toBe(2);

    await run(one, store, { session: 'mine' });
    const refused = await failure(() => run(other, store, { session: 'mine' }));
    expect([refused.code, refused.details['differences']]).toEqual(['BOT_VENUE_STORE', ['account.capital']]);
    expect(refused.hint).toContain('paper_trade.session');
    expect((await run(one, store, { session: 'mine' })).start).toBe('resumed');
  });

  test('changed code under the same version is found where it first decides otherwise', async () => {
    const changed: AnyStrategy = defineStrategy({
      ...(crossing as AnyStrategy),
      onBar: ({ out }) => out.target(0.5),
    });
    const store = temporaryDirectory();
    await run(smallInput(), store);
    const error = await failure(() => run(smallInput(), store, {}, context({ strategies: [changed] })));
    expect(error.code).toBe('BOT_VENUE_STORE');
  });

  test('while it runs, nobody else runs it', async () => {
    const store = temporaryDirectory();
    const first = run(smallInput(), store);
    const [one, other] = await Promise.allSettled([first, run(smallInput(), store)]);
    expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected']);
    const { reason } = [one, other].find((result): result is PromiseRejectedResult => result.status === 'rejected')!;
    expect(reason).toMatchObject({ code: 'BOT_VENUE_STORE', details: { fault: 'locked' } });
  });
});

describe('refused', () => {
  test('without stored bars: there is no live feed', async () => {
    const { evaluations: _, ...decided } = smallInput();
    const error = await failure(() => run(decided, temporaryDirectory()));
    expect([error.code, error.message]).toEqual(['BOT_CAP_INPUT', expect.stringContaining('live feed is not built')]);
  });

  test('bars without choice, choices without bars, bars of another symbol, nothing to replay', async () => {
    const input = smallInput();
    const { bars } = input.evaluations!['AAPL']!;
    const codes = async (change: Partial<PaperInput>) =>
      (await failure(() => run({ ...input, ...change }, temporaryDirectory()))).code;
    expect(await codes({ choices: {} })).toBe('BOT_CAP_INPUT');
    expect(await codes({ evaluations: {} })).toBe('BOT_CAP_INPUT');
    expect(await codes({ evaluations: { ...input.evaluations, TXN: { bars, from: 20 } } })).toBe('BOT_CAP_INPUT');
    expect(await codes({ evaluations: { AAPL: { bars: { ...bars, symbol: 'TXN' }, from: 20 } } })).toBe(
      'BOT_CAP_INPUT',
    );
    expect(await codes({ evaluations: { AAPL: { bars, from: bars.length } } })).toBe('BOT_DATA_EMPTY');
  });

  test('a damaged journal, with what to do', async () => {
    const store = temporaryDirectory();
    const { journal } = await run(smallInput(), store);
    const bytes = readFileSync(journal.path).toString('latin1').replaceAll('"cash":', '"cush":');
    writeFileSync(journal.path, bytes, 'latin1');
    const error = await failure(() => run(smallInput(), store));
    expect([error.code, error.details['fault']]).toEqual(['BOT_VENUE_STORE', 'damaged']);
    expect(error.hint).toContain('Move the file aside');
  });

  test.each(['', '../up', '.hidden', 'a/b', 'x'.repeat(81), 'a b'])('a session name like %j', (session) => {
    expect(paperTradeConfig.safeParse({ session }).success).toBe(false);
  });
});
