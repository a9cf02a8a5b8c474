import { calendarDates, combinatorialPurged, rowsAt, walkForward, walkForwardAt } from '@bot-v2/quant/validation';
import { exact } from '../agreement.mjs';
import { ReferenceFile } from '../reference-file.mjs';

const day = 86_400_000;
const isoDay = (time) => (time === undefined ? undefined : new Date(time).toISOString().slice(0, 10));

/** Compares a nested list number by number; another shape is a failure. */
function compareNested(examination, pointer, expected, actual) {
  if (!Array.isArray(expected)) return examination.compare(pointer, expected, actual, exact);
  if (!Array.isArray(actual) || actual.length !== expected.length) {
    examination.fail(`${pointer.join('/')}: ${expected.length} entries, ours are ${actual?.length}`);
  }
  expected.forEach((each, i) => compareNested(examination, [...pointer, i], each, actual?.[i]));
}

/** Combinatorial purged cross-validation: rows of every split, folds, paths. */
export const combinatorialForm = {
  form: 'cpcv_splits_*.json',
  claims: (name) => /^cpcv_splits_.*\.json$/.test(name),
  examine(file, examination) {
    for (const key of ['source', 'tolerance', 'note']) examination.read(key);
    file.document.cases.forEach((each, k) => {
      const { params, n_obs: n } = each;
      examination.case(JSON.stringify(params));
      examination.read('cases', k, 'params');
      examination.read('cases', k, 'n_obs');
      const { n_folds: folds, n_test_folds: tests, purged_size: purge, embargo_size: embargo } = params;
      const ours = combinatorialPurged(n, folds, tests, { purge, embargo });
      const values = {
        splits_train_tests: ours.splits.map((split) => [split.train, split.tests]),
        n_splits: ours.splits.length,
        n_test_paths: ours.paths,
        test_set_index: ours.testFolds,
        binary_train_test_sets: Array.from({ length: folds }, (_, fold) =>
          ours.testFolds.map((chosen) => Number(chosen.includes(fold))),
        ),
        recombined_paths: ours.pathSplits,
        'get_path_ids()': ours.pathIds,
      };
      for (const [key, value] of Object.entries(values)) {
        if (key in each) compareNested(examination, ['cases', k, key], each[key], value);
      }
    });
  },
};

const weekdays = { SUN: 0, MON: 1, TUE: 2, WED: 3, THU: 4, FRI: 5, SAT: 6 };

/** A rule of ours for a frequency as the peer writes it; weekdays of its offsets count from Monday. */
function ruleOf(frequency) {
  const nth = /^WOM-(\d)([A-Z]{3})$/.exec(frequency);
  if (nth) return { every: 'month', at: 'weekday', week: Number(nth[1]), weekday: weekdays[nth[2]] };
  const weekly = /Week\(weekday=(\d)\)/.exec(frequency);
  if (weekly) return { every: 'week', weekday: (Number(weekly[1]) + 1) % 7 };
  if (frequency === 'MS') return { every: 'month', at: 'start' };
  if (frequency === 'ME' || frequency === 'M') return { every: 'month', at: 'end' };
  if (frequency === 'QS') return { every: 'quarter', at: 'start' };
  if (/QuarterEnd/.test(frequency)) return { every: 'quarter', at: 'end' };
  return undefined;
}

/** A date moved by a duration the peer writes as text. */
function moved(date, duration, sign) {
  const months = /DateOffset\(months=(\d+)\)/.exec(duration);
  const years = /DateOffset\(years=(\d+)\)/.exec(duration);
  if (months || years) {
    const at = new Date(date);
    const count = sign * (months ? Number(months[1]) : 12 * Number(years[1]));
    const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + count + 1, 0)).getUTCDate();
    return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + count, Math.min(at.getUTCDate(), last));
  }
  const weeks = /Week\((\d+)\)/.exec(duration);
  const days = /timedelta\(days=(\d+)\)/.exec(duration);
  if (weeks || days) return date + sign * (weeks ? 7 * Number(weeks[1]) : Number(days[1])) * day;
  throw new Error(`unknown duration ${duration}`);
}

