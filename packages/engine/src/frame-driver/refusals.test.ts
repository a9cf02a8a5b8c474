import { flatAccount, isBotError } from '@bot-v2/sdk';
import type { AnyStrategy, Bars } from '@bot-v2/sdk';
import { tape, timeOf } from '../../test/frames.js';
import { scripted } from '../../test/scripted.strategy.js';
import { runFrames } from './index.js';

const flat = (price: number) => [price, price, price, price] as const;
const bars = tape([flat(10), flat(11), flat(12), flat(13)]);
const codeOf = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    if (isBotError(error)) return `${error.code}${error.hint === undefined ? ' without hint' : ''}`;
    throw error;
  }
  return 'none';
};
const run = (strategy: AnyStrategy, more: Partial<Bars> = {}, terms: object = {}, leg: object = {}) =>
  runFrames({
    legs: [{ symbol: 'X', bars: { ...bars, ...more }, from: 2, strategy, ...leg }],
    account: flatAccount(1000, terms),
  });

describe('a misspelt name is refused', () => {
  const misspelt: object = { stoploss: 9 };
  const acts: Record<string, Parameters<typeof scripted>[0][number]> = {
    'in an order': (c) => void c.out.order({ side: 'buy', quantity: 1, ...misspelt }),
    'in a target': (c) => c.out.target(1, { ...misspelt }),
    'in protection': (c) => c.out.protect({ ...misspelt }),
    'in a change': (c) => c.out.amend(1, { ...misspelt }),
  };
  it.each(Object.entries(acts))('%s', (_, act) => {
    expect(() => run(scripted({ 2: act }))).toThrow(
      expect.objectContaining({ code: 'BOT_STRATEGY_OUTPUT', message: expect.stringContaining('"stoploss"') }),
    );
  });
});

describe('a misspelt or unfit part of the input is refused', () => {
  it.each<[string, object]>([
    ['a backtest takes no "commission"', { commission: { commission: () => 1 } }],
    ['models takes no "commissions"', { models: { commissions: { commission: () => 1 } } }],
    ['models.fills is not a fill model', { models: { fills: { price: () => 1 } } }],
    ['risk takes no "maxPositon"', { risk: { maxPositon: 1 } }],
  ])('%s', (message, more) => {
    const input = { legs: [{ symbol: 'X', bars, from: 2, strategy: scripted({}) }], account: flatAccount(1000) };
    expect(() => runFrames({ ...input, ...more })).toThrow(expect.objectContaining({ code: 'BOT_CAP_INPUT', message }));
  });
});

