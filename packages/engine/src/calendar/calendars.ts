import { BotError, suggestName } from '@bot-v2/sdk';
import type { CalendarDefinition } from './calendar-definition.js';
import { compileCalendar } from './compile-calendar.js';
import { cryptoDefinition, fxDefinition } from './exchanges/around-the-clock.calendar.js';
import { xetrDefinition } from './exchanges/xetr.calendar.js';
import { xlonDefinition } from './exchanges/xlon.calendar.js';
import { xnasDefinition } from './exchanges/xnas.calendar.js';
import { xnysDefinition } from './exchanges/xnys.calendar.js';
import { xtksDefinition } from './exchanges/xtks.calendar.js';
import type { TradingCalendar } from './trading-calendar.js';

const definitions: Readonly<Record<string, CalendarDefinition>> = {
  XNYS: xnysDefinition,
  XNAS: xnasDefinition,
  XLON: xlonDefinition,
  XTKS: xtksDefinition,
  XETR: xetrDefinition,
  CRYPTO: cryptoDefinition,
  FX: fxDefinition,
};

const aliases: Readonly<Record<string, string>> = {
  NYSE: 'XNYS',
  NASDAQ: 'XNAS',
  LSE: 'XLON',
  TSE: 'XTKS',
  XETRA: 'XETR',
  '24/7': 'CRYPTO',
  '24/5': 'FX',
};

/** Ids of the built-in calendars: market identifier codes (ISO 10383), and `CRYPTO` and `FX`. */
export const calendarIds: readonly string[] = Object.keys(definitions);

const compiled = new Map<string, TradingCalendar>();

/**
 * A built-in calendar by its id or a usual name (`NYSE`, `NASDAQ`, `LSE`, `TSE`, `XETRA`, `24/7`, `24/5`).
 * @throws BOT_CONFIG_INVALID for any other name
 */
export function calendar(id: string): TradingCalendar {
  const canonical = Object.hasOwn(aliases, id) ? aliases[id]! : id;
  const kept = compiled.get(canonical);
  if (kept !== undefined) return kept;
  if (!Object.hasOwn(definitions, canonical)) {
    throw new BotError('BOT_CONFIG_INVALID', `there is no trading calendar "${id}"`, {
      details: { calendar: id },
      hint: suggestName(id, [...calendarIds, ...Object.keys(aliases)]),
    });
  }
  const made = compileCalendar(definitions[canonical]!);
  compiled.set(canonical, made);
  return made;
}
