import { signalAction } from './signal-action.js';
import { signalSettings } from './signal-settings.js';
import type { SignalSettings } from './signal-settings.js';

/** What the signals named by their letters do: entry and exit long (L, l), entry and exit short (S, s). */
const act = (held: number, letters: string, rules: Partial<SignalSettings> = {}) => {
  const has = (letter: string) => letters.includes(letter);
  const signals = { longEntry: has('L'), longExit: has('l'), shortEntry: has('S'), shortExit: has('s') };
  const action = signalAction(held, signals, signalSettings(rules));
  return action === null ? null : action.kind === 'close' ? 'close' : `${action.kind} ${action.side}`;
};

describe('signals on a position', () => {
  it('enter, close and turn by default, and nothing more', () => {
    expect(['L', 'S', 'l', 's'].map((s) => act(0, s))).toEqual(['enter 1', 'enter -1', null, null]);
    expect(['L', 'S', 'l', 's'].map((s) => act(5, s))).toEqual([null, 'reverse -1', 'close', null]);
    expect(['L', 'S', 'l', 's'].map((s) => act(-5, s))).toEqual(['reverse 1', null, null, 'close']);
  });

  it('move a position by the size where they accumulate', () => {
    const all = (accumulate: SignalSettings['accumulate']) => ['L', 'S', 'l'].map((s) => act(5, s, { accumulate }));
    expect(all('both')).toEqual(['add 1', 'cross -1', 'remove -1']);
    expect(all('addonly')).toEqual(['add 1', 'reverse -1', 'close']);
    expect(all('removeonly')).toEqual([null, 'cross -1', 'remove -1']);
  });

  it('in conflict are dropped, or one is taken', () => {
    const modes = ['ignore', 'entry', 'exit', 'adjacent', 'opposite'] as const;
    const of = (held: number) => modes.map((uponLongConflict) => act(held, 'Ll', { uponLongConflict }));
    expect(of(0)).toEqual([null, 'enter 1', null, null, null]);
    expect(of(5)).toEqual([null, null, 'close', null, 'close']);
    const sides = ['ignore', 'long', 'short', 'adjacent', 'opposite'] as const;
    const both = (held: number) => sides.map((uponDirConflict) => act(held, 'LS', { uponDirConflict }));
    expect(both(0)).toEqual([null, 'enter 1', 'enter -1', null, null]);
    expect(both(5)).toEqual([null, null, 'reverse -1', null, 'reverse -1']);
    expect(both(-5)).toEqual([null, 'reverse 1', null, null, 'reverse 1']);
  });

  it('against a position do what is asked for', () => {
    const modes = ['ignore', 'close', 'closereduce', 'reverse', 'reversereduce'] as const;
    const of = (accumulate: SignalSettings['accumulate'], letters = 'S') =>
      modes.map((uponOppositeEntry) => act(5, letters, { uponOppositeEntry, accumulate }));
    expect(of('disabled')).toEqual([null, 'close', 'close', 'reverse -1', 'reverse -1']);
    expect(of('both')).toEqual([null, 'close', 'remove -1', 'reverse -1', 'cross -1']);
    expect(of('disabled', 'Sl')[0]).toBe('close');
  });
});

describe('settings of signals', () => {
  it.each([
    [{ accumulat: 'both' }, /accumulat/],
    [{ accumulate: 'yes' }, /accumulate cannot be yes/],
    [{ size: -1 }, /size of -1/],
    [{ size: 2, sizeType: 'percent' }, /size of 2/],
    [{ maxSize: 0 }, /largest size/],
    [{ maxSize: 5, slStop: 0.1, accumulate: 'addonly' }, /maxSize/],
    [{ minSize: 5, slStop: 0.1, accumulate: 'removeonly' }, /minSize/],
    [{ sizeGranularity: 0 }, /step/],
    [{ slStop: 0.1, uponStopExit: 'reverse' }, /stopExitPrice close/],
    [{ slStop: 0.1, stopExitPrice: 'close', price: 'open' }, /at the close/],
    [{ slStop: -0.1 }, /stop/],
  ])('%j are refused', (given, message) => {
    expect(() => signalSettings(given as never)).toThrow(
      expect.objectContaining({ code: 'BOT_CONFIG_INVALID', message: expect.stringMatching(message) }),
    );
  });
});
