import { loadSample } from '@bot-v2/sample-data';
import { createRandom } from '@bot-v2/quant/random';
import type { Random } from '@bot-v2/quant/random';
import { isBotError } from '@bot-v2/sdk';
import { inspectCsv } from './inspect-csv.js';
import { rowChecks } from './index.js';

const frame = loadSample('AAPL');
const header = 'Date,Open,High,Low,Close,Volume';
const date = (row: number) => new Date(frame.time[row]!).toISOString().slice(0, 10);
/** Split-adjusted, so that nothing is to be found in it. */
const cleanRows = Array.from({ length: frame.length }, (_, row) => {
  const share = frame.time[row]! < Date.UTC(2014, 5, 9) ? 7 : 1;
  const [o, h, l, c] = [frame.open, frame.high, frame.low, frame.close].map((column) => column[row]! / share);
  return [date(row), String(o), String(h), String(l), String(c), String(frame.volume[row]! * share)];
});
const textOf = (rows: readonly (readonly string[])[]) => `${header}\n${rows.map((row) => row.join(',')).join('\n')}\n`;

type Damage = (rows: string[][], row: number, random: Random) => void;
const pick = (random: Random, ...words: string[]) => words[random.integer(0, words.length - 1)]!;
const swap = (rows: string[][], row: number, a: number, b: number) => {
  [rows[row]![a], rows[row]![b]] = [rows[row]![b]!, rows[row]![a]!];
};

const damages: Readonly<Record<string, readonly [check: string, severity: string, damage: Damage]>> = {
  'a blank or NaN price': [
    'non_finite',
    'error',
    (rows, row, random) => (rows[row]![random.integer(1, 4)] = pick(random, '', 'NaN', 'null', 'N/A', 'inf')),
  ],
  'a blank volume': ['non_finite', 'error', (rows, row) => (rows[row]![5] = '')],
  'a blank date': ['non_finite', 'error', (rows, row) => (rows[row]![0] = '')],
  'a word for a price': [
    'unreadable_field',
    'error',
    (rows, row, random) => (rows[row]![random.integer(1, 5)] = pick(random, 'closed', '12.3.4', '1 000')),
  ],
  'a date of another form': [
    'unreadable_field',
    'error',
    (rows, row, random) => (rows[row]![0] = pick(random, '31/12/2015', 'Jan 5 2016', '2015-02-30')),
  ],
  'a field too few': ['wrong_field_count', 'error', (rows, row) => rows[row]!.pop()],
  'a field too many': ['wrong_field_count', 'error', (rows, row) => rows[row]!.push('7')],
  'a price of zero': ['non_positive_price', 'error', (rows, row, random) => (rows[row]![random.integer(1, 4)] = '0')],
  'a negative price': [
    'non_positive_price',
    'error',
    (rows, row, random) => (rows[row]![random.integer(1, 4)] = '-12.5'),
  ],
  'high and low swapped': ['high_below_low', 'error', (rows, row) => swap(rows, row, 2, 3)],
  'a close above the high': [
    'outside_range',
    'error',
    (rows, row) => (rows[row]![4] = String(Number(rows[row]![2]) * 1.01)),
  ],
  'an open below the low': [
    'outside_range',
    'error',
    (rows, row) => (rows[row]![1] = String(Number(rows[row]![3]) * 0.99)),
  ],
  'a negative volume': ['negative_volume', 'error', (rows, row) => (rows[row]![5] = '-100')],
  'two rows in the wrong order': ['unsorted', 'error', (rows, row) => rows.splice(row, 2, rows[row + 1]!, rows[row]!)],
  'a row given twice': ['duplicate_time', 'error', (rows, row) => rows.splice(row, 0, rows[row]!)],
  'a date given twice with other prices': [
    'duplicate_time',
    'error',
    (rows, row) => (rows[row]![0] = rows[row - 1]![0]!),
  ],
  'a time of day on one row': ['timestamp_granularity', 'warning', (rows, row) => (rows[row]![0] += ' 15:59')],
  'rows of another time zone': [
    'mixed_offset',
    'warning',
    (rows, row) => rows.forEach((cells, i) => (cells[0] += i >= row && i < row + 9 ? ' 00:00+09:00' : ' 00:00-05:00')),
  ],
};

const barsOnly = (findings: readonly { severity: string }[]) => findings.filter(({ severity }) => severity !== 'info');

test('a clean file has no finding and is not refused', () => {
  const { rowFindings, barFindings, refusal, rows, readable } = inspectCsv(textOf(cleanRows), { calendar: 'XNYS' });
  expect(rowFindings).toEqual([]);
  expect(barsOnly(barFindings)).toEqual([]);
  expect(refusal).toBeUndefined();
  expect([rows, readable]).toEqual([1260, 1260]);
});

test.each(Object.keys(damages))('%s is found, at its row, whatever else is wrong', (kind) => {
  const [check, severity, damage] = damages[kind]!;
  for (let draw = 0; draw < 8; draw++) {
    const random = createRandom(`${kind} ${draw}`);
    const rows = cleanRows.slice(0, 400).map((row) => [...row]);
    const row = random.integer(100, 300);
    // Other faults elsewhere: a reader that stops at the first would not get here.
    rows[20]![4] = 'x';
    swap(rows, 30, 2, 3);
    damage(rows, row, random);
    const { rowFindings } = inspectCsv(textOf(rows));
    const finding = rowFindings.find((found) => found.check === check);
    expect(finding?.severity).toBe(severity);
    expect(finding!.rows.some((named) => Math.abs(named - row) <= 1)).toBe(true);
    expect(finding!.message).toMatch(/line \d+/);
  }
});

test('every check of rows meets a damage here', () => {
  const covered = new Set(Object.values(damages).map(([check]) => check));
  expect(rowChecks.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
});

test('all findings of one file are listed, with the refusal the provider would give', () => {
  const rows = cleanRows.slice(0, 400).map((row) => [...row]);
  for (const [i, [, , damage]] of Object.values(damages).slice(0, 13).entries())
    damage(rows, 50 + 20 * i, createRandom(i));
  const { rowFindings, refusal, readable } = inspectCsv(textOf(rows), { path: 'bad.csv' });
  expect(new Set(rowFindings.map(({ check }) => check)).size).toBeGreaterThanOrEqual(7);
  expect(refusal?.message).toMatch(/^bad\.csv:\d+:/);
  expect(readable).toBeLessThan(400);
});

test('a file in the other order is one finding, with the setting that reads it', () => {
  const { rowFindings } = inspectCsv(textOf(cleanRows.slice(0, 100).toReversed()));
  expect(rowFindings.map(({ check, count }) => [check, count])).toEqual([['unsorted', 1]]);
  expect(rowFindings[0]!.message).toContain('data.csv.order=newest_first');
});

test.each([
  ['', 'BOT_DATA_EMPTY'],
  [`${header}\n`, 'BOT_DATA_EMPTY'],
  ['a,b\n1,2\n', 'BOT_DATA_MALFORMED'],
  [`${header}\nyesterday,1,1,1,1,1\n`, 'BOT_DATA_MALFORMED'],
])('what has nothing to inspect is refused (%j)', (text, code) => {
  let caught: unknown;
  try {
    inspectCsv(text);
  } catch (error) {
    caught = error;
  }
  expect(isBotError(caught) && caught.code).toBe(code);
});
