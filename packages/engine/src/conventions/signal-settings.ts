import { invalidSetting, namedSettings } from './named-settings.js';
import { checkBounds, noBounds } from './order-settings.js';
import type { OrderBounds } from './order-settings.js';

/** What may become of an entry and an exit of one side in one row. */
const conflicts = ['ignore', 'entry', 'exit', 'adjacent', 'opposite'] as const;

const choices = {
  direction: ['longonly', 'shortonly', 'both'],
  sizeType: ['amount', 'value', 'percent'],
  accumulate: ['disabled', 'both', 'addonly', 'removeonly'],
  uponLongConflict: conflicts,
  uponShortConflict: conflicts,
  uponDirConflict: ['ignore', 'long', 'short', 'adjacent', 'opposite'],
  uponOppositeEntry: ['ignore', 'close', 'closereduce', 'reverse', 'reversereduce'],
  price: ['close', 'open'],
  stopEntryPrice: ['price', 'fillprice', 'close'],
  stopExitPrice: ['stop', 'close'],
  uponStopExit: ['close', 'closereduce', 'reverse', 'reversereduce'],
  uponStopUpdate: ['keep', 'override', 'overridenan'],
} as const;

type Choices = { readonly [K in keyof typeof choices]: (typeof choices)[K][number] };

/**
 * Settings of vectorbt's `from_signals`, by its names without their underscores, with its defaults. `price: 'open'` is its
 * `price=open` with signals one row later: what is decided at a close fills at the next open. It goes with the switch
 * `marketFill: 'next-open'`, as `close` does with `decision-close`.
 */
export interface SignalSettings extends Choices, OrderBounds {
  /** Units, money or part of the cash of an entry, as `sizeType` says; all there is when infinite. */
  readonly size: number;
  /** Distances of the stops from their base, fractions; NaN for none. */
  readonly slStop: number;
  readonly tpStop: number;
  readonly slTrail: boolean;
}

const defaults: SignalSettings = {
  direction: 'longonly',
  size: Infinity,
  sizeType: 'amount',
  accumulate: 'disabled',
  uponLongConflict: 'ignore',
  uponShortConflict: 'ignore',
  uponDirConflict: 'ignore',
  uponOppositeEntry: 'reversereduce',
  slStop: NaN,
  slTrail: false,
  tpStop: NaN,
  price: 'close',
  stopEntryPrice: 'close',
  stopExitPrice: 'stop',
  uponStopExit: 'close',
  uponStopUpdate: 'override',
  ...noBounds,
};

/**
 * Settings with the defaults of those that are not given.
 * @throws BOT_CONFIG_INVALID for a name or value nobody knows
 */
export function signalSettings(given: Partial<SignalSettings>): SignalSettings {
  const settings = namedSettings('signals', given, defaults, choices);
  const { size, sizeType, slStop, tpStop } = settings;
  checkBounds(settings);
  if (!(size >= 0) || (sizeType === 'percent' && !(size <= 1))) throw invalidSetting(`a size of ${size} is not one`);
  if (slStop < 0 || tpStop < 0) throw invalidSetting('a stop is a fraction above 0');
  if (!Number.isNaN(slStop) || !Number.isNaN(tpStop)) checkStops(settings);
  return settings;
}

/** A stop that is met inside a bar closes all of the position there; at the close it may do anything that a signal may. */
function checkStops({ price, stopExitPrice, uponStopExit, accumulate, minSize, maxSize }: SignalSettings): void {
  if (stopExitPrice === 'close') {
    if (price !== 'close') throw invalidSetting('stops that fill at the close go with signals that do');
    return;
  }
  if (uponStopExit !== 'close') throw invalidSetting(`uponStopExit ${uponStopExit} goes with stopExitPrice close`);
  const grows = accumulate === 'both' || accumulate === 'addonly';
  const shrinks = accumulate === 'both' || accumulate === 'removeonly';
  if (maxSize !== Infinity && grows) throw invalidSetting(`maxSize cannot be ${maxSize} here`);
  if (minSize > 0 && shrinks) throw invalidSetting(`minSize cannot be ${minSize} here`);
}
