import type { Bars } from '@bot-v2/sdk';

/** What a script asks for at a bar of a market in one net position; orders have the ids the script gives them. */
export type BrokerAsk =
  | {
      readonly kind: 'order';
      readonly id: number;
      readonly side: 1 | -1;
      readonly quantity: number;
      readonly limit?: number;
      readonly stop?: number;
      /** Distance of a trailing stop, in price or as a fraction of it. */
      readonly trail?: number;
      readonly trailFraction?: number;
      /** Last instant it works at. */
      readonly until?: number;
      /** It waits for this order, and cancels the others that do. */
      readonly parent?: number;
    }
  | { readonly kind: 'cancel'; readonly id: number };

/** The account and the rules of a market in one net position. */
export interface BrokerRulebook {
  readonly cash: number;
  /** Money a contract binds; 0 where a share is paid for. */
  readonly margin: number;
  readonly multiplier: number;
  readonly commission: (quantity: number, price: number) => number;
  /** A fraction of the price, within the bar and within a limit. */
  readonly slippage: number;
  /** Market orders fill at the close that decided. */
  readonly atClose: boolean;
}

/** A fill, in the order they happened. */
export interface BrokerFill {
  readonly row: number;
  readonly id: number;
  readonly side: 1 | -1;
  readonly quantity: number;
  readonly price: number;
  readonly fee: number;
}

interface Pending {
  readonly ask: Extract<BrokerAsk, { readonly kind: 'order' }>;
  readonly close: number;
  /** Where it triggers; moves with the market when it trails. */
  stop: number;
  triggered: boolean;
  /** First row it may act on; Infinity while it waits for another. */
  from: number;
  over: boolean;
}

/**
 * One position in one symbol as `backtrader`'s conventions are documented, slowly and in the plainest way: orders met in the
 * order they were placed, each by open, high, low and close of the bar; what cash cannot pay is not opened. Shares no code
 * with the engine.
 */
export function simulateBroker(
  { time, open, high, low, close, length }: Bars,
  script: (row: number) => readonly BrokerAsk[],
  { cash: start, margin, multiplier, commission, slippage, atClose }: BrokerRulebook,
): { fills: BrokerFill[]; equity: number[] } {
  let cash = start;
  let held = 0;
  /** Price to which contracts were settled last. */
  let settled = 0;
  let pending: Pending[] = [];
  const fills: BrokerFill[] = [];
  const equity: number[] = [];

  const end = (order: Pending): void => {
    order.over = true;
  };
  /** Ends what is tied to an order that filled, or ended without. */
  function untie({ ask }: Pending, filled: boolean, row: number): void {
    for (const other of pending) {
      if (other.over || other.ask.id === ask.id) continue;
      if (filled && ask.parent !== undefined && other.ask.parent === ask.parent) end(other);
      if (other.ask.parent !== ask.id) continue;
      if (filled) other.from = row + 1;
      else end(other);
    }
  }

  function fill(order: Pending, price: number, row: number): void {
    const { side, quantity, id } = order.ask;
    const closing = held * side < 0 ? Math.min(quantity, Math.abs(held)) : 0;
    let opening = quantity - closing;
    end(order);
    if (closing > 0) {
      const back =
        margin > 0 ? margin * closing - side * closing * (price - settled) * multiplier : -side * closing * price;
      cash += back - commission(closing, price);
      held += side * closing;
    }
    if (opening > 0) {
      const cost = (margin > 0 ? margin * opening : side * opening * price) + commission(opening, price);
      if (cash - cost < 0) opening = 0;
      else {
        cash -= cost;
        if (held !== 0 && margin > 0) cash += held * (price - settled) * multiplier;
        held += side * opening;
        settled = price;
      }
    }
    const done = closing + opening;
    if (done > 0) {
      const fee = (closing > 0 ? commission(closing, price) : 0) + (opening > 0 ? commission(opening, price) : 0);
      fills.push({ row, id, side, quantity: done, price, fee });
    }
    untie(order, done === quantity, row);
  }

  /** A price made worse, no further than a bound: the end of the bar, or a limit. */
  function slipped(side: 1 | -1, price: number, bound: number): number {
    if (slippage === 0) return price;
    const worse = price * (1 + side * slippage);
    return side > 0 ? Math.min(worse, bound) : Math.max(worse, bound);
  }

  function meetLimit(order: Pending, row: number): void {
    const { side, limit } = order.ask;
    const [o, h, l] = [open[row]!, high[row]!, low[row]!];
    if (side > 0 ? limit! >= o : limit! <= o) {
      fill(order, slipped(side, o, side > 0 ? Math.min(h, limit!) : Math.max(l, limit!)), row);
    } else if (side > 0 ? limit! >= l : limit! <= h) fill(order, limit!, row);
  }

  function meet(order: Pending, row: number): void {
    const { side, limit, trail, trailFraction } = order.ask;
    const [o, h, l] = [open[row]!, high[row]!, low[row]!];
    const far = side > 0 ? h : l;
    const trails = trail !== undefined || trailFraction !== undefined;
    if (Number.isNaN(order.stop)) {
      if (limit === undefined) fill(order, slipped(side, atClose ? order.close : o, far), row);
      else meetLimit(order, row);
      return;
    }
    const { stop } = order;
    const gap = side > 0 ? o >= stop : o <= stop;
    const inside = !gap && (side > 0 ? h >= stop : l <= stop);
    if (limit !== undefined) {
      if (order.triggered || gap) {
        order.triggered = true;
        meetLimit(order, row);
      } else if (inside) {
        order.triggered = true;
        const [c] = [close[row]!];
        const back = side > 0 ? o > c : o < c;
        if (side > 0 ? limit >= stop : limit <= stop) fill(order, slipped(side, stop, far), row);
        else if (back && (side > 0 ? limit >= c : limit <= c)) fill(order, limit, row);
      }
    } else if (gap) fill(order, slipped(side, o, far), row);
    else if (inside) fill(order, slipped(side, stop, far), row);
    if (order.over || !trails) return;
    const distance = trail ?? close[row]! * trailFraction!;
    const moved = close[row]! + side * distance;
    if (side > 0 ? moved < stop : moved > stop) order.stop = moved;
  }

  for (let row = 0; row < length; row++) {
    for (const order of pending) {
      if (order.over || order.from > row) continue;
      const { until, limit } = order.ask;
      const market = Number.isNaN(order.stop) && limit === undefined;
      if (!market && until !== undefined && time[row]! > until) {
        end(order);
        untie(order, false, row);
      } else meet(order, row);
    }
    pending = pending.filter(({ over }) => !over);
    if (margin > 0) {
      cash += held * (close[row]! - settled) * multiplier;
      settled = close[row]!;
    }
    equity.push(cash + (margin > 0 ? Math.abs(held) * margin : held * close[row]!));
    for (const ask of script(row)) {
      if (ask.kind === 'cancel') {
        const order = pending.find((each) => each.ask.id === ask.id && !each.over);
        if (order === undefined) continue;
        end(order);
        untie(order, false, row);
        continue;
      }
      const { side, stop, trail, trailFraction, parent } = ask;
      const distance = trail ?? (trailFraction === undefined ? undefined : close[row]! * trailFraction);
      const trigger = distance === undefined ? (stop ?? NaN) : close[row]! + side * distance;
      const from = parent === undefined ? row + 1 : Infinity;
      pending.push({ ask, close: close[row]!, stop: trigger, triggered: false, from, over: false });
    }
    pending = pending.filter(({ over }) => !over);
  }
  return { fills, equity };
}
