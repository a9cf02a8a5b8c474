import { asOfView } from '@bot-v2/engine';
import { matrix } from '@bot-v2/quant/linear';
import type { Matrix } from '@bot-v2/quant/linear';
import type { Bars } from '@bot-v2/sdk';

/** Returns of several symbols over the same intervals. */
export interface CommonReturns {
  /** Columns of `returns`. */
  readonly symbols: readonly string[];
  /** Simple returns from each common bar to the next: a row an interval, a column a symbol. */
  readonly returns: Matrix;
  /** Symbols left out because they share too few bars with the others, and the reasons. */
  readonly apart: ReadonlyMap<string, string>;
}

/**
 * Returns over the last `window` intervals between bars that all symbols have, on prices adjusted by the actions known at
 * the end of each history. While fewer than `minimum` intervals are common, the symbol whose absence leaves the most goes
 * (of equals the last by name).
 * @param histories by symbol; each longer than `minimum` bars
 */
export function commonReturns(
  histories: Readonly<Record<string, Bars>>,
  window: number,
  minimum: number,
): CommonReturns {
  const apart = new Map<string, string>();
  let symbols = Object.keys(histories).sort();
  let times = commonTimes(symbols.map((symbol) => histories[symbol]!));
  while (times.length <= minimum && symbols.length > 1) {
    const without = (symbol: string) => symbols.filter((other) => other !== symbol);
    const left = symbols.map((symbol) => commonTimes(without(symbol).map((other) => histories[other]!)));
    const most = Math.max(...left.map(({ length }) => length));
    const k = left.findLastIndex(({ length }) => length === most);
    apart.set(symbols[k]!, `has ${times.length} bars in common with the others, ${minimum + 1} are needed`);
    symbols = without(symbols[k]!);
    times = left[k]!;
  }
  const kept = times.slice(Math.max(0, times.length - window - 1));
  const returns = matrix(Math.max(0, kept.length - 1), symbols.length);
  symbols.forEach((symbol, j) => {
    const { close, time, length } = asOfView(histories[symbol]!, histories[symbol]!.length - 1);
    let row = 0;
    let before = NaN;
    for (const [i, at] of kept.entries()) {
      while (row < length && time[row]! < at) row++;
      if (i > 0) returns.data[(i - 1) * symbols.length + j] = close[row]! / before - 1;
      before = close[row]!;
    }
  });
  return { symbols, returns, apart };
}

/** Times of the bars that all frames have, ascending. */
function commonTimes(frames: readonly Bars[]): number[] {
  const [first, ...others] = frames;
  if (first === undefined) return [];
  const sets = others.map(({ time }) => new Set(time));
  return [...first.time].filter((time) => sets.every((set) => set.has(time)));
}
