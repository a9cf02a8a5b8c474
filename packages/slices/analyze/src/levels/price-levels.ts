import type { Analysis } from '@bot-v2/sdk';
import type { SwingPivot } from './swing-pivots.js';

/** A price at which swings turned, `touches` times. */
export type PriceLevel = Analysis['levels'][number];

/** Neighbouring prices, each within `width` of the mean of its group so far, as their means and sizes, ascending. */
function clusters(pivots: readonly SwingPivot[], width: number): { price: number; touches: number }[] {
  const groups: { price: number; touches: number }[] = [];
  for (const { price } of [...pivots].sort((a, b) => a.price - b.price)) {
    const group = groups[groups.length - 1];
    if (group === undefined || price - group.price > width) groups.push({ price, touches: 1 });
    else {
      group.price += (price - group.price) / (group.touches + 1);
      group.touches++;
    }
  }
  return groups;
}

/**
 * Support and resistance: swing prices merged when closer than `width` (both highs and lows: what held from above holds
 * from below), each side of `close` nearest first, at most `limit` a side. A level at the close counts as support.
 */
export function priceLevels(pivots: readonly SwingPivot[], close: number, width: number, limit: number): PriceLevel[] {
  const all = clusters(pivots, width);
  const side = (kind: PriceLevel['kind'], levels: typeof all): PriceLevel[] =>
    levels.slice(0, limit).map((level) => ({ kind, ...level }));
  return [
    ...side('support', all.filter(({ price }) => price <= close).reverse()),
    ...side(
      'resistance',
      all.filter(({ price }) => price > close),
    ),
  ];
}
