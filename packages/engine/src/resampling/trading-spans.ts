import { BotError } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import {
  dateOf,
  dayMs,
  dayOf,
  intervalMs,
  isIntraday,
  localDay,
  localInstant,
  outsidePause,
} from '../calendar/index.js';
import type { Session, TradingCalendar } from '../calendar/index.js';
import { periodAround } from './periods.js';

/** When the rows of a frame traded. */
export interface TradingSpans {
  /** Sessions of the frame's dates, by time. */
  readonly sessions: readonly Session[];
  /** Index of each row's (first) session; -1 for a row outside every session. */
  readonly session: Int32Array;
  /** Start and end of the trading each row tells of, epoch ms UTC: its interval, cut to the session. */
  readonly open: Float64Array;
  readonly close: Float64Array;
}

function malformed(bars: Bars, row: number): BotError {
  const at = new Date(bars.time[row]!).toISOString();
  return new BotError(
    'BOT_DATA_MALFORMED',
    `${bars.symbol}: the ${bars.interval} bar at ${at} is not stamped with a date`,
    {
      details: { symbol: bars.symbol, row },
      hint: 'Stamp bars of a day or longer with midnight UTC of their first session.',
    },
  );
}

/** Spans of bars stamped with an instant. */
function intradaySpans(bars: Bars, length: number, calendar: TradingCalendar): TradingSpans {
  const n = bars.length;
  const first = dateOf(localDay(calendar.timeZone, bars.time[0]!));
  const last = localDay(calendar.timeZone, bars.time[n - 1]!);
  const end = dateOf(last) < calendar.knownThrough ? dateOf(last + 1) : dateOf(last);
  const sessions = calendar.sessions(first, end);
  const session = new Int32Array(n).fill(-1);
  const open = new Float64Array(n);
  const close = new Float64Array(n);
  let next = 0;
  for (let row = 0; row < n; row++) {
    open[row] = bars.time[row]!;
    close[row] = open[row]! + length;
    while (next < sessions.length && sessions[next]!.close <= open[row]!) next++;
    const current = sessions[next];
    if (current === undefined || close[row]! <= current.open) continue;
    const from = outsidePause(current, Math.max(open[row]!, current.open), 'open');
    const to = outsidePause(current, Math.min(close[row]!, current.close), 'close');
    if (from >= to) continue;
    session[row] = next;
    open[row] = from;
    close[row] = to;
  }
  return { sessions, session, open, close };
}

/** Spans of bars stamped with a date: a session, or the sessions of a week or a month. */
function datedSpans(bars: Bars, calendar: TradingCalendar): TradingSpans {
  const n = bars.length;
  const span = bars.interval === '1d' ? '1d' : bars.interval === '1w' ? '1w' : '1M';
  const dates: string[] = [];
  for (let row = 0; row < n; row++) {
    if (bars.time[row]! % dayMs !== 0) throw malformed(bars, row);
    dates.push(dateOf(bars.time[row]! / dayMs));
  }
  const sessions = calendar.sessions(periodAround(dates[0]!, span).from, periodAround(dates[n - 1]!, span).to);
  const session = new Int32Array(n).fill(-1);
  const open = new Float64Array(n);
  const close = new Float64Array(n);
  let next = 0;
  for (let row = 0; row < n; row++) {
    const period = periodAround(dates[row]!, span);
    while (next < sessions.length && sessions[next]!.date < period.from) next++;
    let last = next;
    while (last < sessions.length && sessions[last]!.date <= period.to) last++;
    if (last > next) {
      session[row] = next;
      open[row] = sessions[next]!.open;
      close[row] = sessions[last - 1]!.close;
    } else {
      open[row] = localInstant(calendar.timeZone, dayOf(period.from), 0);
      close[row] = localInstant(calendar.timeZone, dayOf(period.to) + 1, 0);
    }
  }
  return { sessions, session, open, close };
}

/**
 * When each row traded. A row outside every session (before the open, after the close, in the pause, on a holiday)
 * keeps its own interval, or the local day of its date.
 * @throws BOT_DATA_NOT_FOUND for rows the calendar does not know
 * @throws BOT_DATA_MALFORMED for a row of a day or longer that is not stamped with midnight UTC
 */
export function tradingSpans(bars: Bars, calendar: TradingCalendar): TradingSpans {
  if (bars.length === 0) {
    return { sessions: [], session: new Int32Array(0), open: new Float64Array(0), close: new Float64Array(0) };
  }
  return isIntraday(bars.interval)
    ? intradaySpans(bars, intervalMs(bars.interval), calendar)
    : datedSpans(bars, calendar);
}

/**
 * The instant each bar is complete, epoch ms UTC: the end of its interval or of its session, whichever comes first.
 * What is decided on a bar is decided then. Errors as `tradingSpans`.
 */
export function closeTimes(bars: Bars, calendar: TradingCalendar): Float64Array {
  return tradingSpans(bars, calendar).close;
}
