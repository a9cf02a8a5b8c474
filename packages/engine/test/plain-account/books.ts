import type { Bars, Terms } from '@bot-v2/sdk';
import type { PlainFill } from './asks.js';
import { PlainCosts } from './plain-costs.js';
import type { PlainModels } from './plain-costs.js';
import type { Order } from './order.js';

/** A bar at work. */
export interface Candle {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  /** Its open is no price of its own. */
  readonly untrusted: boolean;
  /** It spans whole days; else, whether it is the first of a UTC day. */
  readonly daily: boolean;
  readonly first: boolean;
}

/** A symbol: its position, its orders, and how it is counted. */
export interface Leg {
  readonly multiplier: number;
  /** Margin of a contract; 0 for what is paid for in full. */
  readonly margin: number;
  readonly tick: number;
  readonly lot: number;
  orders: Order[];
  held: number;
  mark: number;
  fresh: boolean;
  begun: boolean;
  called: number;
  ends: number[];
  /** Time of the last bar. */
  time: number;
  stopLoss: number;
  takeProfit: number;
  /** First tick the target works on: after a stop or limit entry the next. */
  targetFrom: number;
  capacity: number;
  volume: number;
}

/** All that is known of an account. */
export interface Books {
  readonly terms: Terms;
  readonly costs: PlainCosts;
  readonly legs: readonly Leg[];
  readonly fills: PlainFill[];
  readonly equity: number[];
  readonly ids: { next: number };
  cash: number;
  calls: number;
  stopped: boolean;
  /** The bar is at its close: what a fill sets off begins with the next. */
  closing: boolean;
}

/** An account of symbols before its first bar. */
export function openBooks(frames: readonly Bars[], capital: number, terms: Terms, models: PlainModels): Books {
  const legs = frames.map(({ symbol }): Leg => {
    const { multiplier = 1, contractMargin = 0, tick = 0, lot } = terms.instruments?.[symbol] ?? {};
    return {
      multiplier,
      margin: contractMargin,
      tick,
      lot: lot ?? (terms.fractional ? 1e-9 : 1),
      orders: [],
      held: 0,
      mark: 0,
      fresh: false,
      begun: false,
      called: 0,
      ends: [],
      time: NaN,
      stopLoss: NaN,
      takeProfit: NaN,
      targetFrom: 0,
      capacity: 0,
      volume: 0,
    };
  });
  return {
    terms,
    costs: new PlainCosts(terms, models),
    legs,
    fills: [],
    equity: [],
    ids: { next: 1 },
    cash: capital,
    calls: 0,
    stopped: false,
    closing: false,
  };
}

/** What a position is worth at its mark. */
export const worth = ({ held, mark, multiplier }: Leg): number => held * mark * multiplier;

/** Whole lots of a quantity; of the finest ones a thousandth may be missing. */
export const whole = (quantity: number, { lot }: { readonly lot: number }): number =>
  lot < 1e-8 ? Math.floor(quantity * 1e9 + 1e-3) / 1e9 : Math.floor(quantity / lot + 1e-9) * lot;
