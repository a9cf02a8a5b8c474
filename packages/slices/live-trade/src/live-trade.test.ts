import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodeOf, fixedChoice, flatAccount, isBotError } from '@bot-v2/sdk';
import type { BotError } from '@bot-v2/sdk';
import { sliceConformance, testContext } from '@bot-v2/sdk/testing';
import liveTrade, { liveTradeConfig } from './index.js';

const strategy = { provider: 'inline', id: 'any', version: '1.0.0', params: {} };
const input = { choices: { AAPL: fixedChoice('AAPL', strategy) }, account: flatAccount(1_000) };
const confirmed = { enabled: true, account: 'A-1', iUnderstandLive: true };
const create = (config: unknown) => liveTrade.create({ config: liveTradeConfig.parse(config), log: testContext().log });

async function refusals(config: unknown): Promise<BotError[]> {
  const { run, execute } = create(config).handlers;
  const outcomes = [run, execute].map(async (handler) => {
    try {
      return await handler(input, testContext({ mode: 'live' }));
    } catch (error) {
      return error;
    }
  });
  return (await Promise.all(outcomes)).map((outcome) => {
    if (!isBotError(outcome)) throw new Error(`not refused: ${JSON.stringify(outcome)}`);
    return outcome;
  });
}

describe('keeps the contract of slices', () => {
  const packageJson: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));
  const notCalled = { run: 'refuses until a venue is built', execute: 'refuses until a venue is built' };
  for (const check of sliceConformance(liveTrade, { packageJson, examples: {}, notCalled }))
    test(check.name, () => check.run());
});

describe('every subset of the confirmations but the whole is refused, naming exactly those missing', () => {
  const keys = Object.keys(confirmed) as (keyof typeof confirmed)[];
  const subsets = Array.from({ length: 2 ** keys.length - 1 }, (_, bits) => keys.filter((_key, i) => bits & (1 << i)));
  test.each(subsets.map((given) => ({ given })))('$given', async ({ given }) => {
    const config = Object.fromEntries(given.map((key) => [key, confirmed[key]]));
    for (const error of await refusals(config)) {
      expect(error.code).toBe('BOT_VENUE_OPT_IN');
      expect(exitCodeOf(error.code)).toBe(7);
      for (const key of keys) {
        expect([key, error.message.includes(`live_trade.${key}:`)]).toEqual([key, !given.includes(key)]);
        expect([key, error.hint!.includes(`live_trade.${key}:`)]).toEqual([key, !given.includes(key)]);
      }
    }
  });
});

test('a refusal in so many words (false) is no confirmation', async () => {
  for (const key of ['enabled', 'iUnderstandLive']) {
    for (const error of await refusals({ ...confirmed, [key]: false })) expect(error.code).toBe('BOT_VENUE_OPT_IN');
  }
});

test.each([
  { enabled: 'true' },
  { enabled: 1 },
  { account: '' },
  { account: '  ' },
  { iUnderstandLive: 'yes' },
  { confirm: true },
])('configuration %j is not taken for a confirmation', (config) =>
  expect(liveTradeConfig.safeParse({ ...confirmed, ...config }).success).toBe(false),
);

test('with every confirmation it says what is not built, and that nothing was sent', async () => {
  for (const error of await refusals(confirmed)) {
    expect(error.code).toBe('BOT_VENUE_NOT_BUILT');
    expect(error.message).toContain('A-1');
    expect(error.message).toContain('no venue connection, no live feed');
    expect(error.hint).toContain('No order was sent');
    expect(error.retryable).toBe(false);
  }
});

test('health never says that it can trade', async () => {
  expect(await create({}).health!()).toMatchObject({ status: 'ok', message: expect.stringContaining('not built') });
  expect(await create({ enabled: true }).health!()).toMatchObject({
    status: 'down',
    message: expect.stringContaining('live_trade.account'),
  });
  expect(() => create(confirmed).health!()).toThrow(/A-1 cannot be traded: .*no venue connection/);
});
