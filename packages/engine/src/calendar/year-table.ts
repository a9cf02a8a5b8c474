import type { CalendarDefinition, CalendarException, RegularHours } from './calendar-definition.js';
import { dateOf, dayIn, dayOf, minutesOf, weekdayOf } from './calendar-date.js';
import type { Closure, Interruption, Session } from './trading-calendar.js';
import { localInstant } from './zone-offset.js';

/** Everything a calendar knows of one year, by date. */
export interface YearTable {
  /** Dates with a session. */
  readonly dates: ReadonlySet<string>;
  readonly closures: readonly Closure[];
  /** Built when first asked for: instants need the time zone database, dates do not. */
  readonly sessions: readonly Session[];
  readonly interruptions: readonly Interruption[];
}

/** A day with a session, before its hours are turned into instants. */
interface TradingDay {
  readonly day: number;
  readonly date: string;
  readonly special: readonly CalendarException[];
  readonly changes: readonly HoursChange[];
}

/** Hours that differ from the regular ones, or only a reason. */
interface HoursChange {
  readonly open?: string;
  readonly close?: string;
  readonly reason: string;
}

/** The regular hours in force on a date. */
export function hoursOn(definition: CalendarDefinition, date: string): RegularHours {
  let inForce = definition.hours[0]!;
  for (const hours of definition.hours) if (hours.from <= date) inForce = hours;
  return inForce;
}

/** The exceptions that touch a year, by date; a span of dates counts on each of them. */
function exceptionsOf(definition: CalendarDefinition, year: number): ReadonlyMap<string, readonly CalendarException[]> {
  const byDate = new Map<string, CalendarException[]>();
  for (const exception of definition.exceptions) {
    const last = dayOf(exception.through ?? exception.date);
    for (let day = dayOf(exception.date); day <= last; day++) {
      const date = dateOf(day);
      if (!date.startsWith(`${year}-`)) continue;
      byDate.set(date, [...(byDate.get(date) ?? []), exception]);
    }
  }
  return byDate;
}

function sessionOn(definition: CalendarDefinition, date: string, changes: readonly HoursChange[]): Session {
  const day = dayOf(date);
  const hours = hoursOn(definition, date);
  const at = (time: string, shift = 0) => localInstant(definition.timeZone, day + shift, minutesOf(time));
  const changed = changes.find((change) => change.open !== undefined || change.close !== undefined);
  const open = at(changed?.open ?? hours.open, hours.opensDayBefore === true ? -1 : 0);
  const close = at(changed?.close ?? hours.close);
  const regularClose = at(hours.close);
  const reason = changes[0]?.reason;
  const pause = hours.pause && { from: at(hours.pause[0]), to: at(hours.pause[1]) };
  return Object.freeze({
    date,
    open,
    close,
    early: close < regularClose,
    ...(reason === undefined ? {} : { reason }),
    ...(pause !== undefined && pause.to < close ? { pause: Object.freeze(pause) } : {}),
  });
}

/**
 * Builds a year from the rules and the dated exceptions. A holiday kept in the neighbouring year (New Year's Day on
 * the 31st of December) is found by asking the rules for three years.
 */
export function buildYear(definition: CalendarDefinition, year: number): YearTable {
  const holidays = new Map<string, string>();
  for (const near of [year - 1, year, year + 1]) {
    for (const holiday of definition.holidays(near)) holidays.set(holiday.date, holiday.name);
  }
  const shortened = new Map(definition.shortSessions(year).map((session) => [session.date, session]));
  const exceptions = exceptionsOf(definition, year);
  const days: TradingDay[] = [];
  const closures: Closure[] = [];
  for (let day = dayIn(year, 1, 1); day < dayIn(year + 1, 1, 1); day++) {
    if (!definition.week.includes(weekdayOf(day))) continue;
    const date = dateOf(day);
    const special = exceptions.get(date) ?? [];
    const closed = special.find((exception) => exception.kind === 'closed');
    const holiday = holidays.get(date);
    const opened = special.find((exception) => exception.kind === 'open');
    if (closed !== undefined) {
      closures.push({ date, reason: closed.reason, kind: 'exception', source: closed.source });
      continue;
    }
    if (holiday !== undefined && opened === undefined) {
      closures.push({ date, reason: holiday, kind: 'holiday' });
      continue;
    }
    const short = shortened.get(date);
    const changes = [
      ...special.filter((exception) => exception.kind === 'hours'),
      ...(short === undefined ? [] : [short]),
      ...(opened === undefined ? [] : [{ reason: opened.reason }]),
    ];
    days.push({ day, date, special, changes });
  }
  let sessions: readonly Session[] | undefined;
  let interruptions: readonly Interruption[] | undefined;
  return {
    dates: new Set(days.map(({ date }) => date)),
    closures,
    get sessions() {
      return (sessions ??= days.map(({ date, changes }) => sessionOn(definition, date, changes)));
    },
    get interruptions() {
      return (interruptions ??= days.flatMap((day) => interruptionsOn(definition, day)));
    },
  };
}

function interruptionsOn(definition: CalendarDefinition, { day, date, special }: TradingDay): Interruption[] {
  const at = (time: string) => localInstant(definition.timeZone, day, minutesOf(time));
  return special.flatMap((stop) => {
    if (stop.kind !== 'interrupted') return [];
    return {
      date,
      reason: stop.reason,
      source: stop.source,
      ...(stop.open === undefined ? {} : { open: at(stop.open) }),
      ...(stop.close === undefined ? {} : { close: at(stop.close) }),
    };
  });
}
