import type { CheckedBars } from '../quality/index.js';
import type { RepairName } from './repair-names.js';

/** What a repair may change: prices and volume, and the columns that are only ever checked. */
export type RepairedColumn = 'open' | 'high' | 'low' | 'close' | 'volume' | 'adjustedClose' | 'dividends';

/** One changed cell, with what is needed to put it back bit for bit. */
export interface RepairRecord {
  /** The repair, named as the check whose findings it answers. */
  readonly repair: RepairName;
  readonly column: RepairedColumn;
  readonly row: number;
  /** Of the row, epoch ms UTC. */
  readonly time: number;
  readonly before: number;
  readonly after: number;
  /** Why, in a few words. */
  readonly reason: string;
}

/** A change a repair wants, before it is made. */
export type CellEdit = Pick<RepairRecord, 'column' | 'row' | 'after' | 'reason'>;

/** A named repair. It works on stated facts and on the rows themselves; it never makes up a price. */
export interface Repair {
  /** Name of the check whose findings it answers. */
  readonly name: RepairName;
  /** What it does, in one line. */
  readonly title: string;
  /** The cells to change, from all rows of the frame, later ones too. */
  plan(bars: CheckedBars): CellEdit[];
}

/** The column of that name; undefined when the frame has none. */
export function columnOf(bars: CheckedBars, name: RepairedColumn): Float64Array | undefined {
  if (name === 'adjustedClose') return bars.adjustedClose;
  return name === 'dividends' ? bars.stated?.dividends : bars.columns[name];
}

/** The same frame with copies of every column that a repair may change. */
export function copyOf(bars: CheckedBars): CheckedBars {
  const { time, open, high, low, close, volume } = bars.columns;
  return {
    ...bars,
    columns: {
      time,
      open: open.slice(),
      high: high.slice(),
      low: low.slice(),
      close: close.slice(),
      volume: volume.slice(),
    },
    adjustedClose: bars.adjustedClose?.slice(),
    stated: bars.stated === undefined ? undefined : { ...bars.stated, dividends: bars.stated.dividends?.slice() },
  };
}
