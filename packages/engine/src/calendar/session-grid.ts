import type { Interval } from '@bot-v2/sdk';
import type { Session } from './trading-calendar.js';

/** Intervals shorter than a session. */
export type IntradayInterval = Exclude<Interval, '1d' | '1w' | '1M'>;

const minutes: Record<IntradayInterval, number> = { '1m': 1, '5m': 5, '15m': 15, '30m': 30, '1h': 60, '4h': 240 };

/** Whether bars of an interval are shorter than a session (their times are instants, not dates). */
export function isIntraday(interval: Interval): interval is IntradayInterval {
  return interval in minutes;
}

/** Length of an intraday interval in ms. */
export function intervalMs(interval: IntradayInterval): number {
  return minutes[interval] * 60_000;
}

/** Where one bar of a session begins and ends, epoch ms UTC. */
export interface BarSpan {
  readonly open: number;
  readonly close: number;
}

/** Moves a boundary that lies in the session's pause to the end of trading before it or the start after it. */
export function outsidePause(session: Session, instant: number, edge: 'open' | 'close'): number {
  const pause = session.pause;
  if (pause === undefined) return instant;
  if (edge === 'open') return instant >= pause.from && instant < pause.to ? pause.to : instant;
  return instant > pause.from && instant <= pause.to ? pause.from : instant;
}

/** Number of an instant's bar in its session, counted from the open. */
export function barIndex(session: Session, interval: IntradayInterval, instant: number): number {
  return Math.floor((instant - session.open) / intervalMs(interval));
}

/**
 * The span of a session's k-th bar. Bars start at the session's open, not at the full hour; the last one ends with
 * the session, and none reaches into the pause.
 */
export function barSpan(session: Session, interval: IntradayInterval, index: number): BarSpan {
  const start = session.open + index * intervalMs(interval);
  return {
    open: outsidePause(session, start, 'open'),
    close: outsidePause(session, Math.min(start + intervalMs(interval), session.close), 'close'),
  };
}

/** Number of bars a session has, those wholly in the pause left out. */
export function barsIn(session: Session, interval: IntradayInterval): number {
  let count = 0;
  const slots = Math.ceil((session.close - session.open) / intervalMs(interval));
  for (let index = 0; index < slots; index++) {
    const span = barSpan(session, interval, index);
    if (span.open < span.close) count++;
  }
  return count;
}
