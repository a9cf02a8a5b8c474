import { exp, log } from '@bot-v2/quant/elementary';
import type { CheckedBars } from './quality-check.js';

/** The four prices of a bar. */
export const priceColumns = ['open', 'high', 'low', 'close'] as const;

const longGapMs = 45 * 86_400_000;

/** Rows `first … first + units.length - 1` in units of powers of `factor`, counted from the unit of the first row. */
export interface PriceUnits {
  readonly first: number;
  /** Exponent of each row's close. */
  readonly units: Int8Array;
  /** Per row, 4 exponents (open, high, low, close); equal to the row's where nothing is odd. */
  readonly fields: Int8Array;
}

/**
 * Whether any price of rows `first … end - 1` is three times (or a third of) its row's close, or any close of the one
 * before: without such a step there is one unit, and nothing to track.
 */
export function hasUnitStep({ open, high, low, close }: CheckedBars['columns'], first: number, end: number): boolean {
  let before = close[first] ?? NaN;
  for (let row = first; row < end; row++) {
    const price = close[row]!;
    const [most, least] = [3 * price, price / 3];
    if (before > most || before < least || high[row]! > most || low[row]! < least) return true;
    if (open[row]! > most || open[row]! < least || high[row]! < least || low[row]! > most) return true;
    before = price;
  }
  return false;
}

/**
 * Follows the level of prices from row to row: a field more than a third and less than three times `factor^k` of the
 * level before is in unit k. The level is the last close, in the first row's unit; it starts afresh after 45 days
 * without a bar, where a company's price may have come to anything. Meant for factors of 30 and more.
 */
export function trackUnits(columns: CheckedBars['columns'], first: number, end: number, factor = 100): PriceUnits {
  const { time, close } = columns;
  const units = new Int8Array(Math.max(end - first, 0));
  const fields = new Int8Array(units.length * 4);
  const step = log(factor);
  let level = log(close[first] ?? NaN);
  let usual = close[first] ?? NaN;
  let unit = 0;
  for (let row = first; row < end; row++) {
    const at = row - first;
    if (row > first && time[row]! - time[row - 1]! > longGapMs) level = log(close[row]!) - unit * step;
    if (row > first && within(columns, row, usual)) {
      fields.fill(unit, at * 4, at * 4 + 4);
      units[at] = unit;
      usual = close[row]!;
      level = log(usual) - unit * step;
      continue;
    }
    let closeUnit = unit;
    for (let f = 0; f < 4; f++) {
      const x = (log(columns[priceColumns[f]!][row]!) - level) / step;
      const k = Math.round(x);
      const certain = Math.abs(x - k) * step < 1.1;
      fields[at * 4 + f] = certain ? k : unit;
      if (f === 3) closeUnit = certain ? k : unit;
    }
    // The unit most of the four prices share; a close that stands alone is a wrong close, not a new unit.
    const open = fields[at * 4]!;
    const agreeing = (k: number): number => {
      let count = 0;
      for (let f = 0; f < 4; f++) if (fields[at * 4 + f] === k) count++;
      return count;
    };
    if (agreeing(closeUnit) > agreeing(unit) || (agreeing(closeUnit) === agreeing(unit) && open === closeUnit))
      unit = closeUnit;
    units[at] = unit;
    if (closeUnit === unit) level = log(close[row]!) - unit * step;
    usual = exp(level + unit * step);
  }
  return { first, units, fields };
}

/** Whether all prices of a row lie within three times and a third of `usual`. */
function within({ open, high, low, close }: CheckedBars['columns'], row: number, usual: number): boolean {
  const [most, least] = [3 * usual, usual / 3];
  const [o, h, l, c] = [open[row]!, high[row]!, low[row]!, close[row]!];
  return o < most && o > least && h < most && h > least && l < most && l > least && c < most && c > least;
}

/** The unit to believe: the one in which most rows traded (volume above 0), then the one of most rows, then the last. */
export function trustedUnit({ first, units }: PriceUnits, volume: Float64Array): number {
  const votes = new Map<number, { traded: number; rows: number }>();
  units.forEach((unit, i) => {
    const vote = votes.get(unit) ?? { traded: 0, rows: 0 };
    vote.rows++;
    if (volume[first + i]! > 0) vote.traded++;
    votes.set(unit, vote);
  });
  let best = units[units.length - 1] ?? 0;
  for (const [unit, vote] of votes) {
    const leader = votes.get(best)!;
    if (vote.traded > leader.traded || (vote.traded === leader.traded && vote.rows > leader.rows)) best = unit;
  }
  return best;
}

/** Index at which a unit gives way to another for good, 20 rows or more on either side; -1 when it is not like that. */
export function permanentSwitch({ units }: PriceUnits): number {
  let at = -1;
  for (let i = 1; i < units.length; i++) {
    if (units[i] === units[i - 1]) continue;
    if (at >= 0) return -1;
    at = i;
  }
  return at >= 20 && units.length - at >= 20 ? at : -1;
}
