import type { Bars } from '@bot-v2/sdk';
import { priceOf, type ChartName, type ChartShape } from './chart-shape.js';
import { reversalShapes } from './reversal-shapes.js';
import { TurningPoints, type TurningPoint } from './turning-points.js';
import { twoLineShapes } from './two-line-shapes.js';

/** A chart pattern that a close has confirmed. */
export interface ChartPattern {
  readonly name: ChartName;
  readonly direction: 'bullish' | 'bearish';
  /** Row of the turning point it begins with. */
  readonly from: number;
  /** Row of the close that confirmed it. */
  readonly at: number;
  /** Price of the line that this close broke. */
  readonly level: number;
}

/** A shape is at least so many times as high as its bars are on average: smaller ones are the noise of the bars. */
const smallest = 4;
/** Closes may leave the lines of a shape, before it is confirmed, by this part of its height. */
const leeway = 0.15;

/**
 * The chart patterns of a frame, in the order in which they were confirmed. A shape is drawn by turning points with `side`
 * bars on each side and confirmed by the first close beyond its line, within as many bars as the shape is long; a shape
 * that the next turning point changes before that never was one. Shapes that are no higher than a few bars, and those whose
 * closes do not stay within their lines, are none.
 * Everything is decided bar by bar from what that bar's close makes known: adding bars adds patterns and changes none.
 */
export function chartPatterns(bars: Bars, side: number): ChartPattern[] {
  const { high, low, close, length } = bars;
  const known = new TurningPoints(high, low, side);
  const found: ChartPattern[] = [];
  const done = new Set<string>();
  let shapes: readonly ChartShape[] = [];
  let latest: TurningPoint | undefined;
  for (let row = 0; row < length; row++) {
    const points = known.at(row);
    const last = points[points.length - 1];
    if (last !== latest) {
      latest = last;
      shapes = [...reversalShapes(points), ...twoLineShapes(points)].filter((shape) => standsOut(shape, bars));
    }
    for (const shape of shapes) {
      const key = `${shape.name} ${shape.from.row} ${shape.to.row}`;
      if (done.has(key) || row - shape.to.row > shape.to.row - shape.from.row) continue;
      const confirmed = confirmation(shape, row, close[row]!);
      if (confirmed === null) continue;
      done.add(key);
      found.push(confirmed);
    }
  }
  return found;
}

function confirmation({ name, from, above, below }: ChartShape, row: number, close: number): ChartPattern | null {
  if (above !== null && close > priceOf(above, row)) {
    return { name, direction: 'bullish', from: from.row, at: row, level: priceOf(above, row) };
  }
  if (below !== null && close < priceOf(below, row)) {
    return { name, direction: 'bearish', from: from.row, at: row, level: priceOf(below, row) };
  }
  return null;
}

function standsOut({ from, to, height, upper, lower }: ChartShape, { high, low, close }: Bars): boolean {
  let range = 0;
  for (let row = from.row; row <= to.row; row++) {
    range += high[row]! - low[row]!;
    if (upper !== null && close[row]! > priceOf(upper, row) + leeway * height) return false;
    if (lower !== null && close[row]! < priceOf(lower, row) - leeway * height) return false;
  }
  return height >= (smallest * range) / (to.row - from.row + 1);
}
