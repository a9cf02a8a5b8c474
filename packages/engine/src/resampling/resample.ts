import type { Bars, DataFinding, Interval } from '@bot-v2/sdk';
import type { TradingCalendar } from '../calendar/index.js';
import { barActions } from './bar-actions.js';
import { binRows } from './bins.js';
import type { Binning } from './bins.js';
import { foldRows } from './fold-rows.js';

/** How to resample. */
export interface ResampleOptions {
  /** Content hash of the result (its identity), by the rule of whoever stores it. */
  readonly hash: (bars: Bars) => string;
  /** What becomes of a first or last bar whose rows may be incomplete. Default `drop`. */
  readonly partial?: 'drop' | 'keep';
  /** Instant up to which the frame is known to be complete, when later than the end of its last row. */
  readonly through?: number;
}

/** Coarser bars and what became of the rows. */
export interface Resampled {
  readonly bars: Bars;
  /** When each bar was complete, epoch ms UTC. */
  readonly closeTime: Float64Array;
  /** First source row of each bar, then the row after the last one: `rows[k] … rows[k + 1] − 1` lie in bar k. */
  readonly rows: Int32Array;
  /** Which end had an incomplete bar: kept as it is, or dropped, as asked. */
  readonly partial: { readonly first: boolean; readonly last: boolean };
  /** Rows that traded outside every session; they are in no bar, and a finding says so. */
  readonly outside: number;
}

/** A warning about rows that lie in no session. */
function outsideFinding(bars: Bars, binning: Binning, calendar: TradingCalendar): readonly DataFinding[] {
  if (binning.outside === 0) return [];
  const times = Array.from(bars.time).filter((_, row) => binning.spans.session[row]! < 0);
  return [
    {
      check: 'outside_session',
      severity: 'warning',
      message: `${binning.outside} rows lie outside the sessions of ${calendar.id} and are in no resampled bar`,
      count: binning.outside,
      from: times[0]!,
      to: times[times.length - 1]!,
    },
  ];
}

/**
 * Bars of a longer interval, cut at session boundaries: intraday bars count from the session's open and end with it
 * (half days and clock changes included), days are sessions, weeks run Monday to Sunday, months by the calendar. Bars
 * are stamped with the instant they open, from a day on with midnight UTC of their first session. Volume is summed.
 * Raw prices stay raw: rows before a split inside a bar are brought to the new shares and the split takes effect at
 * the bar's start.
 * @throws BOT_CAP_INPUT when `to` is not longer than the frame's interval (or is months made of weeks)
 * @throws BOT_DATA_MALFORMED for a row that lies in two bars, or is not stamped as its interval asks
 * @throws BOT_DATA_NOT_FOUND for dates the calendar does not know
 */
export function resample(bars: Bars, to: Interval, calendar: TradingCalendar, options: ResampleOptions): Resampled {
  const binning = binRows(bars, to, calendar, options.through);
  const drop = (options.partial ?? 'drop') === 'drop';
  const from = drop && binning.firstPartial ? 1 : 0;
  const kept = binning.bins.slice(from, drop && binning.lastPartial ? -1 : undefined);
  const { actions, shares } = barActions(bars, kept);
  const columns = foldRows(bars, kept, binning.spans, shares);
  const last = kept[kept.length - 1];
  const frame: Bars = {
    ...bars,
    ...columns,
    interval: to,
    length: kept.length,
    actions: [...actions],
    quality: {
      ...bars.quality,
      periodsPerYear: calendar.periodsPerYear(to),
      findings: [
        ...bars.quality.findings.filter((finding) => last !== undefined && finding.to < last.close),
        ...outsideFinding(bars, binning, calendar),
      ],
    },
    provenance: { ...bars.provenance, source: `${bars.provenance.source}, resampled to ${to} (${calendar.id})` },
  };
  return {
    bars: { ...frame, provenance: { ...frame.provenance, contentHash: options.hash(frame) } },
    closeTime: Float64Array.from(kept, (bin) => bin.close),
    rows: Int32Array.from([...kept.map((bin) => bin.start), ...(last === undefined ? [] : [last.end])]),
    partial: { first: binning.firstPartial, last: binning.lastPartial },
    outside: binning.outside,
  };
}
