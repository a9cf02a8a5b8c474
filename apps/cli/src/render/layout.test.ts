import fc from 'fast-check';
import { createStyle } from '../terminal/style.js';
import { alignColumns, textWidth } from './columns.js';
import { renderEquityChart } from './equity-chart.js';
import { renderFact } from './fact.js';
import { wrapText } from './wrap-text.js';

const page = { width: 60, style: createStyle(false) };

test('columns lean to their side and end without space', () => {
  expect(
    alignColumns(
      [
        ['a', '1'],
        ['long', '100'],
      ],
      ['left', 'right'],
    ),
  ).toEqual(['a       1', 'long  100']);
});

test('colour does not count as width', () => {
  expect(textWidth(createStyle(true).green('abc'))).toBe(3);
});

test('wrapping keeps every word in order and breaks only at spaces', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 30 }),
      fc.integer({ min: 12, max: 60 }),
      (words, width) => {
        const lines = wrapText(words.join(' '), width);
        expect(lines.join(' ')).toBe(words.join(' '));
        expect(lines.every((line) => line.length <= width)).toBe(true);
      },
    ),
  );
});

test('a percent sign stays with its number', () => {
  expect(wrapText('a limit of 2 % here', 13)).toEqual(['a limit of', '2 % here']);
});

test('a fact is wrapped under its own text', () => {
  const lines = renderFact({ label: 'Strategy', text: 'word '.repeat(20) }, page);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines[0]).toMatch(/^Strategy {3}word/);
  expect(lines[1]).toMatch(/^ {11}word/);
  expect(lines.every((line) => line.length <= 60)).toBe(true);
});

test('the chart puts the highest value on the first row and the lowest on the last', () => {
  const value = Array.from({ length: 40 }, (_, i) => 100_000 + i * 500);
  const time = value.map((_, i) => Date.UTC(2015, 10, 1) + i * 86_400_000);
  const lines = renderEquityChart({ time, value }, 47);
  expect(lines).toHaveLength(5);
  expect(lines[0]).toMatch(/^ 120k \| +\*+$/);
  expect(lines[3]).toMatch(/^ 100k \|\*+$/);
  expect(lines[4]!.trim()).toMatch(/^2015-11 +2015-11 +2015-12$/);
});

test('a flat curve is one row, a single point no chart', () => {
  const time = [0, 1, 2].map((i) => i * 86_400_000);
  expect(renderEquityChart({ time, value: [5, 5, 5] }, 40)[0]).toBe('    5 |***');
  expect(renderEquityChart({ time: [0], value: [5] }, 40)).toEqual([]);
});
