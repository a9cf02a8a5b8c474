import fc from 'fast-check';
import {
  BotError,
  errorCodes,
  errorData,
  exitCodeOf,
  invariant,
  isBotError,
  nearestName,
  suggestName,
} from './index.js';
import type { BotErrorCode } from './index.js';

describe('BotError', () => {
  it('carries its code, details and hint, and becomes plain data', () => {
    const error = new BotError('BOT_DATA_EMPTY', 'no bars', {
      details: { symbol: 'X' },
      hint: 'ask for others',
      slice: 'data',
    });
    expect(errorData(error)).toEqual({
      code: 'BOT_DATA_EMPTY',
      message: 'no bars',
      hint: 'ask for others',
      slice: 'data',
      details: { symbol: 'X' },
    });
  });

  it('is recognised across copies of the sdk by its brand, not by its class', () => {
    const foreign = Object.assign(new Error('x'), { [Symbol.for('bot-v2.error@1')]: true, code: 'BOT_DATA_EMPTY' });
    expect(isBotError(foreign)).toBe(true);
    expect(isBotError(new Error('BOT_DATA_EMPTY'))).toBe(false);
    expect(isBotError(null)).toBe(false);
  });

  it('gives anything else the fallback code', () => {
    expect(errorData('boom')).toEqual({ code: 'BOT_CAP_FAILED', message: 'boom' });
    expect(errorData(null).message).toBe('null');
    expect(errorData({ message: 'of another realm' }).message).toBe('of another realm');
  });

  it('says of what cannot be read that it cannot', () => {
    const unreadable = () => {
      throw new Error('not me');
    };
    for (const thrown of [
      { toString: unreadable },
      new Proxy({}, { get: unreadable, has: unreadable }),
      Object.create(null),
    ])
      expect(errorData(thrown)).toEqual({ code: 'BOT_CAP_FAILED', message: 'a value was thrown that cannot be read' });
  });

  it('every code has an exit code from the documented set', () => {
    for (const code of Object.keys(errorCodes) as BotErrorCode[]) {
      expect([2, 3, 4, 5, 6, 7, 70, 130]).toContain(exitCodeOf(code));
    }
    expect(exitCodeOf('BOT_CONFIG_USAGE')).toBe(2);
    expect(exitCodeOf('BOT_WF_UNBOUND')).toBe(4);
    expect(exitCodeOf('BOT_INVARIANT')).toBe(70);
  });

  it('an invariant that does not hold is a defect of ours', () => {
    expect(() => invariant(1 > 2, 'impossible')).toThrow(expect.objectContaining({ code: 'BOT_INVARIANT' }));
    expect(() => invariant(true, 'fine')).not.toThrow();
  });
});

describe('nearestName', () => {
  const known = ['backtest', 'paper', 'live', 'optimize'];
  it.each([
    ['backtset', 'backtest'],
    ['Paper', 'paper'],
    ['optimise', 'optimize'],
    ['liv', 'live'],
  ])('%s is near %s', (typed, meant) => expect(nearestName(typed, known)).toBe(meant));

  it('is silent when nothing is near, and lists what there is', () => {
    expect(nearestName('zzzzzzzz', known)).toBeUndefined();
    expect(nearestName('1', ['to', 'from'])).toBeUndefined();
    expect(nearestName('CON', ['TXN'])).toBeUndefined();
    expect(suggestName('zzzzzzzz', known)).toBe('There is: backtest, live, optimize, paper.');
    expect(suggestName('x', [])).toBe('There is none.');
  });

  it('finds every name itself', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (names) => {
        expect(
          nearestName(
            names[0]!,
            names.filter((n) => n.toLowerCase() === names[0]!.toLowerCase()),
          )?.toLowerCase(),
        ).toBe(names[0]!.toLowerCase());
      }),
    );
  });
});
