/** How much the look-ahead probe does. */
export interface ProbeOptions {
  /**
   * Most bars to probe (default 640 of a short frame, falling to 40), four fifths of them bars with orders. Longer frames
   * get fewer, at least 8; those of more than 10⁵ rows 5 in each of 10 windows, unless other points are asked for.
   */
  readonly points?: number;
  /** Seed of the choice of bars and of the altered futures; the run's seed when left out. */
  readonly seed?: number;
}
