import { calendar, zoneTransitions } from '@bot-v2/engine/calendar';
import { exact } from '../agreement.mjs';

const newYork = 'America/New_York';
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: newYork, hour: '2-digit', minute: '2-digit' });
const iso = (instant) => (instant === undefined ? null : new Date(instant).toISOString());
/** Calendars by the first part of a file's name. */
const calendarOf = (file) => calendar(/^([a-z0-9]+)_/i.exec(file.base)[1].toUpperCase());

/** Compares a table's columns with rows of ours in order; more or fewer rows are a failure. */
function compareRows(examination, file, rows, columns) {
  const first = Object.keys(columns)[0];
  const count = file.document[first].length;
  if (rows.length !== count) examination.fail(`${count} rows, not ${rows.length}`);
  for (const [heading, read] of Object.entries(columns)) {
    const cells = Array.from({ length: count }, (_, k) => (rows[k] === undefined ? null : read(rows[k])));
    examination.compareColumn(heading, cells, exact);
  }
}

/** First and last year of a column that starts with a date. */
const years = (cells) => [`${cells[0].slice(0, 4)}-01-01`, `${cells.at(-1).slice(0, 4)}-12-31`];

/** Instants are compared as instants, however they are written. */
function asInstants(file, ...headings) {
  for (const heading of headings) {
    file.document[heading] = file.document[heading].map((cell) => iso(Date.parse(cell)) ?? cell);
  }
}

const sessionsForm = {
  form: 'CALENDAR_sessions_*.csv',
  claims: (name) => /^[a-z0-9]+_sessions_.*\.csv(\.gz)?$/.test(name),
  examine(file, examination) {
    examination.case('sessions');
    asInstants(file, '', 'open', 'close');
    const dates = file.document[''];
    const sessions = calendarOf(file).sessions(dates[0].slice(0, 10), dates.at(-1).slice(0, 10));
    compareRows(examination, file, sessions, {
      '': (session) => `${session.date}T00:00:00.000Z`,
      open: (session) => iso(session.open),
      close: (session) => iso(session.close),
      break_start: (session) => iso(session.pause?.from),
      break_end: (session) => iso(session.pause?.to),
    });
  },
};

const earlyClosesForm = {
  form: 'CALENDAR_early_closes_*.csv',
  claims: (name) => /^[a-z0-9]+_early_closes_.*\.csv(\.gz)?$/.test(name),
  examine(file, examination) {
    examination.case('early closes');
    const early = calendarOf(file)
      .sessions(...years(file.document.date))
      .filter((session) => session.early);
    compareRows(examination, file, early, {
      date: (session) => session.date,
      open_ny: (session) => clock.format(session.open),
      close_ny: (session) => clock.format(session.close),
    });
  },
};

const closuresForm = {
  form: 'CALENDAR_weekday_closures_*.csv',
  claims: (name) => /^[a-z0-9]+_weekday_closures_.*\.csv(\.gz)?$/.test(name),
  examine(file, examination) {
    examination.case('closures');
    const dates = file.document.date;
    compareRows(examination, file, calendarOf(file).closures(dates[0], dates.at(-1)), { date: (each) => each.date });
  },
};

const holidaysForm = {
  form: 'CALENDAR_full_holidays_*.csv',
  claims: (name) => /^[a-z0-9]+_full_holidays_.*\.csv(\.gz)?$/.test(name),
  examine(file, examination) {
    const cells = file.headless()['0'];
    const own = calendarOf(file);
    const dates = cells.map((cell) => {
      const [month, day, year] = cell.split('/');
      return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    });
    const begin = dates.findIndex((date) => date >= own.knownFrom);
    for (let row = 0; row < begin; row++) {
      examination.notBuilt(['0', row], `before ${own.knownFrom}, where the calendar begins`);
    }
    examination.case('holidays');
    const closures = own.closures(own.knownFrom, `${dates.at(-1).slice(0, 4)}-12-31`);
    if (closures.length !== dates.length - begin) {
      examination.fail(`${dates.length - begin} closures from ${own.knownFrom} on, not ${closures.length}`);
    }
    for (let row = begin; row < dates.length; row++) {
      const closure = closures[row - begin];
      examination.compare(['0', row], dates[row], closure?.date ?? null, exact);
    }
  },
};

const sessionsPerYearForm = {
  form: 'sessions_per_year.json',
  claims: (name) => /^sessions_per_year.*\.json$/.test(name),
  examine(file, examination) {
    const { sessions_per_year: perYear, n_sessions: count, first, last } = file.document;
    const own = calendar('XNYS');
    const all = own.sessions(...years([first, last]));
    examination.case('sessions a year');
    for (const [year, expected] of Object.entries(perYear)) {
      const actual = own.sessions(`${year}-01-01`, `${year}-12-31`).length;
      examination.compare(['sessions_per_year', year], expected, actual, exact);
    }
    examination.compare(['n_sessions'], count, all.length, exact);
    examination.compare(['first'], first, all[0].date, exact);
    examination.compare(['last'], last, all.at(-1).date, exact);
  },
};

const clockChangesForm = {
  form: 'us_dst_transitions_*.csv',
  claims: (name) => /^us_dst_transitions_.*\.csv(\.gz)?$/.test(name),
  examine(file, examination) {
    asInstants(file, 'spring_utc', 'fall_utc');
    examination.read('year');
    examination.case('clock changes');
    const changes = file.document.year.map((year) => zoneTransitions(newYork, Number(year)));
    compareRows(examination, file, changes, {
      spring_utc: ([spring]) => iso(spring?.at),
      offset_after: ([spring]) => (spring?.offset ?? NaN) / 3_600_000,
      fall_utc: ([, fall]) => iso(fall?.at),
      offset_after2: ([, fall]) => (fall?.offset ?? NaN) / 3_600_000,
    });
  },
};

/** Sessions, early closes, closures and clock changes; the calendar is the first part of a file's name. */
export const exchangeDaysForms = [
  sessionsForm,
  earlyClosesForm,
  closuresForm,
  holidaysForm,
  sessionsPerYearForm,
  clockChangesForm,
];
