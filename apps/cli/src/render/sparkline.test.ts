import { sparkline } from './sparkline.js';

test('the lowest value is the lowest bar, the highest the highest', () => {
  expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe('▁▂▃▄▅▆▇█');
  expect(sparkline([5, -5])).toBe('█▁');
});

test('a flat series is drawn in the middle, an empty one not at all', () => {
  expect(sparkline([2, 2, 2])).toBe('▄▄▄');
  expect(sparkline([])).toBe('');
});

test('more values than columns are averaged in equal shares', () => {
  expect(sparkline([0, 0, 7, 7], 2)).toBe('▁█');
  expect([
    ...sparkline(
      Array.from({ length: 101 }, (_, i) => i),
      40,
    ),
  ]).toHaveLength(40);
});
