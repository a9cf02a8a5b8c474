import fc from 'fast-check';
import { isBotError } from '@bot-v2/sdk';
import type { BotError, Interval } from '@bot-v2/sdk';
import { csvConfigSchema } from '../data-config.schema.js';
import { parseCsv } from './parse-csv.js';

type Options = Partial<Parameters<typeof parseCsv>[3]>;
const defaults = csvConfigSchema.parse({});
const parse = (text: string | Uint8Array, options: Options = {}, interval: Interval = '1d') =>
  parseCsv(typeof text === 'string' ? new TextEncoder().encode(text) : text, 'x.csv', interval, {
    ...defaults,
    ...options,
  });

function refusal(text: string | Uint8Array, options: Options = {}, interval: Interval = '1d'): BotError {
  try {
    parse(text, options, interval);
  } catch (error) {
    if (isBotError(error)) return error;
    throw error;
  }
  throw new Error('the file was accepted');
}

const header = 'date,open,high,low,close,volume\n';
const utc = (...dates: string[]) => dates.map((date) => Date.parse(`${date}Z`));
const days = utc('2015-01-30T00:00', '2015-02-02T00:00');

describe('what a CSV of bars may look like', () => {
  test('the plain form', () => {
    const { columns, adjustedClose } = parse(`${header}2015-01-30,10,12,9.5,11,100\n2015-02-02,11,11.25,10.75,11,0\n`);
    expect([...columns.time]).toEqual(days);
    expect([...columns.open]).toEqual([10, 11]);
    expect([...columns.high]).toEqual([12, 11.25]);
    expect([...columns.low]).toEqual([9.5, 10.75]);
    expect([...columns.close]).toEqual([11, 11]);
    expect([...columns.volume]).toEqual([100, 0]);
    expect(adjustedClose).toBeUndefined();
  });

  test('BOM, CRLF, blank lines, quotes, no last newline, columns in another order and with other columns between', () => {
    const text =
      '\uFEFF"Date","AAPL.Close",note,"AAPL.Open","AAPL.High","AAPL.Low","Adj Close","Volume"\r\n' +
      '"2015-01-30",11,"a, b","10","12","9.5",5.5,"100"\r\n\r\n2015-02-02,1.1e1,,11,+11.25, 10.75 ,5.5,1E2';
    const { columns, adjustedClose } = parse(text);
    expect([...columns.time]).toEqual(days);
    expect([...columns.close]).toEqual([11, 11]);
    expect([...columns.open]).toEqual([10, 11]);
    expect([...columns.high]).toEqual([12, 11.25]);
    expect([...columns.low]).toEqual([9.5, 10.75]);
    expect([...columns.volume]).toEqual([100, 100]);
    expect([...adjustedClose!]).toEqual([5.5, 5.5]);
  });

  test.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('%s', (_, mark) => {
    const text = `${header}2015-01-30,10,12,9,11,100\n2015-02-02,11,12,10,11,100\n`.replaceAll(',', mark);
    expect([...parse(text).columns.close]).toEqual([11, 11]);
  });

  test.each([
    ['iso', '2015-01-30', '2015-02-02'],
    ['iso with slashes', '2015/01/30', '2015/02/02'],
    [
      'iso with the offset of the exchange: the written date is the session',
      '2015-01-30 00:00:00-05:00',
      '2015-02-02T00:00:00+09:00',
    ],
    ['compact', '20150130', '20150202'],
    ['month/day/year, told by a day over 12', '1/30/2015', '2/2/2015'],
    ['day.month.year, told by a day over 12', '30.01.2015', '02.02.2015'],
    ['day-month-year with a time', '30-1-2015 16:00', '2-2-2015 16:00'],
    ['epoch seconds', '1422576000', '1422835200'],
    ['epoch seconds in the middle of the day', '1422630000', '1422889200'],
    ['epoch milliseconds', '1422576000000', '1422835200000'],
  ])('dates: %s', (_, first, second) => {
    const { columns } = parse(`${header}${first},10,12,9,11,100\n${second},11,12,10,11,100\n`);
    expect([...columns.time]).toEqual(days);
  });

  test('dates that could be either are read as configured', () => {
    const text = `${header}1/2/2015,10,12,9,11,100\n2/2/2015,11,12,10,11,100\n`;
    expect([...parse(text, { dates: 'mdy' }).columns.time]).toEqual(utc('2015-01-02T00:00', '2015-02-02T00:00'));
    expect([...parse(text, { dates: 'dmy' }).columns.time]).toEqual(utc('2015-02-01T00:00', '2015-02-02T00:00'));
  });

  test('intraday times: an offset is honoured, none is UTC', () => {
    const rows = (a: string, b: string) => `${header}${a},10,12,9,11,100\n${b},11,12,10,11,100\n`;
    const expected = utc('2015-01-30T14:30', '2015-01-30T15:30');
    for (const [a, b] of [
      ['2015-01-30 09:30:00-05:00', '2015-01-30T10:30:00-05:00'],
      ['2015-01-30T14:30Z', '2015-01-30 15:30:00.000'],
      ['1/30/2015 14:30', '1/30/2015 15:30'],
      ['1422628200', '1422631800'],
    ] as const) {
      expect([...parse(rows(a, b), {}, '1h').columns.time]).toEqual(expected);
    }
  });

  test('any time of day is read as its digits say, whatever separates and follows it', () => {
    const digits = (n: number) => String(n).padStart(2, '0');
    const time = fc.record({ h: fc.nat(23), m: fc.nat(59), s: fc.nat(59), mark: fc.constantFrom('T', ' ') });
    const zone = fc.constantFrom('', 'Z', '+00:00', '-05:00', '+05:30', ' UTC', '-0500');
    fc.assert(
      fc.property(
        time,
        zone,
        fc.constantFrom('', '.250'),
        fc.boolean(),
        ({ h, m, s, mark }, zone, fraction, quoted) => {
          const written = `2015-01-30${mark}${digits(h)}:${digits(m)}:${digits(s)}${fraction}${zone}`;
          const field = quoted ? `"${written}"` : written;
          const { columns } = parse(`${header}${field},10,12,9,11,100\n`, {}, '1m');
          const offset = zone === '-0500' ? '-05:00' : zone === '' || zone === ' UTC' ? 'Z' : zone;
          const at = Date.parse(`2015-01-30T${digits(h)}:${digits(m)}:${digits(s)}${fraction}${offset}`);
          expect(columns.time[0]).toBe(at);
        },
      ),
    );
  });

  test.each(['24:00', '12:60', '12:00:60', '12:00:00+1:00', '12:00x', '12-00', 'T12:00'])(
    'no time of day: %s',
    (text) => {
      expect(() => parse(`${header}2015-01-30 ${text},10,12,9,11,100\n`, {}, '1m')).toThrow('2015-01-30');
    },
  );

  test('newest first, when configured', () => {
    const text = `${header}2015-02-02,11,12,10,11.5,100\n2015-01-30,10,12,9,11,100\n`;
    const { columns } = parse(text, { order: 'newest_first' });
    expect([...columns.time]).toEqual(days);
    expect([...columns.close]).toEqual([11, 11.5]);
  });

  test('every number is the double nearest to its text', () => {
    const positive = fc.oneof(
      fc.double({ min: 1e-6, max: 1e9, noNaN: true }).map((x) => String(x)),
      fc.tuple(fc.nat(10 ** 7), fc.nat(10 ** 6)).map(([a, b]) => `${a + 1}.${String(b).padStart(6, '0')}`),
      fc.bigInt(1n, 10n ** 20n).map((digits) => `${digits / 1000n}.${String(digits % 1000n).padStart(3, '0')}1`),
    );
    fc.assert(
      fc.property(positive, (text) => {
        const { columns } = parse(`${header}2015-01-30,${text},${text},${text},${text},${text}\n`);
        expect(columns.close[0]).toBe(Number(text));
        expect(columns.volume[0]).toBe(Number(text));
      }),
      { numRuns: 300 },
    );
  });

  test('rows written and read again are the same, whatever their number', () => {
    const bar = fc.tuple(fc.integer({ min: 1, max: 10 ** 7 }), fc.integer({ min: 1, max: 10 ** 7 }), fc.nat(10 ** 9));
    fc.assert(
      fc.property(fc.array(bar, { minLength: 1, maxLength: 200 }), (bars) => {
        const rows = bars.map(([a, b, v], i) => {
          const date = new Date(Date.UTC(2000, 0, 1 + i)).toISOString().slice(0, 10);
          return {
            date,
            open: a / 100,
            close: b / 100,
            high: Math.max(a, b) / 100,
            low: Math.min(a, b) / 100,
            volume: v,
          };
        });
        const text = rows.map((r) => `${r.date},${r.open},${r.high},${r.low},${r.close},${r.volume}`).join('\n');
        const { columns } = parse(header + text);
        expect([...columns.open]).toEqual(rows.map((r) => r.open));
        expect([...columns.close]).toEqual(rows.map((r) => r.close));
        expect([...columns.volume]).toEqual(rows.map((r) => r.volume));
        expect([...columns.time]).toEqual(rows.map((r) => Date.parse(r.date)));
      }),
      { numRuns: 50 },
    );
  });
});

