import type { BarColumn } from '@bot-v2/sdk';
import { tape } from '../../test/frames.js';
import { existingColumns, lazyFrame, overwrite } from './lazy-frame.js';

const bars = tape([
  [1, 2, 0.5, 1.5],
  [1.5, 3, 1, 2],
]);
const counted = () => {
  const made: BarColumn[] = [];
  const frame = lazyFrame(bars, (column) => {
    made.push(column);
    return bars[column].slice();
  });
  return { made, frame };
};

describe('a lazy frame', () => {
  it('makes a column once, when it is first read, and only that one', () => {
    const { made, frame } = counted();
    expect(frame.length).toBe(2);
    expect(frame.close).toEqual(bars.close);
    expect(frame.close).toBe(frame.close);
    expect(made).toEqual(['close']);
    expect(existingColumns(frame)).toEqual(['close']);
  });

  it('is to its reader a plain frame with all its columns, in their order', () => {
    const { frame } = counted();
    expect(Object.getPrototypeOf(frame)).toBe(Object.prototype);
    expect(Object.keys(frame)).toEqual(Object.keys(bars));
    expect({ ...frame }).toEqual(bars);
    expect(JSON.stringify(frame)).toBe(JSON.stringify(bars));
    expect(frame).toEqual(bars);
  });

  it('is private: no column is that of the frame it was made of', () => {
    const { frame } = counted();
    frame.close[0] = 7;
    expect(bars.close[0]).toBe(1.5);
    expect(() => Object.assign(frame, { close: bars.close })).toThrow(TypeError);
  });

  it('shows what was written into it in columns read before and after, in the order of writing', () => {
    const { frame } = counted();
    expect(frame.close[1]).toBe(2);
    overwrite(frame, (name, column) => column.fill(name === 'close' ? 8 : 9));
    overwrite(frame, (_, column) => (column[0] = 5));
    expect([...frame.close, ...frame.high]).toEqual([5, 8, 5, 9]);
  });

  it('leaves any other frame as it is, with all columns there', () => {
    const plain = { ...bars, close: bars.close.slice() };
    expect(existingColumns(plain)).toHaveLength(6);
    overwrite(plain, (name, column) => name === 'close' && column.fill(3));
    expect(Array.from(plain.close)).toEqual([3, 3]);
  });
});
