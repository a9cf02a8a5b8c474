import { BotError } from '@bot-v2/sdk';
import type { Bars, Interval } from '@bot-v2/sdk';
import { barIndex, barSpan, dailyTime, intervalMs, isIntraday } from '../calendar/index.js';
import type { IntradayInterval, Session, TradingCalendar } from '../calendar/index.js';
import { periodAround } from './periods.js';
import type { DatedInterval } from './periods.js';
import { tradingSpans } from './trading-spans.js';
import type { TradingSpans } from './trading-spans.js';

/** One coarser bar: which rows it is made of, and when it traded. */
export interface Bin {
  /** Its stamp: the instant it opens, or midnight UTC of its first session for a day or longer. */
  readonly time: number;
  readonly open: number;
  readonly close: number;
  /** Its rows, from `start` up to but not including `end`; rows outside every session among them do not count. */
  readonly start: number;
  readonly end: number;
}

/** A frame cut into coarser bars. */
export interface Binning {
  readonly bins: readonly Bin[];
  readonly spans: TradingSpans;
  /** Rows outside every session; they belong to no bar. */
  readonly outside: number;
  /** Whether rows of the first bar may be missing before the frame begins. */
  readonly firstPartial: boolean;
  /** Whether rows of the last bar may be missing after the frame ends. */
  readonly lastPartial: boolean;
}

const order: readonly Interval[] = ['1m', '5m', '15m', '30m', '1h', '4h', '1d', '1w', '1M'];

function requireCoarser(bars: Bars, to: Interval): void {
  const weeksToMonths = bars.interval === '1w' && to === '1M';
  if (order.indexOf(to) > order.indexOf(bars.interval) && !weeksToMonths) return;
  throw new BotError('BOT_CAP_INPUT', `${bars.symbol}: ${bars.interval} bars cannot be made into ${to} bars`, {
    details: { symbol: bars.symbol, from: bars.interval, to },
    hint: weeksToMonths ? 'Weeks lie across months: resample daily bars.' : 'Resample to a longer interval.',
  });
}

/** The coarser bar of an intraday interval that a row lies in. */
function intradayBin(bars: Bars, row: number, session: Session, spans: TradingSpans, to: IntradayInterval) {
  const open = spans.open[row]!;
  const span = barSpan(session, to, barIndex(session, to, open));
  if (spans.close[row]! > span.close) {
    const at = new Date(bars.time[row]!).toISOString();
    throw new BotError(
      'BOT_DATA_MALFORMED',
      `${bars.symbol}: the ${bars.interval} bar at ${at} lies in two ${to} bars`,
      {
        details: { symbol: bars.symbol, row, open: session.open },
        hint: `${to} bars start at the session's open. Resample shorter bars, or bars that start there too.`,
      },
    );
  }
  return { time: span.open, open: span.open, close: span.close };
}

/** Finds the day, week or month a session lies in, with the sessions it spans; asked for rising dates. */
function datedBins(calendar: TradingCalendar, spans: TradingSpans, to: DatedInterval) {
  const inFrame = spans.session.filter((k) => k >= 0);
  const [first, last] = [spans.sessions[inFrame[0] ?? -1], spans.sessions[inFrame[inFrame.length - 1] ?? -1]];
  const sessions =
    first === undefined || last === undefined
      ? []
      : calendar.sessions(periodAround(first.date, to).from, periodAround(last.date, to).to);
  let next = 0;
  return (session: Session) => {
    const period = periodAround(session.date, to);
    while (sessions[next]!.date < period.from) next++;
    const opening = sessions[next]!;
    while (next + 1 < sessions.length && sessions[next + 1]!.date <= period.to) next++;
    return { until: period.to, time: dailyTime(opening), open: opening.open, close: sessions[next]!.close };
  };
}

/**
 * Cuts a frame into coarser bars at the boundaries of the sessions. A bar holds whatever rows there are: a gap is no
 * row, and a bar without rows does not exist. `through` says up to which instant the frame is known to be complete,
 * where that is later than the end of its last row.
 * @throws BOT_CAP_INPUT when `to` is not longer than the frame's interval
 * @throws BOT_DATA_MALFORMED when a row lies in two bars; BOT_DATA_NOT_FOUND for dates the calendar does not know
 */
export function binRows(bars: Bars, to: Interval, calendar: TradingCalendar, through = -Infinity): Binning {
  requireCoarser(bars, to);
  const spans = tradingSpans(bars, calendar);
  const datedBin = isIntraday(to) ? undefined : datedBins(calendar, spans, to);
  const bins: Bin[] = [];
  let outside = 0;
  let current: { time: number; open: number; close: number; until?: string } | undefined;
  let start = 0;
  let end = 0;
  const finish = () => {
    if (current !== undefined) bins.push({ time: current.time, open: current.open, close: current.close, start, end });
  };
  for (let row = 0; row < bars.length; row++) {
    if (spans.session[row]! < 0) {
      outside++;
      continue;
    }
    const session = spans.sessions[spans.session[row]!]!;
    const same =
      current !== undefined &&
      (isIntraday(to) ? spans.open[row]! < current.close : session.date <= (current.until ?? ''));
    if (!same || isIntraday(to)) {
      const found = isIntraday(to) ? intradayBin(bars, row, session, spans, to) : datedBin!(session);
      if (!same) {
        finish();
        current = found;
        start = row;
      }
    }
    end = row + 1;
  }
  finish();
  const n = bars.length;
  const first = bins[0];
  const last = bins[bins.length - 1];
  const covered = n === 0 ? through : Math.max(through, spans.close[n - 1]!, rawEnd(bars, n - 1));
  return {
    bins,
    spans,
    outside,
    firstPartial: first !== undefined && Math.min(spans.open[0]!, rawStart(bars, spans)) > first.open,
    lastPartial: last !== undefined && covered < last.close,
  };
}

/** Where the frame's first row begins, before it is cut to a session. */
function rawStart(bars: Bars, spans: TradingSpans): number {
  return isIntraday(bars.interval) ? bars.time[0]! : spans.open[0]!;
}

/** Where an intraday row ends, before it is cut to a session. */
function rawEnd(bars: Bars, row: number): number {
  return isIntraday(bars.interval) ? bars.time[row]! + intervalMs(bars.interval) : -Infinity;
}