const good = '2015-01-30,10,12,9,11,100\n';

describe('what is refused, with line and column', () => {
  test.each([
    ['a NaN price', `${header}${good}2015-02-02,NaN,12,10,11,100\n`, 'x.csv:3:12: open is "NaN"'],
    ['a blank price', `${header}${good}2015-02-02,11,12,10,,100\n`, 'x.csv:3:21: close is blank'],
    ['a price of zero', `${header}${good}2015-02-02,0,12,0,11,100\n`, 'x.csv:3:12: open is 0, not a positive price'],
    ['a negative price', `${header}${good}2015-02-02,11,12,-10,11,100\n`, 'x.csv:3:18: low is -10'],
    ['an infinite price', `${header}${good}2015-02-02,11,1e999,10,11,100\n`, 'x.csv:3:15: high is Infinity'],
    ['a word', `${header}${good}2015-02-02,11,12,ten,11,100\n`, 'x.csv:3:18: low is "ten"'],
    ['high below low', `${header}${good}2015-02-02,11,10,12,11,100\n`, 'x.csv:3:15: high 10 is below low 12'],
    [
      'an open outside the range',
      `${header}${good}2015-02-02,13,12,10,11,100\n`,
      'x.csv:3:12: open 13 lies outside low 10 … high 12',
    ],
    ['a close outside the range', `${header}${good}2015-02-02,11,12,10,9,100\n`, 'x.csv:3:21: close 9 lies outside'],
    ['a negative volume', `${header}${good}2015-02-02,11,12,10,11,-1\n`, 'x.csv:3:24: volume is -1'],
    ['a repeated date', `${header}${good}${good}`, 'x.csv:3:1: two rows for 2015-01-30'],
    [
      'dates out of order',
      `${header}${good}2015-02-02,11,12,10,11,1\n2015-01-29,11,12,10,11,1\n`,
      'x.csv:4:1: 2015-01-29 comes after 2015-02-02',
    ],
    ['a day that does not exist', `${header}2015-02-29,10,12,9,11,100\n`, 'x.csv:2:1: date is "2015-02-29"'],
    ['a date of another form', `${header}${good}2/2/2015,11,12,10,11,100\n`, 'x.csv:3:1: date is "2/2/2015"'],
    [
      'two orders of day and month',
      `${header}1/30/2015,10,12,9,11,100\n30/1/2015,10,12,9,11,100\n`,
      'x.csv:3:1: "30/1/2015" is no date as month/day/year',
    ],
    ['too few fields', `${header}${good}2015-02-02,11,12,10\n`, 'x.csv:3:18: the row has fewer fields than the 6'],
    [
      'too many fields',
      `${header}${good}2015-02-02,11,12,10,11,100,7\n`,
      'x.csv:3:24: the row has more fields than the 6',
    ],
    ['decimal commas', `${header.replaceAll(',', ';')}2015-01-30;10,5;12;9;11;100\n`, 'x.csv:2:12: open is "10,5"'],
    [
      'a blank line before the row counts',
      `\n${header}\r\n${good}\n2015-02-02,x,12,10,11,100\n`,
      'x.csv:6:12: open is "x"',
    ],
    ['a missing column', 'date,open,high,low,volume\n', 'x.csv:1:1: there is no column for close'],
    ['two columns of one meaning', 'date,time,open,high,low,close,volume\n', 'x.csv:1:1: date and time both mean time'],
    ['no header', good, 'is not a header line'],
    ['a UTF-16 file', new Uint8Array([0xff, 0xfe, 0x64, 0]), 'x.csv:1:1: the file is UTF-16'],
    ['a UTF-16 file without its mark', Buffer.from(header + good, 'utf16le'), 'x.csv:1:1: the file holds NUL bytes'],
    ['line ends of an old Macintosh', (header + good).replaceAll('\n', '\r'), 'x.csv:1:1: its lines end with a carr'],
    ['a quote that is never closed', `${header}${good}"2015-02-02,11,12,10,11,100\n`, 'x.csv:3:1: date is "'],
    ['a quote that was never opened', `${header}${good}2015-02-02",11,12,10,11,100\n`, 'x.csv:3:1: date is "'],
    [
      'a time whose quote is never closed',
      `${header}${good}"2015-02-02 00:00:00,11,12,10,11,100\n`,
      'x.csv:3:1: date is "',
    ],
    ['day numbers of a spreadsheet', `${header}42034,10,12,9,11,100\n42037,11,12,10,11,100\n`, '42034", not a date'],
    [
      'ambiguous dates',
      `${header}1/2/2015,10,12,9,11,100\n2/2/2015,11,12,10,11,100\n`,
      'every date can be read as month/day and as day/month',
    ],
  ])('%s', (_, text, message) => {
    const error = refusal(text);
    expect(error.code).toBe('BOT_DATA_MALFORMED');
    expect(error.message).toContain(message);
    expect(error.hint).toMatch(/\w/);
  });

  test.each([
    ['nothing', ''],
    ['blank lines', '\n\r\n'],
    ['a header alone', header],
  ])('%s is empty', (_, text) => {
    expect(refusal(text).code).toBe('BOT_DATA_EMPTY');
  });

  test.each([
    ['10,5;12;9;11;100', 'a decimal point'],
    ['1.234,5;12;9;11;100', 'a decimal point'],
    ['"1,234.5";12;9;11;100', 'nothing between thousands'],
    ['x;12;9;11;100', 'never fills one in'],
    ['10;12;9;11;', 'Write 0'],
  ])('the hint for the numbers %s says %s', (numbers, hint) => {
    expect(refusal(`${header.replaceAll(',', ';')}2015-01-30;${numbers}\n`).hint).toContain(hint);
  });

  test('the hint for a file in the other order is the setting that reads it', () => {
    const text = `${header}2015-02-02,11,12,10,11,100\n${good}`;
    expect(refusal(text).hint).toContain('data.csv.order=newest_first');
    expect(refusal(`${header}${good}2015-02-02,11,12,10,11,1\n`, { order: 'newest_first' }).hint).toContain(
      'oldest_first',
    );
  });

  test('rows of another length than asked for', () => {
    const rows = Array.from(
      { length: 10 },
      (_, i) => `${new Date(Date.UTC(2015, 0, 5 + 7 * i)).toISOString().slice(0, 10)},1,1,1,1,1`,
    );
    const error = refusal(header + rows.join('\n'));
    expect(error.message).toContain('rows are 7 days apart, not 1d');
    expect(error.hint).toContain('--interval 1w');
    expect(parse(header + rows.join('\n'), {}, '1w').columns.time).toHaveLength(10);
  });

  test('any byte changed or removed gives bars or a typed error, never garbage', () => {
    const clean = new TextEncoder().encode(`${header}${good}2015-02-02,11,12,10,11,100\n2015-02-03,11,12,10,11,100\n`);
    fc.assert(
      fc.property(fc.nat(clean.length - 1), fc.nat(255), fc.boolean(), (at, value, remove) => {
        const bytes = remove ? Buffer.concat([clean.subarray(0, at), clean.subarray(at + 1)]) : Buffer.from(clean);
        if (!remove) bytes[at] = value;
        try {
          const { columns } = parse(bytes);
          for (let i = 0; i < columns.time.length; i++) {
            expect(columns.low[i]).toBeGreaterThan(0);
            expect(columns.high[i]).toBeGreaterThanOrEqual(
              Math.max(columns.open[i]!, columns.close[i]!, columns.low[i]!),
            );
            expect(Number.isInteger(columns.time[i])).toBe(true);
          }
        } catch (error) {
          if (!isBotError(error)) throw error;
          expect(error.code).toMatch(/^BOT_DATA_(MALFORMED|EMPTY)$/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
