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

/** Prepared columns, each of the frame's length. */
export type Columns = Readonly<Record<string, Float64Array>>;

/** A cursor for every column. */
export type Cursors<C extends Columns> = { readonly [K in keyof C]: Cursor };
