import type { OrderSettings } from './order-settings.js';
import type { SignalAction } from './signal-action.js';
import type { SignalSettings } from './signal-settings.js';

/** What an action asks for: a size, positive to buy, and what it is meant in and may do. */
export interface SignalOrder extends Pick<OrderSettings, 'sizeType' | 'direction'> {
  readonly size: number;
}

/** The order vectorbt's `from_signals` makes of an action on a position of `held` units; `price` divides a size in money. */
export function signalOrder(
  action: NonNullable<SignalAction>,
  held: number,
  price: number,
  { size, sizeType }: SignalSettings,
): SignalOrder {
  const leaving = held > 0 ? 'longonly' : 'shortonly';
  switch (action.kind) {
    case 'close':
      return { size: -held, sizeType: 'amount', direction: leaving };
    case 'reverse':
      if (sizeType === 'percent') throw new Error('a size in percent cannot turn a position');
      return {
        size: -held + action.side * (sizeType === 'value' ? size / price : size),
        sizeType: 'amount',
        direction: 'both',
      };
    case 'enter':
    case 'cross':
      return { size: action.side * size, sizeType, direction: 'both' };
    case 'add':
    case 'remove':
      return { size: action.side * size, sizeType, direction: leaving };
  }
}

/**
 * Part of all there is that an action asks for where nothing but cash bounds it: the engine sizes that at the fill. 0 for
 * what is sized before.
 */
export function shareOf(action: NonNullable<SignalAction>, settings: SignalSettings): number {
  const { size, sizeType, maxSize, minSize, sizeGranularity, lockCash, fixedFees } = settings;
  if (maxSize !== Infinity || minSize > 0 || sizeGranularity > 0 || lockCash) return 0;
  const percent = sizeType === 'percent';
  const share = percent ? size : size === Infinity ? 1 : 0;
  switch (action.kind) {
    case 'enter':
      return percent && action.side < 0 && fixedFees > 0 ? 0 : share;
    case 'add':
      return action.side < 0 ? 0 : share;
    case 'reverse':
      return percent ? 0 : share;
    default:
      return 0;
  }
}
