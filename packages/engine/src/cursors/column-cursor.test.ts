import { ColumnCursor, RowClock } from './index.js';

describe('ColumnCursor', () => {
  const clock = new RowClock();
  const cursor = new ColumnCursor(Float64Array.of(1, 2, 3), clock);

  it('reads the current row and earlier ones, NaN before the first', () => {
    clock.row = 1;
    expect([cursor.now, cursor.ago(0), cursor.ago(1), cursor.ago(2), cursor.ago(99)]).toEqual([2, 2, 1, NaN, NaN]);
  });

  it.each([-1, 0.5, NaN, -Infinity])('ago(%s) is refused', (k) => {
    expect(() => cursor.ago(k)).toThrow(expect.objectContaining({ code: 'BOT_STRATEGY_LOOKAHEAD' }));
  });

  it('asks only once how far back to look', () => {
    const answers = [0, -1];
    const shifting = { valueOf: () => answers.shift() ?? -1 } as unknown as number;
    clock.row = 1;
    expect(cursor.ago(shifting)).toBe(2);
  });

  it('does not give its column away', () => {
    expect(Reflect.ownKeys(cursor)).toEqual([]);
    expect(JSON.stringify(cursor)).toBe('{}');
  });
});
