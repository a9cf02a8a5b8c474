import { lineThrough, type ChartShape } from './chart-shape.js';
import type { TurningPoint } from './turning-points.js';

/** Two tops count as equal when they differ by less than this part of the height of the shape. */
const equalTops = 0.15;
/** The head stands out from both shoulders by at least this part of the height. */
const headAbove = 0.2;
/** Shoulders, and the two points of the neckline, differ by less than this part of the height. */
const evenShoulders = 0.3;

/**
 * Double tops and bottoms and both heads and shoulders, by the last turning points. A top comes after a rise: the low
 * before it is lower than the one inside it. All are judged in parts of their own height, so that no unit matters; the
 * bottoms are the tops of the mirrored chart.
 */
export function reversalShapes(points: readonly TurningPoint[]): ChartShape[] {
  const last = points[points.length - 1];
  if (last === undefined) return [];
  const sign = last.high ? 1 : -1;
  return [...double(points, sign), ...headAndShoulders(points, sign)];
}

function double(points: readonly TurningPoint[], sign: 1 | -1): ChartShape[] {
  const [before, first, middle, second] = points.slice(-4);
  if (second === undefined || before === undefined || first === undefined || middle === undefined) return [];
  const height = sign * (Math.max(sign * first.price, sign * second.price) * sign - middle.price);
  const rose = sign * (middle.price - before.price) >= 0.25 * height;
  if (!(height > 0) || !rose || Math.abs(first.price - second.price) > equalTops * height) return [];
  const neck = { row: middle.row, price: middle.price, slope: 0 };
  const shape = { from: first, to: second, height, upper: null, lower: null };
  return [
    sign === 1
      ? { ...shape, name: 'double_top', above: null, below: neck }
      : { ...shape, name: 'double_bottom', above: neck, below: null },
  ];
}

function headAndShoulders(points: readonly TurningPoint[], sign: 1 | -1): ChartShape[] {
  const [before, left, leftNeck, head, rightNeck, right] = points.slice(-6);
  if (!before || !left || !leftNeck || !head || !rightNeck || !right) return [];
  const height = sign * (head.price - (leftNeck.price + rightNeck.price) / 2);
  const outstanding =
    sign * (head.price - Math.max(sign * left.price, sign * right.price) * sign) >= headAbove * height;
  const even =
    Math.abs(left.price - right.price) <= evenShoulders * height &&
    Math.abs(leftNeck.price - rightNeck.price) <= evenShoulders * height;
  const rose = sign * (leftNeck.price - before.price) > 0;
  if (!(height > 0) || !outstanding || !even || !rose) return [];
  const neck = lineThrough(leftNeck, rightNeck);
  const shape = { from: left, to: right, height, upper: null, lower: null };
  return [
    sign === 1
      ? { ...shape, name: 'head_and_shoulders', above: null, below: neck }
      : { ...shape, name: 'inverse_head_and_shoulders', above: neck, below: null },
  ];
}
