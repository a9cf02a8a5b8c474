import type { CalendarException } from '../calendar-definition.js';

const closings = 'NYSE: Special Closings of the New York Stock Exchange since 1885';
const group = 'NYSE Group press release';

const closed = (date: string, reason: string, source = closings, through?: string): CalendarException => ({
  kind: 'closed',
  date,
  reason,
  source,
  ...(through === undefined ? {} : { through }),
});
const short = (date: string, through: string, close: string, reason: string): CalendarException => ({
  kind: 'hours',
  date,
  through,
  close,
  reason,
  source: closings,
});
const paperwork = 'Paperwork backlog';

const paperworkWednesdays = [
  ...['1968-06-12', '1968-06-19', '1968-06-26', '1968-07-10', '1968-07-17', '1968-07-24', '1968-07-31', '1968-08-07'],
  ...['1968-08-14', '1968-08-21', '1968-08-28', '1968-09-11', '1968-09-18', '1968-09-25', '1968-10-02', '1968-10-09'],
  ...['1968-10-16', '1968-10-23', '1968-10-30', '1968-11-20', '1968-12-04', '1968-12-11', '1968-12-18'],
];

/** Days on which the New York exchanges stayed closed beside the recurring holidays, since 1952-09-29. */
export const newYorkClosures: readonly CalendarException[] = [
  closed('1956-12-24', 'Christmas Eve'),
  closed('1958-12-26', 'Day after Christmas'),
  closed('1961-05-29', 'Day before Memorial Day'),
  closed('1963-11-25', 'Funeral of President Kennedy'),
  closed('1968-02-12', "Lincoln's Birthday"),
  closed('1968-04-09', 'Mourning of Martin Luther King Jr.'),
  closed('1968-07-05', 'Day after Independence Day'),
  closed('1968-11-11', 'Veterans Day'),
  ...paperworkWednesdays.map((date) => closed(date, paperwork)),
  closed('1969-02-10', 'Snow'),
  closed('1969-03-31', 'Funeral of President Eisenhower'),
  closed('1969-07-21', 'First landing on the moon'),
  closed('1972-12-28', 'Funeral of President Truman'),
  closed('1973-01-25', 'Funeral of President Johnson'),
  closed('1977-07-14', 'Blackout of New York City'),
  closed('1985-09-27', 'Hurricane Gloria'),
  closed('1994-04-27', 'Funeral of President Nixon'),
  closed('2001-09-11', 'Attack on the World Trade Center', closings, '2001-09-14'),
  closed('2004-06-11', 'Mourning of President Reagan'),
  closed('2007-01-02', 'Mourning of President Ford'),
  closed('2012-10-29', 'Hurricane Sandy', group, '2012-10-30'),
  closed('2018-12-05', 'Mourning of President George H. W. Bush', group),
  closed('2025-01-09', 'Mourning of President Carter', group),
];

/** Short sessions that follow no rule and were announced beforehand. */
export const newYorkShortSessions: readonly CalendarException[] = [
  short('1964-10-23', '1964-10-23', '14:00', 'Funeral of President Hoover'),
  short('1966-01-06', '1966-01-14', '14:00', 'Transit strike'),
  short('1967-08-09', '1967-08-18', '14:00', paperwork),
  short('1968-01-22', '1968-03-01', '14:00', paperwork),
  short('1969-01-02', '1969-07-03', '14:00', paperwork),
  short('1969-07-07', '1969-09-26', '14:30', paperwork),
  short('1969-09-29', '1970-05-01', '15:00', paperwork),
  short('1987-10-23', '1987-10-30', '14:00', 'Backlog after the crash'),
  short('1987-11-02', '1987-11-04', '14:30', 'Backlog after the crash'),
  short('1987-11-05', '1987-11-06', '15:00', 'Backlog after the crash'),
  short('1987-11-09', '1987-11-11', '15:30', 'Backlog after the crash'),
  short('1997-12-26', '1997-12-26', '13:00', 'Day after Christmas'),
  short('1999-12-31', '1999-12-31', '13:00', "New Year's Eve"),
  short('2003-12-26', '2003-12-26', '13:00', 'Day after Christmas'),
];

const late = (date: string, open: string, reason: string): CalendarException => ({
  kind: 'interrupted',
  date,
  open,
  reason,
  source: closings,
});
const stopped = (date: string, close: string, reason: string, open?: string): CalendarException => ({
  kind: 'interrupted',
  date,
  close,
  ...(open === undefined ? {} : { open }),
  reason,
  source: closings,
});

/** Sessions of the NYSE that began late or stopped early by more than five minutes; not exhaustive. */
export const newYorkInterruptions: readonly CalendarException[] = [
  late('1960-12-12', '11:00', 'Snow'),
  stopped('1963-11-22', '14:07', 'Assassination of President Kennedy'),
  late('1965-11-10', '11:05', 'Power failure'),
  stopped('1967-02-07', '14:00', 'Snow', '10:15'),
  late('1969-02-11', '11:00', 'Snow'),
  late('1969-06-02', '10:45', 'Storm'),
  late('1973-12-17', '11:00', 'Ice storm'),
  late('1974-01-16', '10:15', 'Computer trouble'),
  late('1974-11-22', '10:15', 'Fire drill'),
  stopped('1975-02-12', '14:30', 'Snow'),
  late('1976-02-02', '11:15', 'Storm'),
  late('1976-06-08', '10:15', 'Fire drill'),
  stopped('1976-08-09', '15:00', 'Hurricane watch'),
  late('1978-01-20', '12:00', 'Snow'),
  stopped('1978-02-06', '14:00', 'Snow'),
  late('1978-02-07', '11:00', 'Snow'),
  stopped('1981-03-30', '15:17', 'Attempt on President Reagan'),
  stopped('1981-09-09', '15:28', 'Power failure'),
  late('1989-11-10', '11:00', 'Electrical fire'),
  stopped('1994-02-11', '14:30', 'Snow'),
  late('1995-12-18', '10:30', 'Computer trouble'),
  stopped('1996-01-08', '14:00', 'Snow', '11:00'),
  stopped('1997-10-27', '15:30', 'Circuit breaker'),
  late('2002-09-11', '12:00', 'First anniversary of the attack on the World Trade Center'),
];
