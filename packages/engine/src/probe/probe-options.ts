/** How much the look-ahead probe does. */
export interface ProbeOptions {
  /**
   * Most bars to probe (default 160 of a short frame, falling to 40), four fifths of them bars with orders. Long frames
   * get fewer, at least 8.
   */
  readonly points?: number;
  /** Seed of the choice of bars and of the altered futures; the run's seed when left out. */
  readonly seed?: number;
}
