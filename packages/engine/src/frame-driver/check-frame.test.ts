import { flatAccount, isBotError } from '@bot-v2/sdk';
import type { Account, Bars } from '@bot-v2/sdk';
import { tape } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from './index.js';

const flat = (price: number) => [price, price, price, price] as const;
const bars = () => tape([flat(10), flat(11), flat(12), flat(13)]);
const idle = scripted({});

function refusal(frame: unknown, account: unknown = flatAccount(1000), leg: object = {}): string {
  try {
    runFrames({
      legs: [{ symbol: 'X', bars: frame as Bars, from: 2, strategy: idle, ...leg }],
      account: account as Account,
    });
  } catch (error) {
    if (isBotError(error)) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'ran';
}

const spoilt = (change: (frame: Bars) => void): Bars => {
  const frame = bars();
  change(frame);
  return frame;
};

describe('bars that cannot be traded are refused, with row and time', () => {
  it.each<[string, (frame: Bars) => void, string]>([
    [
      'NaN',
      (f) => (f.close[2] = NaN),
      'BOT_DATA_MALFORMED X: close NaN of row 2 on 2020-01-03T00:00:00.000Z is no price',
    ],
    ['infinite', (f) => (f.high[1] = Infinity), 'BOT_DATA_MALFORMED X: high Infinity of row 1'],
    ['zero', (f) => (f.open[3] = 0), 'BOT_DATA_MALFORMED X: open 0 of row 3'],
    ['negative', (f) => (f.low[0] = -1), 'BOT_DATA_MALFORMED X: low -1 of row 0'],
    [
      'high below low',
      (f) => (f.low[1] = 12),
      'BOT_DATA_MALFORMED X: high 11 of row 1 on 2020-01-02T00:00:00.000Z is below',
    ],
    ['volume', (f) => (f.volume[1] = NaN), 'BOT_DATA_MALFORMED X: volume NaN of row 1'],
    [
      'duplicate',
      (f) => (f.time[2] = f.time[1]!),
      'BOT_DATA_MALFORMED X: time 2020-01-02T00:00:00.000Z of row 2 is the time',
    ],
    [
      'unsorted',
      (f) => (f.time[2] = f.time[0]! - 1),
      'BOT_DATA_MALFORMED X: time 2019-12-31T23:59:59.999Z of row 2 lies before',
    ],
    ['no time', (f) => (f.time[0] = NaN), 'BOT_DATA_MALFORMED X: time NaN of row 0 is no instant'],
  ])('%s', (_, change, message) => {
    expect(refusal(spoilt(change)).slice(0, message.length)).toBe(message);
  });

  it.each<[string, unknown, string]>([
    [
      'none',
      {
        ...bars(),
        length: 0,
        ...Object.fromEntries(['time', 'open', 'high', 'low', 'close', 'volume'].map((c) => [c, new Float64Array(0)])),
      },
      'BOT_DATA_EMPTY',
    ],
    [
      'a column of another length',
      { ...bars(), volume: new Float64Array(3) },
      'BOT_CAP_INPUT bars of X: volume: has 3 rows, not 4',
    ],
    ['a plain array', { ...bars(), close: [1, 2, 3, 4] }, 'BOT_CAP_INPUT bars of X: close: must be a Float64Array'],
    ['nothing at all', undefined, 'BOT_CAP_INPUT bars'],
    [
      'a split by nothing',
      { ...bars(), actions: [{ type: 'split', exDate: 0, ratio: NaN, source: 'reported' }] },
      'BOT_CAP_INPUT bars of X: actions[0].ratio',
    ],
    [
      'a split by a billion',
      { ...bars(), actions: [{ type: 'split', exDate: 0, ratio: 1e9, source: 'reported' }] },
      'BOT_DATA_MALFORMED X: the split of 1970',
    ],
  ])('%s', (_, frame, message) => {
    expect(refusal(frame).slice(0, message.length)).toBe(message);
  });

  it('one bar is a run without a decision', () => {
    const one = tape([flat(10)]);
    expect(refusal(one, undefined, { from: 0 })).toMatch(/^ran|^BOT_DATA_HISTORY_SHORT/);
    expect(refusal(one, undefined, { from: 1 })).toMatch(/^BOT_DATA_EMPTY/);
  });
});

describe('an account that cannot trade is refused', () => {
  const account = flatAccount(1000);
  const { terms } = account;
  it.each<[string, unknown, RegExp]>([
    ['NaN', { ...account, capital: NaN }, /^BOT_CAP_INPUT the account: capital/],
    ['nothing', { ...account, capital: 0 }, /^BOT_CAP_INPUT the account: capital/],
    ['too much', { ...account, capital: 1e15 }, /^BOT_CAP_INPUT capital is 1000000000000000/],
    ['negative costs', { ...account, terms: { ...terms, costs: { ...terms.costs, slippageBps: -1 } } }, /slippageBps/],
    [
      'costs of the whole price',
      { ...account, terms: { ...terms, costs: { ...terms.costs, slippageBps: 1e4 } } },
      /whole price/,
    ],
    ['interest in per cent', { ...account, terms: { ...terms, cashInterest: 300 } }, /terms.cashInterest is 300/],
    ['no account', null, /^BOT_CAP_INPUT the account/],
  ])('%s', (_, given, message) => {
    expect(refusal(bars(), given)).toMatch(message);
  });
});
