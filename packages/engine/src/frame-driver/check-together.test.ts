import { definePortfolioStrategy, flatAccount } from '@bot-v2/sdk';
import type { Bars, RunnableStrategy } from '@bot-v2/sdk';
import { z } from 'zod';
import { flat } from '../../test/free-run.js';
import { firstDay, tape, timeOf } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { createSession, replayFeed, simulatedBroker } from '../session-driver/index.js';
import { runFrames } from './index.js';

const frame = (symbol: string, more: Partial<Bars> = {}) =>
  tape([flat(10), flat(10), flat(10), flat(10)], { symbol, ...more });
const money = (currency: string) => ({ quality: { ...frame('X').quality, currency } });
/** Bars of an hour from these minutes on. */
const hours = (...minutes: number[]) => ({
  interval: '1h' as const,
  time: Float64Array.from(minutes, (minute) => firstDay + minute * 60_000),
});
const together = definePortfolioStrategy({
  id: 'together',
  version: '1.0.0',
  params: z.object({}),
  warmup: () => 0,
  prepare: (bars) => ({ close: bars.close }),
  onBar: () => undefined,
});
const run = (frames: readonly Bars[], strategy: RunnableStrategy = scripted({}), more: object = {}) =>
  runFrames({
    legs: frames.map((bars) => ({ symbol: bars.symbol, bars, from: 0, strategy })),
    account: flatAccount(1000),
    probe: false,
    ...more,
  });

describe('symbols of one run', () => {
  const refused: [string, string, () => unknown][] = [
    ['twice the same', 'a symbol is given twice', () => run([frame('A'), frame('A')])],
    [
      'bars of different intervals',
      'bars of different intervals cannot share a clock: A 1d, B 1h',
      () => run([frame('A'), frame('B', hours(0, 60, 120, 180))]),
    ],
    [
      'prices in different currencies',
      'prices in different currencies cannot share an account: A USD, B EUR',
      () => run([frame('A'), frame('B', money('EUR'))]),
    ],
    [
      'bars that begin inside those of another, for a strategy that decides for all',
      'together decides for all symbols, and at 2020-01-01T00:30:00.000Z a bar begins while one of A is under way',
      () => run([frame('A', hours(0, 60, 120, 180)), frame('B', hours(30, 90, 150, 210))], together),
    ],
    [
      'one without bars in the period',
      'B has no bars to evaluate',
      () =>
        runFrames({
          legs: [
            { symbol: 'A', bars: frame('A'), from: 1, strategy: together },
            { symbol: 'B', bars: frame('B'), from: 4, strategy: together },
          ],
          account: flatAccount(1000),
        }),
    ],
    [
      'a NaN in one of them',
      'B: low NaN of row 2 on 2020-01-03T00:00:00.000Z is no price',
      () => run([frame('A'), frame('B', { low: Float64Array.of(10, 10, NaN, 10) })]),
    ],
    [
      'a tick above its price',
      'instruments.B.tick is 16, and its price falls to 10, spread and slippage not counted',
      () =>
        run([frame('A'), frame('B')], together, { account: flatAccount(1000, { instruments: { B: { tick: 16 } } }) }),
    ],
  ];
  it.each(refused)('%s', (_, message, call) => {
    expect(call).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(message) as string,
        hint: expect.any(String) as string,
      }),
    );
  });

  it('may start, pause and end as they like, and be decided each for itself wherever their bars begin', () => {
    const late = frame('B', { time: Float64Array.of(timeOf(2), timeOf(5), timeOf(6), timeOf(9)) });
    expect(run([frame('A'), late], together).time.length).toBe(7);
    expect(run([frame('A', hours(0, 60, 120, 180)), frame('B', hours(30, 90, 150, 210))]).time.length).toBe(8);
    // Pauses and gaps are not bars under way.
    expect(run([frame('A', hours(0, 60, 120, 180)), frame('B', hours(0, 120, 300, 360))], together).time.length).toBe(
      6,
    );
  });

  it('in another currency than the account’s are counted in theirs, and the run says so', () => {
    expect(run([frame('A', money('EUR')), frame('B', money('EUR'))]).warnings).toContain(
      'prices are in EUR: capital and results are too, not in USD',
    );
    const account = { ...flatAccount(1000), currency: 'EUR' };
    expect(run([frame('A', money('EUR'))], undefined, { account }).warnings).toEqual(['A: synthetic data']);
  });

  it('are refused by a session as by a backtest', () => {
    const legs = [frame('A'), frame('B', money('EUR'))].map((bars) => ({
      symbol: bars.symbol,
      history: bars,
      strategy: together,
    }));
    const account = flatAccount(1000);
    const session = () =>
      createSession({
        legs,
        account,
        journal: { read: () => undefined, append: () => undefined },
        broker: simulatedBroker({ legs, account }),
        feed: replayFeed([]),
      });
    expect(session).toThrow(expect.objectContaining({ code: 'BOT_CAP_INPUT' }));
  });
});
