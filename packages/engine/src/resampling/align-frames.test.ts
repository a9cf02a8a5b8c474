import fc from 'fast-check';
import { isBotError } from '@bot-v2/sdk';
import { loadSample } from '@bot-v2/sample-data';
import { alignFrames } from './align-frames.js';
import { frameAt } from '../../test/resampling-frames.js';

const times = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 })
  .map((list) => list.sort((a, b) => a - b));

describe('alignFrames', () => {
  it('has the times of any, or of all, and maps every row to its own time', () => {
    fc.assert(
      fc.property(fc.array(times, { minLength: 1, maxLength: 4 }), (lists) => {
        const frames = lists.map((list) => frameAt(list, '1m'));
        const every = [...new Set(lists.flat())].sort((a, b) => a - b);
        const union = alignFrames(frames, 'union');
        const common = alignFrames(frames, 'intersection');
        expect([...union.time]).toEqual(every);
        expect([...common.time]).toEqual(every.filter((time) => lists.every((list) => list.includes(time))));
        for (const aligned of [union, common]) {
          frames.forEach((frame, i) => {
            aligned.time.forEach((time, tick) => {
              expect(aligned.rows[i]![tick]).toBe(frame.time.indexOf(time));
              expect(aligned.last[i]![tick]).toBe(frame.time.findLastIndex((t) => t <= time));
            });
          });
        }
      }),
      { numRuns: 80 },
    );
  });

  it('finds the 314 days AAPL and MSFT have in common', () => {
    const frames = ['AAPL', 'MSFT'].map((symbol) => frameAt([...loadSample(symbol).time], '1d'));
    expect(alignFrames(frames, 'intersection').time.length).toBe(314);
  });

  it('refuses different intervals', () => {
    try {
      alignFrames([frameAt([0], '1m'), frameAt([0], '1d')], 'union');
      throw new Error('not refused');
    } catch (error) {
      expect(isBotError(error) && error.code).toBe('BOT_CAP_INPUT');
    }
  });
});
