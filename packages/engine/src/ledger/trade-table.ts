import { TextTable } from '../columns/index.js';
import type { TradeColumns } from './trade-columns.js';

/** Plain copy of a table: its columns, by name. */
export type TradeTableSnapshot = Readonly<Record<string, readonly number[] | readonly string[]>>;

/** Columns of a table, each with room for more rows than are written. */
type TradeRoom = Omit<TradeColumns, 'length' | 'closed' | 'symbols' | 'reasons'>;

function roomFor(rows: number): TradeRoom {
  return {
    side: new Int8Array(rows),
    leg: new Int32Array(rows),
    quantity: new Float64Array(rows),
    entryRow: new Int32Array(rows),
    exitRow: new Int32Array(rows),
    entryTime: new Float64Array(rows),
    exitTime: new Float64Array(rows),
    entryPrice: new Float64Array(rows),
    exitPrice: new Float64Array(rows),
    pnl: new Float64Array(rows),
    return: new Float64Array(rows),
    costs: new Float64Array(rows),
    entryReason: new Int32Array(rows),
    exitReason: new Int32Array(rows),
  };
}

const names = Object.keys(roomFor(0)) as readonly (keyof TradeRoom)[];

/** Trades that are written down row by row. */
export class TradeTable {
  length = 0;
  /** Where rows are written: `next` says which, and makes room. */
  columns: TradeRoom;
  private room: number;
  private texts = new TextTable();

  constructor(
    private readonly symbols: readonly string[],
    room = 0,
  ) {
    this.room = room;
    this.columns = roomFor(room);
  }

  /** The number of a reason. */
  reason(text: string): number {
    return this.texts.numberOf(text);
  }

  /** The row to write next. */
  next(): number {
    if (this.length === this.room) this.reserve(Math.max(16, this.length));
    return this.length++;
  }

  /** Makes room for `count` more rows. */
  reserve(count: number): void {
    if (this.length + count <= this.room) return;
    const { columns } = this;
    this.room = this.length + count;
    this.columns = roomFor(this.room);
    for (const name of names) this.columns[name].set(columns[name].subarray(0, this.length));
  }

  /** Writes a row of other columns as one of leg `leg`. */
  take(from: TradeColumns, row: number, leg: number): void {
    const at = this.next();
    const { columns } = this;
    for (const name of names) columns[name][at] = from[name][row]!;
    columns.leg[at] = leg;
    columns.entryReason[at] = this.reason(from.reasons[from.entryReason[row]!]!);
    if (row < from.closed) columns.exitReason[at] = this.reason(from.reasons[from.exitReason[row]!]!);
  }

  /** A table of its own with the same rows, and room for `count` more. */
  copy(count: number): TradeTable {
    const copy = new TradeTable(this.symbols, this.length + count);
    copy.length = this.length;
    for (const name of names) copy.columns[name].set(this.columns[name].subarray(0, this.length));
    for (const text of this.texts.texts) copy.reason(text);
    return copy;
  }

  /** The rows for good, of which the first `closed` are closed: nothing may be written any more. */
  finished(closed: number): TradeColumns {
    const { length, symbols, columns } = this;
    const rows = Object.fromEntries(names.map((name) => [name, columns[name].subarray(0, length)]));
    return { ...(rows as unknown as TradeRoom), length, closed, symbols, reasons: this.texts.texts };
  }

  snapshot(): TradeTableSnapshot {
    const columns = names.map((name) => [name, Array.from(this.columns[name].subarray(0, this.length))] as const);
    return { ...Object.fromEntries(columns), reasons: this.texts.texts.slice() };
  }

  restore({ reasons, ...columns }: TradeTableSnapshot): void {
    this.length = this.room = columns['side']!.length;
    this.columns = roomFor(this.length);
    for (const name of names) this.columns[name].set(columns[name] as readonly number[]);
    this.texts = new TextTable();
    for (const text of reasons as readonly string[]) this.reason(text);
  }
}
