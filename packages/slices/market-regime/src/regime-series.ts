import { BotError } from '@bot-v2/sdk';
import type { Bars, RegimeLabel } from '@bot-v2/sdk';
import { confirmLabels } from './confirm-labels.js';
import { logReturns, measureAt, priceCloses } from './measure.js';
import type { Measures } from './measure.js';
import { regimeConfigSchema } from './regime-config.schema.js';
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

/** The refusal of a history that is too short, with the date from which on it would do. */
export function tooShort(bars: Bars, needBars: number): BotError {
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
 * with the series of a shorter one. Changes are confirmed as {@link confirmLabels} says.
 * @throws BOT_DATA_HISTORY_SHORT below window + 1 bars
 */
export function regimeSeries(bars: Bars, config: RegimeConfig = regimeConfigSchema.parse({})): RegimeSeries {
  const { window, highBars, confirmBars } = config;
  const rows = bars.length;
  if (rows < window + 1) throw tooShort(bars, window + 1);
  const close = priceCloses(bars);
  const returns = logReturns(close);
  const unconfirmed = new Array<RegimeLabel | null>(rows).fill(null);
  const measured = (t: number): Measures => measureAt(t, close, returns, window, highBars, bars.quality.periodsPerYear);
  for (let t = window; t < rows; t++) unconfirmed[t] = ruleLabel(measured(t), config);
  return { first: window, unconfirmed, ...confirmLabels(unconfirmed, confirmBars), last: measured(rows - 1) };
}
