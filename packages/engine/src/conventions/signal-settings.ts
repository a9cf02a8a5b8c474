import { invalidSetting, namedSettings } from './named-settings.js';

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
  uponStopUpdate: ['keep', 'override', 'overridenan'],
} as const;

type Choices = { readonly [K in keyof typeof choices]: (typeof choices)[K][number] };

/**
 * Settings of vectorbt's `from_signals`, by its names without their underscores, with its defaults. `price: 'open'` is its
 * `price=open` with signals one row later: what is decided at a close fills at the next open. It goes with the switch
 * `marketFill: 'next-open'`, as `close` does with `decision-close`.
 */
export interface SignalSettings extends Choices {
  /** Units, money or part of the cash of an entry, as `sizeType` says; all there is when infinite. */
  readonly size: number;
  /** The most units of one order. Not beside stops, a size in percent, or an infinite one that may sell short. */
  readonly maxSize: number;
  /** Whether less than asked for may be traded. Goes with the switch `shortfall`: `clip`, or `reject-order` where it is false. */
  readonly allowPartial: boolean;
  /** Distances of the stops from their base, fractions; NaN for none. */
  readonly slStop: number;
  readonly tpStop: number;
  readonly slTrail: boolean;
  /** Fraction of the price that fills slip: needed for stops from the price of a fill at the close that decided it. */
  readonly slippage: number;
}

const defaults: SignalSettings = {
  direction: 'longonly',
  size: Infinity,
  sizeType: 'amount',
  maxSize: Infinity,
  allowPartial: true,
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
  uponStopUpdate: 'override',
  slippage: 0,
};

/**
 * Settings with the defaults of those that are not given.
 * @throws BOT_CONFIG_INVALID for a name or value nobody knows
 */
export function signalSettings(given: Partial<SignalSettings>): SignalSettings {
  const settings = namedSettings('signals', given, defaults, choices);
  const { size, sizeType, maxSize, direction, slStop, tpStop } = settings;
  if (!(size >= 0) || (sizeType === 'percent' && !(size <= 1))) throw invalidSetting(`a size of ${size} is not one`);
  const unknown =
    !Number.isNaN(slStop) ||
    !Number.isNaN(tpStop) ||
    sizeType === 'percent' ||
    (size === Infinity && direction !== 'longonly');
  if (!(maxSize > 0) || (maxSize !== Infinity && unknown)) throw invalidSetting(`maxSize cannot be ${maxSize} here`);
  if (slStop < 0 || tpStop < 0) throw invalidSetting('a stop is a fraction above 0');
  return settings;
}
