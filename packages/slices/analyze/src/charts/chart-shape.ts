import type { TurningPoint } from './turning-points.js';

/** Names of the chart patterns. */
export const CHART_NAMES = [
  'double_top',
  'double_bottom',
  'head_and_shoulders',
  'inverse_head_and_shoulders',
  'ascending_triangle',
  'descending_triangle',
  'symmetrical_triangle',
  'rising_wedge',
  'falling_wedge',
  'rising_channel',
  'falling_channel',
  'bull_flag',
  'bear_flag',
] as const;

/** One of {@link CHART_NAMES}. */
export type ChartName = (typeof CHART_NAMES)[number];

/** A straight line through two points of a chart. */
export interface Line {
  readonly row: number;
  readonly price: number;
  /** Price a bar. */
  readonly slope: number;
}

/** A shape that its turning points have drawn, waiting for the close that confirms it. */
export interface ChartShape {
  readonly name: ChartName;
  /** The turning point it begins with. */
  readonly from: TurningPoint;
  /** The turning point it ends with. */
  readonly to: TurningPoint;
  /** Mean distance of its lines, or of its tops from what is between them. */
  readonly height: number;
  /** What closes do not rise above before the end, and do not fall below; null where there is no such line. */
  readonly upper: Line | null;
  readonly lower: Line | null;
  /** A close above it confirms the shape as bullish; null when that is not how it ends. */
  readonly above: Line | null;
  /** A close below it confirms the shape as bearish; null when that is not how it ends. */
  readonly below: Line | null;
}

/** The line through two turning points. */
export function lineThrough(a: TurningPoint, b: TurningPoint): Line {
  return { row: a.row, price: a.price, slope: (b.price - a.price) / (b.row - a.row) };
}

/** The line at a bar. */
export function priceOf(line: Line, row: number): number {
  return line.price + line.slope * (row - line.row);
}
