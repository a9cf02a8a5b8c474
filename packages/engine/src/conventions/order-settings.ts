import { invalidSetting, namedSettings } from './named-settings.js';

const choices = {
  sizeType: ['amount', 'value', 'percent', 'targetamount', 'targetvalue', 'targetpercent'],
  direction: ['longonly', 'shortonly', 'both'],
  callSeq: ['default', 'reversed', 'auto'],
} as const;

type Choices = { readonly [K in keyof typeof choices]: (typeof choices)[K][number] };

/**
 * What bounds the size of an order. Fees and slippage are what the account's terms charge: sizes are bounded by what cash
 * pays for with them.
 */
export interface OrderBounds {
  readonly fees: number;
  readonly fixedFees: number;
  readonly slippage: number;
  /** The least and the most units of one order, and the step they are a multiple of; 0, infinite, NaN for none. */
  readonly minSize: number;
  readonly maxSize: number;
  readonly sizeGranularity: number;
  /** Whether what short sales brought, and as much again, is not free. */
  readonly lockCash: boolean;
  /** Whether less than asked for may be traded. */
  readonly allowPartial: boolean;
}

/** Settings of vectorbt's `from_orders`, by its names without their underscores, with its defaults. */
export interface OrderSettings extends Choices, OrderBounds {
  /** Whether each fill values its symbol anew, at its own price, for what comes after it in the row. */
  readonly updateValue: boolean;
}

/** Nothing but cash bounds an order. */
export const noBounds: OrderBounds = {
  fees: 0,
  fixedFees: 0,
  slippage: 0,
  minSize: 0,
  maxSize: Infinity,
  sizeGranularity: NaN,
  lockCash: false,
  allowPartial: true,
};

const defaults: OrderSettings = {
  sizeType: 'amount',
  direction: 'both',
  callSeq: 'default',
  updateValue: false,
  ...noBounds,
};

/**
 * Settings with the defaults of those that are not given.
 * @throws BOT_CONFIG_INVALID for a name or value nobody knows
 */
export function orderSettings(given: Partial<OrderSettings>): OrderSettings {
  const settings = namedSettings('orders', given, defaults, choices);
  checkBounds(settings);
  return settings;
}

/** @throws BOT_CONFIG_INVALID for a bound that is none */
export function checkBounds({ fees, fixedFees, slippage, minSize, maxSize, sizeGranularity }: OrderBounds): void {
  const least = Math.min(fees, fixedFees, slippage, minSize);
  if (!(least >= 0) || !(maxSize > 0) || sizeGranularity <= 0 || sizeGranularity === Infinity)
    throw invalidSetting('costs and sizes of orders are numbers from 0 up, the largest size and the step above it');
}
