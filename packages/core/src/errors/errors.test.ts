import { errorData, exitCodeOf, isBotError, suggestName } from '@bot-v2/sdk';
import fc from 'fast-check';
import { fault, isFault, suggest } from './index.js';

describe('errors of the rooms that do not load the sdk', () => {
  it('are errors of the sdk to everybody else', () => {
    const cause = new Error('inner');
    const error = fault('BOT_WF_UNKNOWN', 'nothing', { hint: 'Look.', details: { a: 1 }, slice: 'x', cause });
    expect(isBotError(error) && isFault(error)).toBe(true);
    expect(errorData(error)).toEqual({
      code: 'BOT_WF_UNKNOWN',
      message: 'nothing',
      hint: 'Look.',
      details: { a: 1 },
      slice: 'x',
    });
    expect(exitCodeOf(error.code)).toBe(4);
    expect(error.cause).toBe(cause);
  });

  it('suggest the names that the sdk suggests', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'D', '_'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(word, fc.uniqueArray(word, { maxLength: 6 }), (name, known) => {
        expect(suggest(name, known)).toBe(suggestName(name, known));
      }),
    );
  });
});
