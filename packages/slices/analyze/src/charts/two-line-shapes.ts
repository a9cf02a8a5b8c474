import { lineThrough, priceOf, type ChartName, type ChartShape, type Line } from './chart-shape.js';
import type { TurningPoint } from './turning-points.js';

/** A line is flat when it moves less than this part of the first height over the shape. */
const flat = 0.15;
/** Lines converge when they come nearer by at least this part of the first height. */
const converging = 0.3;
/** Lines are parallel when their distance changes by less than this part of the first height. */
const parallel = 0.2;
/** No turn of a shape takes less than this part of its bars. */
const evenly = 0.17;
/** The pole of a flag is at least so many times as long as the flag is high. */
const pole = 2.5;

/**
 * Triangles, wedges, channels and flags: what two lines, through the last two highs and the last two lows, do to each
 * other over the bars they have in common. Triangles and channels may break either way, wedges against their slope, flags
 * with their pole.
 */
export function twoLineShapes(points: readonly TurningPoint[]): ChartShape[] {
  const five = points.slice(-5);
  const [before, from, , , to] = five;
  if (before === undefined || from === undefined || to === undefined) return [];
  const [highs, lows] = [five.slice(1).filter(({ high }) => high), five.slice(1).filter(({ high }) => !high)];
  const above = lineThrough(highs[0]!, highs[1]!);
  const below = lineThrough(lows[0]!, lows[1]!);
  const height = priceOf(above, from.row) - priceOf(below, from.row);
  const left = priceOf(above, to.row) - priceOf(below, to.row);
  if (!(height > 0) || !(left > 0)) return [];
  const bars = to.row - from.row;
  const shortest = Math.min(...five.slice(2).map(({ row }, k) => row - five[k + 1]!.row));
  if (shortest < evenly * bars) return [];
  const up = (above.slope * bars) / height;
  const down = (below.slope * bars) / height;
  const shape = (name: ChartName, ends: { readonly above: Line | null; readonly below: Line | null }): ChartShape[] => [
    { name, from, to, height: (height + left) / 2, upper: above, lower: below, ...ends },
  ];
  const either = { above, below };
  if (down - up >= converging) {
    if (Math.abs(up) <= flat) return shape('ascending_triangle', either);
    if (Math.abs(down) <= flat) return shape('descending_triangle', either);
    if (up < 0 && down > 0) return shape('symmetrical_triangle', either);
    return up > 0 ? shape('rising_wedge', { above: null, below }) : shape('falling_wedge', { above, below: null });
  }
  if (Math.abs(down - up) > parallel) return [];
  const length = from.high ? from.price - before.price : before.price - from.price;
  if (length >= pole * height) {
    if (from.high && up <= flat) return shape('bull_flag', { above, below: null });
    if (!from.high && up >= -flat) return shape('bear_flag', { above: null, below });
  }
  if (Math.abs(up) <= flat) return [];
  return shape(up > 0 ? 'rising_channel' : 'falling_channel', either);
}
