import { BotError } from '../errors/index.js';
import { barColumns } from './bars.schema.js';
import type { BarColumn, Bars } from './bars.schema.js';
import { dayText } from './moment-text.js';

/** All rows, of which those from index `from` on may be traded; earlier ones are warm-up. */
export interface Evaluation {
  readonly bars: Bars;
  readonly from: number;
}

/** Number of rows with `time <= instant` (binary search). */
export function rowsUpTo(time: Float64Array, instant: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (time[middle]! <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The first `rows` rows as a **copy** (a view's buffer would reach the future), with the actions and findings that
 * were known by then, and its own content hash.
 */
export function truncate(bars: Bars, rows: number, hash: (bars: Bars) => string): Bars {
  const columns = Object.fromEntries(barColumns.map((c) => [c, bars[c].slice(0, rows)])) as Record<
    BarColumn,
    Float64Array
  >;
  const last = rows === 0 ? -Infinity : columns.time[rows - 1]!;
  const frame: Bars = {
    ...bars,
    ...columns,
    length: rows,
    actions: bars.actions.filter((action) => action.exDate <= last),
    quality: { ...bars.quality, findings: bars.quality.findings.filter((finding) => finding.to <= last) },
  };
  return { ...frame, provenance: { ...bars.provenance, contentHash: hash(frame) } };
}

/**
 * Splits a frame at a decision: what was known (`time <= decideAt`, copied) and what it is judged on.
 * `decideAt` is the open time of the last known bar; the decision is made at that bar's close.
 */
export function splitAt(
  bars: Bars,
  decideAt: number,
  hash: (bars: Bars) => string,
): { readonly history: Bars; readonly evaluation: Evaluation } {
  const rows = rowsUpTo(bars.time, decideAt);
  return { history: truncate(bars, rows, hash), evaluation: { bars, from: rows } };
}

/**
 * The decision instant of a run: the last of the first `floor(fraction · n)` bars of the common span of all frames, or
 * the last common bar at or before a date. Returns -Infinity for fraction 0 (nothing is history).
 * @throws BOT_DATA_DECIDE_AT when nothing would lie before or after it.
 */
export function decisionInstant(frames: readonly Bars[], at: { fraction: number } | { date: number }): number {
  const first = Math.max(...frames.map((f) => f.time[0] ?? Infinity));
  const last = Math.min(...frames.map((f) => f.time[f.length - 1] ?? -Infinity));
  const span = [...new Set(frames.flatMap((f) => [...f.time].filter((t) => t >= first && t <= last)))].sort(
    (a, b) => a - b,
  );
  const symbols = frames.map((f) => f.symbol).join(', ');
  if (frames.length === 1 && span.length < 2) {
    throw new BotError('BOT_DATA_DECIDE_AT', `${symbols} has too few bars to split: ${span.length}`, {
      hint: 'One bar at least must lie before the decision, and one after it: ask for a longer range.',
    });
  }
  if (span.length < 2) {
    throw new BotError('BOT_DATA_DECIDE_AT', `${symbols} have no common span of bars to split`, {
      hint: 'Choose symbols whose bars overlap in time.',
    });
  }
  if ('fraction' in at && at.fraction === 0) return -Infinity;
  const known = 'fraction' in at ? Math.floor(at.fraction * span.length) : rowsUpTo(Float64Array.from(span), at.date);
  if (known < 1 || known >= span.length) {
    const asked = 'fraction' in at ? `fraction ${at.fraction}` : dayText(at.date);
    throw new BotError(
      'BOT_DATA_DECIDE_AT',
      `deciding at ${asked} leaves nothing ${known < 1 ? 'before' : 'after'} it`,
      {
        details: { first, last, bars: span.length },
        hint: `Choose a date from ${dayText(span[0]!)} to ${dayText(span[span.length - 2]!)}, or a fraction between 0 and 1.`,
      },
    );
  }
  return span[known - 1]!;
}
