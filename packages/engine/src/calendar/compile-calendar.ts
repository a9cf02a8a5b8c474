import { BotError } from '@bot-v2/sdk';
import type { CalendarDefinition } from './calendar-definition.js';
import { dateOf, dayMs, dayOf, weekdayOf, yearOf } from './calendar-date.js';
import { barsIn, isIntraday } from './session-grid.js';
import type { Closure, DateRange, Interruption, Session, TradingCalendar } from './trading-calendar.js';
import { buildYear } from './year-table.js';
import type { YearTable } from './year-table.js';
import { localDay } from './zone-offset.js';

/** Turns a definition into a calendar. Years are built when first asked for and kept. */
export function compileCalendar(definition: CalendarDefinition): TradingCalendar {
  const { knownFrom, knownThrough } = definition;
  const firstDay = dayOf(knownFrom);
  const lastDay = dayOf(knownThrough);
  const years = new Map<number, YearTable>();
  const byDate = new Map<number, ReadonlyMap<string, Session>>();

  const yearTable = (year: number): YearTable => {
    const table = years.get(year) ?? buildYear(definition, year);
    years.set(year, table);
    return table;
  };

  const sessionsOf = (year: number): ReadonlyMap<string, Session> => {
    const found = byDate.get(year) ?? new Map(yearTable(year).sessions.map((session) => [session.date, session]));
    byDate.set(year, found);
    return found;
  };

  /** The day of a date the calendar answers for. */
  const knownDay = (date: string): number => {
    const day = dayOf(date);
    if (day >= firstDay && day <= lastDay) return day;
    const side = day < firstDay ? `before ${knownFrom}` : `after ${knownThrough}`;
    throw new BotError('BOT_DATA_CALENDAR_RANGE', `calendar ${definition.id}: ${date} is unknown, as is all ${side}`, {
      details: { calendar: definition.id, date, knownFrom, knownThrough },
      hint: `Ask for dates from ${knownFrom} to ${knownThrough}, or update the calendar's data.`,
    });
  };

  /** The tables of the years from one known date to another. */
  const tables = (from: string, to: string): YearTable[] => {
    const [first, last] = [yearOf(knownDay(from)), yearOf(knownDay(to))];
    return Array.from({ length: last - first + 1 }, (_, i) => yearTable(first + i));
  };

  /** Entries of the years' tables with from ≤ date ≤ to. */
  const collect = <T extends { readonly date: string }>(
    from: string,
    to: string,
    pick: (table: YearTable) => readonly T[],
  ): T[] => tables(from, to).flatMap((table) => pick(table).filter(({ date }) => date >= from && date <= to));

  const onDay = (day: number): Session | null => sessionsOf(yearOf(day)).get(dateOf(day)) ?? null;

  const session = (date: string): Session | null => onDay(knownDay(date));

  const walk = (date: string, step: 1 | -1): Session => {
    for (let day = knownDay(date) + step; ; day += step) {
      const found = session(dateOf(day));
      if (found !== null) return found;
    }
  };

  const sessions = (from: string, to: string): readonly Session[] => collect(from, to, (table) => table.sessions);

  const measuredSessionsPerYear = ({ from, to }: DateRange): number => {
    const days = knownDay(to) - knownDay(from) + 1;
    if (days < 365) {
      throw new BotError('BOT_CONFIG_INVALID', `calendar ${definition.id}: ${from} to ${to} is less than a year`, {
        details: { from, to },
        hint: 'Measure sessions a year over a year or more.',
      });
    }
    return (sessions(from, to).length / days) * 365.2425;
  };

  /** The last session at or before a date without dated changes, as the model of a regular one. */
  const regularSession = (date: string): Session => {
    for (let day = knownDay(date); day >= firstDay; day--) {
      const found = onDay(day);
      if (found !== null && found.reason === undefined) return found;
    }
    throw new BotError('BOT_INVARIANT', `calendar ${definition.id} has no regular session up to ${date}`);
  };

  const barsPerSession: TradingCalendar['barsPerSession'] = (interval, date = knownThrough) =>
    isIntraday(interval) ? barsIn(regularSession(date), interval) : 1;

  return Object.freeze<TradingCalendar>({
    id: definition.id,
    name: definition.name,
    timeZone: definition.timeZone,
    knownFrom,
    knownThrough,
    observedThrough: definition.observedThrough,
    evidence: definition.evidence,
    sessionsPerYear: definition.sessionsPerYear,
    isSession: (date) => yearTable(yearOf(knownDay(date))).dates.has(date),
    sessionDates: (from, to) =>
      tables(from, to).flatMap(({ dates }) => [...dates].filter((date) => date >= from && date <= to)),
    session,
    sessions,
    nextSession: (date) => walk(date, 1),
    previousSession: (date) => walk(date, -1),
    sessionAt: (instant) => {
      const local = localDay(definition.timeZone, instant);
      knownDay(dateOf(local));
      for (const day of [local - 1, local, local + 1]) {
        if (!definition.week.includes(weekdayOf(day)) || day < firstDay || day > lastDay) continue;
        const found = onDay(day);
        if (found !== null && found.open <= instant && instant < found.close) return found;
      }
      return null;
    },
    closures: (from, to): readonly Closure[] => collect(from, to, (table) => table.closures),
    interruptions: (from, to): readonly Interruption[] => collect(from, to, (table) => table.interruptions),
    measuredSessionsPerYear,
    barsPerSession,
    periodsPerYear: (interval, measured) => {
      if (interval === '1M') return 12;
      if (interval === '1w') return 52;
      const perYear = measured === undefined ? definition.sessionsPerYear : measuredSessionsPerYear(measured);
      return perYear * barsPerSession(interval, measured?.to);
    },
  });
}

/** Midnight UTC of a session's date: the time of its daily bar. */
export function dailyTime(session: Session): number {
  return dayOf(session.date) * dayMs;
}
