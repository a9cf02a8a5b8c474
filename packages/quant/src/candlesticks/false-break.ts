import type { CandleMeasures } from './candle-measures.js';

/**
 * ±100 at a false break (sign from `test`), ±200 at the first of the next three bars whose close confirms the latest
 * false break by leaving the bar before it on the other side; 0 elsewhere.
 */
export function confirmedBreak(
  candles: CandleMeasures,
  i: number,
  test: (candles: CandleMeasures, i: number) => number,
): number {
  const fresh = test(candles, i);
  if (fresh !== 0) return 100 * fresh;
  for (let found = i - 1; found >= i - 3; found--) {
    const sign = test(candles, found);
    if (sign === 0) continue;
    for (let j = found + 1; j < i; j++) if (confirms(candles, j, found - 1, sign)) return 0;
    return confirms(candles, i, found - 1, sign) ? 200 * sign : 0;
  }
  return 0;
}

function confirms({ high, low, close }: CandleMeasures, i: number, insideBar: number, sign: number): boolean {
  return sign > 0 ? close[i]! > high[insideBar]! : close[i]! < low[insideBar]!;
}
