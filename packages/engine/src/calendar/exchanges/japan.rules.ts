import { dateOf, dayIn, dayOf, nthWeekday, weekdayOf } from '../calendar-date.js';
import type { Holiday } from '../rules/holiday-rule.js';

/**
 * Day of March or September of an equinox in Japan, 1980 to 2099.
 * Source: the approximation in the calendar handbook of the Hydrographic Department (Shin Koyomi Benricho).
 */
function equinox(year: number, base: number): number {
  return Math.floor(base + 0.242194 * (year - 1980)) - Math.floor((year - 1980) / 4);
}

/** Holidays the Act on National Holidays names, before substitutes, by day number. Valid from 2000 on. */
function namedHolidays(year: number): Map<number, string> {
  const on = (month: number, day: number) => dayIn(year, month, day);
  const monday = (month: number, nth: number) => nthWeekday(year, month, 1, nth);
  const olympics = year === 2020 || year === 2021;
  const named: [number, string][] = [
    [on(1, 1), "New Year's Day"],
    [monday(1, 2), 'Coming of Age Day'],
    [on(2, 11), 'National Foundation Day'],
    [on(3, equinox(year, 20.8431)), 'Vernal Equinox Day'],
    [on(4, 29), year < 2007 ? 'Greenery Day' : 'Showa Day'],
    [on(5, 3), 'Constitution Memorial Day'],
    [on(5, 5), "Children's Day"],
    [on(9, equinox(year, 23.2488)), 'Autumnal Equinox Day'],
    [on(11, 3), 'Culture Day'],
    [on(11, 23), 'Labour Thanksgiving Day'],
    [year < 2003 ? on(9, 15) : monday(9, 3), 'Respect for the Aged Day'],
  ];
  if (year >= 2007) named.push([on(5, 4), 'Greenery Day']);
  if (year <= 2018) named.push([on(12, 23), "The Emperor's Birthday"]);
  if (year >= 2020) named.push([on(2, 23), "The Emperor's Birthday"]);
  if (year === 2019) named.push([on(5, 1), 'Accession of the Emperor'], [on(10, 22), 'Enthronement of the Emperor']);
  if (!olympics) {
    named.push([year < 2003 ? on(7, 20) : monday(7, 3), 'Marine Day']);
    named.push([monday(10, 2), year < 2020 ? 'Health and Sports Day' : 'Sports Day']);
    if (year >= 2016) named.push([on(8, 11), 'Mountain Day']);
  } else {
    named.push([on(7, year === 2020 ? 23 : 22), 'Marine Day'], [on(7, year === 2020 ? 24 : 23), 'Sports Day']);
    named.push([on(8, year === 2020 ? 10 : 8), 'Mountain Day']);
  }
  return new Map(named);
}

/**
 * National holidays of Japan from 2000 on: the named ones; for each that falls on a Sunday a substitute (the Monday,
 * since 2007 the next day that is no holiday); and a day between two named ones, if it is neither a Sunday nor a
 * substitute. The holidays moved for the Olympic Games of 2020 and 2021 and for the accession of 2019 are included.
 */
export function japaneseHolidays(year: number): readonly Holiday[] {
  const named = namedHolidays(year);
  const all = new Map(named);
  for (const [day, name] of named) {
    if (weekdayOf(day) !== 0) continue;
    let substitute = day + 1;
    while (year >= 2007 && named.has(substitute)) substitute++;
    if (!named.has(substitute)) all.set(substitute, `${name} (substitute)`);
  }
  for (const day of named.keys()) {
    const between = day + 1;
    if (named.has(between + 1) && !all.has(between) && weekdayOf(between) !== 0) all.set(between, "Citizens' holiday");
  }
  return [...all].map(([day, name]) => ({ date: dateOf(day), name }));
}

/** The exchange's own holidays around New Year. */
export function yearEndHolidays(year: number): readonly Holiday[] {
  return [`${year}-01-02`, `${year}-01-03`, `${year}-12-31`].map((date) => ({ date, name: 'Exchange holiday' }));
}

/** First and last session of a year, given the days that are none. */
export function yearEndSessions(year: number, closed: ReadonlySet<string>): readonly [string, string] {
  const seek = (from: number, step: 1 | -1): string => {
    let day = from;
    while (weekdayOf(day) === 0 || weekdayOf(day) === 6 || closed.has(dateOf(day))) day += step;
    return dateOf(day);
  };
  return [seek(dayOf(`${year}-01-04`), 1), seek(dayOf(`${year}-12-30`), -1)];
}