/** Days with a return of the peer's price table in a range. */
function returnDays(folders, from, to) {
  const { document } = new ReferenceFile(folders.data, 'skfolio_sp500_20stocks_1990_2022.csv.gz');
  const times = Object.values(document)[0].map((text) => Date.parse(text));
  return times.slice(1).filter((time) => time >= from && time <= to);
}

/** The peer's cases with marks on a calendar, as [train from, train to, test from, test to] by date. */
function byCalendar(given, time) {
  const rule = ruleOf(given.freq);
  if (rule === undefined) return undefined;
  const offset = given.freq_offset ?? null;
  const start = offset === null ? time[0] : Math.min(time[0], moved(time[0], offset, -1));
  const plain = calendarDates(rule, start, time.at(-1));
  const dates = offset === null ? plain : plain.map((date) => moved(date, offset, 1));
  const whole = rowsAt(time, dates, given.previous ? 'previous' : 'next');
  const kept = whole.flatMap((row, i) => (row >= 0 ? [i] : []));
  const train =
    typeof given.train_size === 'number'
      ? given.train_size
      : rowsAt(
          time,
          kept.map((i) => moved(dates[i], given.train_size, -1)),
          'previous',
        );
  return walkForwardAt(
    time.length,
    kept.map((i) => whole[i]),
    {
      train,
      test: given.test_size,
      purge: given.purged_size ?? 0,
      anchored: given.expend_train ?? false,
      partial: given.reduce_test ?? false,
    },
  ).map((split) => [split.train, split.test].map(({ from, to }) => [isoDay(time[from]), isoDay(time[to - 1])]));
}

/** Walk-forward splits: by number of rows, and by marks on a calendar over the peer's price table. */
export const walkForwardForm = {
  form: 'walk_forward_splits_*.json',
  claims: (name) => /^walk_forward_splits_.*\.json$/.test(name),
  examine(file, examination, folders) {
    for (const key of ['source', 'tolerance']) examination.read(key);
    file.document.cases.forEach((each, k) => {
      for (const key of ['test', 'names', 'X', 'params']) examination.read('cases', k, key);
      if (each.params !== undefined) {
        examination.case(`${each.test} ${JSON.stringify(each.params)}`);
        const {
          train_size: train,
          test_size: test,
          purged_size: purge,
          expand_train,
          expend_train,
          reduce_test,
        } = each.params;
        const n = Number(/randn\((\d+)/.exec(each.X)?.[1]);
        const ours = walkForward(n, {
          ...{ train, test, purge },
          anchored: expand_train ?? expend_train ?? false,
          partial: reduce_test ?? false,
        });
        const rows = ({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i);
        const expanded = ours.map((split) => [rows(split.train), rows(split.test)]);
        compareNested(examination, ['cases', k, 'splits_train_test'], each.splits_train_test, expanded);
        return;
      }
      const names = each.names.split(',');
      const given = Object.fromEntries(names.map((name, i) => [name, each.values[i]]));
      names.forEach((name, i) => name !== 'expected' && examination.read('cases', k, 'values', i));
      if (given.expected === undefined) return;
      examination.case(`${each.test} ${given.freq} ${given.train_size}`);
      // The one-year cases are of 2022; the long ones are of the years their expected dates name, whole.
      const shown = given.expected.flat(2).map((text) => Date.parse(text));
      const year = (time) => new Date(time).getUTCFullYear();
      const long = year(Math.max(...shown)) > year(Math.min(...shown));
      const time = returnDays(
        folders,
        Date.UTC(long ? year(Math.min(...shown)) : 2022, 0, 1),
        Date.UTC(year(Math.max(...shown)) + 1, 0, 0),
      );
      const ours = byCalendar(given, time);
      if (ours === undefined) return;
      compareNested(examination, ['cases', k, 'values', names.indexOf('expected')], given.expected, ours);
    });
  },
};
