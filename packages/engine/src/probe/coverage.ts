/** How much of a run was probed. */
export interface Coverage {
  /** Bars at which the strategy was asked. */
  readonly points: number;
  readonly forms: readonly string[];
  /** Bars of the run with orders that were probed, and how many there are. */
  readonly bars: number;
  readonly of: number;
  /** Bars with orders the verdict rests on. */
  readonly proving: number;
  readonly ordersProbed: number;
  /** Where it was probed; null for the whole run. */
  readonly where: string | null;
}
