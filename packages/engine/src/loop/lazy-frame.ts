import { barColumns } from '@bot-v2/sdk';
import type { BarColumn, Bars } from '@bot-v2/sdk';

/** Makes a column of a frame. */
export type ColumnMaker = (column: BarColumn) => Float64Array;
/** Writes into a column of a frame. */
export type ColumnWriter = (column: BarColumn, values: Float64Array) => void;

/** The columns of a lazy frame: those that were read. */
class MadeColumns {
  time: Float64Array | undefined;
  open: Float64Array | undefined;
  high: Float64Array | undefined;
  low: Float64Array | undefined;
  close: Float64Array | undefined;
  volume: Float64Array | undefined;
  /** What was written into the frame since, in order: columns read later get it, too. */
  readonly written: ColumnWriter[] = [];

  constructor(private readonly maker: ColumnMaker) {}

  make(column: BarColumn): Float64Array {
    const values = this.maker(column);
    for (const write of this.written) write(column, values);
    return (this[column] = values);
  }
}

/**
 * What `lazyFrame` makes. Its getters, one a column so that each stays fast, become properties of the object itself, and
 * its class is taken off: it can be listed, spread and cloned like any frame, which reads all columns.
 */
class Lazy {
  readonly #made: MadeColumns;

  constructor(header: Bars, maker: ColumnMaker, changes: Partial<Bars>) {
    for (const key of Object.keys(header) as (keyof Bars)[]) {
      const getter = getters[key];
      const value = getter === undefined ? (changes[key] ?? header[key]) : undefined;
      Object.defineProperty(this, key, getter ?? { value, enumerable: true, writable: true, configurable: true });
    }
    this.#made = new MadeColumns(maker);
    Object.setPrototypeOf(this, Object.prototype);
  }

  /** The columns of a lazy frame; null for any other. */
  static of(frame: Bars): MadeColumns | null {
    return #made in frame ? (frame as unknown as Lazy).#made : null;
  }

  get time(): Float64Array {
    return this.#made.time ?? this.#made.make('time');
  }
  get open(): Float64Array {
    return this.#made.open ?? this.#made.make('open');
  }
  get high(): Float64Array {
    return this.#made.high ?? this.#made.make('high');
  }
  get low(): Float64Array {
    return this.#made.low ?? this.#made.make('low');
  }
  get close(): Float64Array {
    return this.#made.close ?? this.#made.make('close');
  }
  get volume(): Float64Array {
    return this.#made.volume ?? this.#made.make('volume');
  }
}

const getters: Partial<Record<keyof Bars, PropertyDescriptor>> = Object.fromEntries(
  barColumns.map((column) => [
    column,
    { ...Object.getOwnPropertyDescriptor(Lazy.prototype, column), enumerable: true },
  ]),
);

/**
 * A frame whose columns are made when they are first read: most strategies read one or two of the six.
 * @param header names all but the columns; its own columns are not read
 * @param make gives as many rows as the frame has, which are nobody else's
 * @param changes what takes the place of the header's
 */
export function lazyFrame(header: Bars, make: ColumnMaker, changes: Partial<Omit<Bars, BarColumn>> = {}): Bars {
  return new Lazy(header, make, changes) as unknown as Bars;
}

/** The columns of a frame that exist: all, but of a lazy frame those that were read. */
export function existingColumns(frame: Bars): readonly BarColumn[] {
  const made = Lazy.of(frame);
  return made === null ? barColumns : barColumns.filter((column) => made[column] !== undefined);
}

/** Writes into the columns of a frame, and into those of a lazy frame that are read later, when they are. */
export function overwrite(frame: Bars, write: ColumnWriter): void {
  for (const column of existingColumns(frame)) write(column, frame[column]);
  Lazy.of(frame)?.written.push(write);
}
