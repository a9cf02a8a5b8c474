import type { OrderSettings } from './order-settings.js';
import type { OrderState } from './order-size.js';

/**
 * The order in which symbols that share cash have their turn: as they are, the other way round, or by what their orders
 * are about worth, so that sales come first.
 */
export function callSequence(
  sizes: readonly number[],
  stateOf: (symbol: number) => OrderState,
  settings: OrderSettings,
): readonly number[] {
  const all = sizes.map((_, i) => i);
  if (settings.callSeq === 'default' || all.length === 1) return all;
  if (settings.callSeq === 'reversed') return all.reverse();
  const worth = sizes.map((size, i) => {
    const about = aboutWorth(settings.direction === 'shortonly' ? -size : size, stateOf(i), settings);
    return Number.isNaN(about) ? Infinity : about;
  });
  return all.sort((a, b) => (worth[a]! < worth[b]! ? -1 : worth[a]! > worth[b]! ? 1 : 0));
}

/** What an order is worth, were there cash for it; negative for a sale. */
function aboutWorth(
  size: number,
  { cash, freeCash, position, valPrice, value }: OrderState,
  { sizeType, direction }: OrderSettings,
): number {
  const held = position * valPrice;
  switch (sizeType) {
    case 'amount':
      return size * valPrice;
    case 'value':
      return size;
    case 'targetamount':
      return size * valPrice - held;
    case 'targetvalue':
      return size - held;
    case 'targetpercent':
      return size * value - held;
    case 'percent': {
      const sells = direction === 'longonly' ? held : 2 * Math.max(held, 0) + Math.max(freeCash, 0);
      return size * (size >= 0 ? cash : sells);
    }
  }
}
