import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith, referenceFolder } from '../../../../tests/shared-folder.js';
import { calendar } from './calendars.js';
import { zoneTransitions } from './zone-offset.js';

const xnys = calendar('XNYS');
const newYork = 'America/New_York';

const rowsOf = (text: string): string[][] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(','));

/** Local time of day HH:MM in New York. */
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: newYork, hour: '2-digit', minute: '2-digit' });
const iso = (instant: number) => new Date(instant).toISOString();

/** What one file of the folder says, and what the calendar says, in the same shape. */
type Check = (text: string) => { readonly expected: unknown; readonly actual: unknown; readonly values: number };

const checks: readonly (readonly [RegExp, Check])[] = [
  [
    /^xnys_sessions_.*\.csv$/,
    (text) => {
      const expected = rowsOf(text)
        .slice(1)
        .map(([date, open, close]) => [date!.slice(0, 10), Date.parse(open!), Date.parse(close!)]);
      const sessions = xnys.sessions(String(expected[0]![0]), String(expected[expected.length - 1]![0]));
      return { expected, actual: sessions.map((s) => [s.date, s.open, s.close]), values: expected.length * 3 };
    },
  ],
  [
    /^nyse_early_closes_.*\.csv$/,
    (text) => {
      const expected = rowsOf(text).slice(1);
      const year = (row: string[]) => row[0]!.slice(0, 4);
      const early = xnys
        .sessions(`${year(expected[0]!)}-01-01`, `${year(expected[expected.length - 1]!)}-12-31`)
        .filter((session) => session.early);
      const actual = early.map((s) => [s.date, clock.format(s.open), clock.format(s.close)]);
      return { expected, actual, values: expected.length * 3 };
    },
  ],
  [
    /^nyse_weekday_closures_.*\.csv$/,
    (text) => {
      const expected = rowsOf(text)
        .slice(1)
        .map(([date]) => date!);
      const closures = xnys.closures(expected[0]!, expected[expected.length - 1]!);
      return { expected, actual: closures.map((closure) => closure.date), values: expected.length };
    },
  ],
  [
    /^nyse_full_holidays_.*\.csv$/,
    (text) => {
      const listed = rowsOf(text).map(([date]) => {
        const [month, day, year] = date!.split('/') as [string, string, string];
        return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
      });
      const expected = listed.filter((date) => date >= xnys.knownFrom);
      const actual = xnys.closures(xnys.knownFrom, `${expected[expected.length - 1]!.slice(0, 4)}-12-31`);
      return { expected, actual: actual.map((closure) => closure.date), values: expected.length };
    },
  ],
  [
    /^sessions_per_year\.json$/,
    (text) => {
      const expected = JSON.parse(text) as { sessions_per_year: Record<string, number>; first: string; last: string };
      const all = xnys.sessions(`${expected.first.slice(0, 4)}-01-01`, `${expected.last.slice(0, 4)}-12-31`);
      const perYear: Record<string, number> = {};
      for (const { date } of all) perYear[date.slice(0, 4)] = (perYear[date.slice(0, 4)] ?? 0) + 1;
      const first = all[0]!.date;
      const last = all[all.length - 1]!.date;
      const actual = { sessions_per_year: perYear, n_sessions: all.length, first, last };
      return { expected, actual, values: Object.keys(expected.sessions_per_year).length + 3 };
    },
  ],
  [
    /^us_dst_transitions_.*\.csv$/,
    (text) => {
      const expected = rowsOf(text)
        .slice(1)
        .map(([year, spring, after, fall, afterFall]) => [
          [Number(year), iso(Date.parse(spring!)), Number(after)],
          [Number(year), iso(Date.parse(fall!)), Number(afterFall)],
        ]);
      const actual = expected.map(([first]) =>
        zoneTransitions(newYork, Number(first![0])).map((change) => [first![0], iso(change.at), change.offset / 3.6e6]),
      );
      return { expected, actual, values: expected.length * 6 };
    },
  ],
];

/** Price files of the same folder: they belong to the price views. */
const elsewhere = /^(adjusted_.*\.csv|corporate_actions\.json)$/;

describeWith(referenceFolder, 'XNYS equals the calendar reference', (folder) => {
  const files = readdirSync(join(folder, '09_calendar')).filter((file) => !elsewhere.test(file));

  it('has a file for every check and a check for every file', () => {
    expect(files.filter((file) => !checks.some(([pattern]) => pattern.test(file)))).toEqual([]);
    expect(checks.filter(([pattern]) => !files.some((file) => pattern.test(file)))).toEqual([]);
  });

  it.each(files)('%s', (file) => {
    const check = checks.find(([pattern]) => pattern.test(file))![1];
    const { expected, actual, values } = check(readFileSync(join(folder, '09_calendar', file), 'utf8'));
    expect(values).toBeGreaterThan(20);
    expect(actual).toEqual(expected);
  });

  it('would notice one closure more', () => {
    const file = files.find((name) => name.startsWith('nyse_weekday_closures'))!;
    const { expected, actual } = checks[2]![1](
      `${readFileSync(join(folder, '09_calendar', file), 'utf8')}2010-12-27\n`,
    );
    expect(actual).not.toEqual(expected);
  });
});
