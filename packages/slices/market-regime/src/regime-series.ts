import { BotError } from '@bot-v2/sdk';
import type { Bars, RegimeLabel } from '@bot-v2/sdk';
import { logReturns, measureAt, priceCloses } from './measure.js';
import type { Measures } from './measure.js';
import type { RegimeConfig } from './regime-config.schema.js';
import { ruleLabel } from './rules.js';

/** The regime of every bar as it was known at that bar's close. Rows before `first` have no label. */
export interface RegimeSeries {
  /** First row with a label: the length of the window. */
  readonly first: number;
  /** Confirmed label by row; null before `first`. */
  readonly labels: readonly (RegimeLabel | null)[];
  /** Row at which the current label was confirmed, by row; -1 before `first`. */
  readonly since: Int32Array;
  /** Label by thresholds alone, by row. */
  readonly unconfirmed: readonly (RegimeLabel | null)[];
  /** What the rules saw at the last row. */
  readonly last: Measures;
}

function tooShort(bars: Bars, needBars: number): BotError {
  const { symbol, length, time, quality } = bars;
  const last = time[length - 1];
  const perBarMs = (365.25 * 86_400_000) / quality.periodsPerYear;
  const earliest = last === undefined ? undefined : last + Math.ceil((needBars - length) * perBarMs);
  const date = earliest === undefined ? undefined : new Date(earliest).toISOString().slice(0, 10);
  return new BotError(
    'BOT_DATA_HISTORY_SHORT',
    `${symbol}: a regime needs ${needBars} bars of history, there are ${length}`,
    {
      details: {
        symbol,
        bars: length,
        needBars,
        ...(earliest === undefined ? {} : { earliestDecideAt: earliest, estimated: true }),
      },
      hint:
        date === undefined
          ? 'Load bars first.'
          : `Decide later, from about ${date} on (--decide-at), or load earlier bars.`,
    },
  );
}

/**
 * Runs the rule model over a frame, bar by bar. At row t only rows ≤ t are read, so the series of a longer frame begins
 * with the series of a shorter one. The first label stands at once; after that a label must hold for `confirmBars`
 * consecutive bars before it replaces the current one, and it is in force from the last of them.
 * @throws BOT_DATA_HISTORY_SHORT below window + 1 bars
 */
export function regimeSeries(bars: Bars, config: RegimeConfig): RegimeSeries {
  const { window, highBars, confirmBars } = config;
  const rows = bars.length;
  if (rows < window + 1) throw tooShort(bars, window + 1);
  const close = priceCloses(bars);
  const returns = logReturns(close);
  const labels = new Array<RegimeLabel | null>(rows).fill(null);
  const unconfirmed = new Array<RegimeLabel | null>(rows).fill(null);
  const since = new Int32Array(rows).fill(-1);
  const measured = (t: number): Measures => measureAt(t, close, returns, window, highBars, bars.quality.periodsPerYear);
  let current = ruleLabel(measured(window), config);
  let currentSince = window;
  let candidate = current;
  let count = 0;
  for (let t = window; t < rows; t++) {
    const label = ruleLabel(measured(t), config);
    count = label === candidate ? count + 1 : 1;
    candidate = label;
    if (candidate !== current && count >= confirmBars) [current, currentSince] = [candidate, t];
    unconfirmed[t] = label;
    labels[t] = current;
    since[t] = currentSince;
  }
  return { first: window, labels, since, unconfirmed, last: measured(rows - 1) };
}
