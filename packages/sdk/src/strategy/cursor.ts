/** A causal look at one prepared column: the current row and earlier ones, never a later one. */
export interface Cursor {
  /** The value at the current bar. */
  readonly now: number;
  /**
   * The value `k` bars ago; NaN before the first row.
   * @throws BOT_STRATEGY_LOOKAHEAD when k is negative or not an integer
   */
  ago(k: number): number;
}

/** Columns, each of the frame's length. */
export type Columns = Readonly<Record<string, Float64Array>>;

/** A column that `prepare` makes: numbers, or signals of one byte (whole numbers, -128 … 127), in an eighth of the memory. */
export type PreparedColumn = Float64Array | Int8Array;

/** What `prepare` makes, each column of the frame's length. */
export type PreparedColumns = Readonly<Record<string, PreparedColumn>>;

/** A cursor for every column. */
export type Cursors<C extends PreparedColumns> = { readonly [K in keyof C]: Cursor };