describe('runFrames refuses', () => {
  const idle = scripted({});
  const prepared = (columns: unknown) => ({ ...idle, prepare: () => columns }) as AnyStrategy;
  it.each([
    ['total-return prices', 'BOT_DATA_BASIS', () => run(idle, { basis: 'total_return' })],
    ['an index', 'BOT_DATA_NOT_TRADABLE', () => run(idle, { quality: { ...bars.quality, tradable: false } })],
    ['no evaluation', 'BOT_DATA_EMPTY', () => run(idle, {}, {}, { from: 4 })],
    ['a short history', 'BOT_DATA_HISTORY_SHORT', () => run({ ...idle, warmup: () => 2 } as AnyStrategy)],
    ['a choice that saw later bars', 'BOT_DATA_LOOKAHEAD', () => run(idle, {}, {}, { knownThrough: timeOf(2) })],
    [
      'a strategy that throws',
      'BOT_STRATEGY_FAILED',
      () =>
        run(
          scripted({
            2: () => {
              throw new Error('boom');
            },
          }),
        ),
    ],
    [
      'a strategy that looks forward',
      'BOT_STRATEGY_LOOKAHEAD',
      () => run(scripted({ 2: (c) => void c.cols.close.ago(-1) })),
    ],
    ['a fraction of a bar', 'BOT_STRATEGY_LOOKAHEAD', () => run(scripted({ 2: (c) => void c.cols.close.ago(0.5) }))],
    ['a NaN signal', 'BOT_STRATEGY_OUTPUT', () => run(scripted({ 2: (c) => c.out.target(NaN) }))],
    ['a signal of 2', 'BOT_STRATEGY_OUTPUT', () => run(scripted({ 2: (c) => c.out.target(2) }))],
    [
      'a NaN quantity',
      'BOT_STRATEGY_OUTPUT',
      () => run(scripted({ 2: (c) => void c.out.order({ side: 'buy', quantity: NaN }) })),
    ],
    ['a short column', 'BOT_STRATEGY_OUTPUT', () => run(prepared({ a: new Float64Array(3) }))],
    ['a plain array', 'BOT_STRATEGY_OUTPUT', () => run(prepared({ a: [1, 2, 3, 4] }))],
    ['a short column of signals', 'BOT_STRATEGY_OUTPUT', () => run(prepared({ a: new Int8Array(3) }))],
    ['a column of other numbers', 'BOT_STRATEGY_OUTPUT', () => run(prepared({ a: new Int16Array(4) }))],
    [
      'endless orders',
      'BOT_RISK_LIMIT',
      () =>
        run(
          scripted({
            2: (c) => {
              for (;;) c.out.order({ side: 'buy', quantity: 1 });
            },
          }),
        ),
    ],
    [
      'an aborted run',
      'BOT_RUN_ABORTED',
      () =>
        runFrames({
          legs: [{ symbol: 'X', bars, from: 2, strategy: idle }],
          account: flatAccount(1000),
          signal: AbortSignal.abort(),
        }),
    ],
  ])('%s: %s', (_, code, call) => {
    expect(codeOf(call)).toBe(code);
  });

  it('names strategy, symbol and bar', () => {
    expect(() =>
      run(
        scripted({
          2: () => {
            throw new Error('boom');
          },
        }),
      ),
    ).toThrow('scripted on X at 2020-01-03T00:00:00.000Z: boom');
  });

  it('lets the terms allow what they may', () => {
    expect(run(idle, { quality: { ...bars.quality, tradable: false } }, { allowIndex: true }).inSample).toBe(false);
    const inSample = run(idle, {}, { allowInSample: true }, { knownThrough: timeOf(2) });
    expect(inSample.inSample).toBe(true);
    expect(inSample.warnings.join()).toMatch(/IN-SAMPLE/);
  });

  it('gives the earliest date that would do', () => {
    expect(() => run({ ...idle, warmup: () => 2 } as AnyStrategy)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('2020-01-03') as string }),
    );
  });
});

describe('the risk gate refuses, with a reason', () => {
  const reasons = (act: Parameters<typeof scripted>[0][number], more: object = {}) =>
    runFrames({
      legs: [{ symbol: 'X', bars, from: 2, strategy: scripted({ 1: act }) }],
      account: flatAccount(1000),
      ...more,
    }).denialCounts;
  it.each([
    ['not-positive', (c) => void c.out.order({ side: 'buy', quantity: -1 })],
    ['not-finite', (c) => void c.out.order({ side: 'buy', quantity: Infinity })],
    ['short-not-allowed', (c) => void c.out.order({ side: 'sell', quantity: 5 })],
    ['absurd-size', (c) => void c.out.order({ side: 'buy', quantity: 5000 })],
    ['max-position', (c) => void c.out.order({ side: 'buy', quantity: 200 })],
    ['below-one-share', (c) => void c.out.order({ side: 'buy', quantity: 0.5 })],
    ['prices-do-not-fit', (c) => void c.out.order({ side: 'buy', quantity: 5, stop: 11, trail: 1 })],
    ['prices-do-not-fit', (c) => void c.out.order({ side: 'buy', quantity: 5, trailPercent: 6, trail: 1 })],
    ['tif-does-not-fit', (c) => void c.out.order({ side: 'buy', quantity: 5, stop: 11, tif: 'ioc' })],
    ['tif-does-not-fit', (c) => void c.out.order({ side: 'buy', quantity: 5, limit: 9, tif: 'gtd' })],
    ['unknown-order', (c) => void c.out.order({ side: 'buy', quantity: 5, limit: 9, oco: 77 })],
    ['unknown-order', (c) => c.out.amend(77, { limit: 9 })],
    ['protection-not-a-price', (c) => c.out.target(0.5, { stopLoss: -3 })],
  ] as [string, Parameters<typeof scripted>[0][number]][])('%s', (reason, act) => {
    expect(reasons(act)).toEqual({ [reason]: 1 });
  });

  it('symbols that are not allowed', () => {
    expect(reasons((c) => c.out.target(1), { risk: { allowedSymbols: ['Y'] } })).toEqual({ 'symbol-not-allowed': 1 });
  });
});
