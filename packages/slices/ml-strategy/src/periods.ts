/** When a window of a symbol begins and ends. */
export interface TimedWindow {
  readonly symbol: number;
  readonly at: number;
  readonly end: number;
}

/**
 * Windows of several symbols at the same time are no independent observations. They are gathered to periods: a period
 * begins with a window and takes every later one whose decision lies before that window's end, one a symbol. The windows of
 * one symbol do not overlap, so each is a period of its own.
 * @param windows in the order of `at`
 * @returns indices into `windows`, by period
 */
export function periodsOf(windows: readonly TimedWindow[]): number[][] {
  const periods: number[][] = [];
  let end = -Infinity;
  let symbols = new Set<number>();
  windows.forEach((window, i) => {
    if (window.at >= end || symbols.has(window.symbol)) {
      periods.push([]);
      end = window.end;
      symbols = new Set();
    }
    periods[periods.length - 1]!.push(i);
    symbols.add(window.symbol);
  });
  return periods;
}
