import type { Bars } from '@bot-v2/sdk';

/** What a script asks for at a bar of a market in one net position; orders have the ids the script gives them. */
export type BrokerAsk =
  | {
      readonly kind: 'order';
      readonly id: number;
      /** The feed it is for, by number. */
      readonly feed: number;
      readonly side: 1 | -1;
      readonly quantity: number;
      readonly limit?: number;
      readonly stop?: number;
      /** Distance of a trailing stop, in price or as a fraction of it; a limit moves as far as it does. */
      readonly trail?: number;
      readonly trailFraction?: number;
      /** It fills at the close of its first bar, as it is. */
      readonly atClose?: boolean;
      /** Last instant it works at. */
      readonly until?: number;
      /** It waits for this order: with it and the others that do it is one bracket. */
      readonly parent?: number;
      /** An order of the group in which any end or fill of one ends the others. */
      readonly oco?: number;
    }
  | { readonly kind: 'cancel'; readonly id: number };

/** How fills slip: by a fraction of the price or an amount, at opens too, and what becomes of a price out of reach. */
export interface BrokerSlippage {
  readonly fraction: number;
  readonly amount: number;
  /** Fills at an open, or at a close that decided, slip. */
  readonly open: boolean;
  /** A price out of reach is brought back to the end of it; else the order waits. */
  readonly match: boolean;
  /** The same for limits where others wait. */
  readonly limit: boolean;
  /** It is not brought back but paid. */
  readonly out: boolean;
}

/** The account and the rules of a market in one net position. */
export interface BrokerRulebook {
  readonly cash: number;
  /** Money a contract binds; 0 where a share is paid for. */
  readonly margin: number;
  readonly multiplier: number;
  readonly commission: (quantity: number, price: number) => number;
  readonly slippage: BrokerSlippage;
  /** The most an order may fill in a bar of a volume and a distance of high and low. */
  readonly filler: (volume: number, range: number) => number;
  /** Market orders fill at the close that decided. */
  readonly atClose: boolean;
  /** Orders are asked for their cash before the bar they can first act on, one after the other; market orders at a close or open. */
  readonly checks: 'none' | 'close' | 'open';
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
  /** What is left to fill. */
  left: number;
  /** Where it triggers, and what its limit is then; both move with the market when it trails. */
  stop: number;
  limit: number | undefined;
  triggered: boolean;
  /** First row it may act on; Infinity while it waits for another. */
  from: number;
  over: boolean;
}

/**
 * A position in each of several symbols as `backtrader`'s conventions are documented, slowly and in the plainest way: orders met in the
 * order they were placed, each by open, high, low and close of the bar; what cash cannot pay is not opened. Shares no code
 * with the engine.
 */
export function simulateBroker(
  feeds: readonly Bars[],
  script: (row: number) => readonly BrokerAsk[],
  { cash: start, margin, multiplier, commission, slippage, filler, atClose, checks }: BrokerRulebook,
): { fills: BrokerFill[]; equity: number[] } {
  let cash = start;
  const held = feeds.map(() => 0);
  /** Price to which contracts of a feed were settled last. */
  const settled = feeds.map(() => 0);
  /** Asked for and not looked at yet; then in the queue. */
  let submitted: Pending[] = [];
  let pending: Pending[] = [];
  /** Orders of each bracket that is not over, by the id of its entry. */
  const brackets = new Map<number, Pending[]>();
  /** The first order of the group an order is of, and the orders that one which ends takes with it: nobody once one has. */
  const groupOf = new Map<number, number>();
  const groups = new Map<number, number[]>();
  const fills: BrokerFill[] = [];
  const equity: number[] = [];
  const entryOf = ({ ask }: Pending): number => ask.parent ?? ask.id;

  /** Takes an order out of the queue; false when it is not in it. */
  function withdraw(order: Pending): boolean {
    if (order.over || !pending.includes(order)) return false;
    order.over = true;
    return true;
  }

  function endGroup({ ask }: Pending): void {
    const first = groupOf.get(ask.id)!;
    const all = groups.get(first) ?? [];
    groups.delete(first);
    for (const other of pending) if (other.ask.id !== ask.id && all.includes(other.ask.id)) withdraw(other);
  }

  function endBracket(order: Pending): void {
    const all = brackets.get(entryOf(order)) ?? [];
    brackets.delete(entryOf(order));
    for (const other of all) if (withdraw(other)) endGroup(other);
  }

  /** An order is over without having filled in full. */
  function fail(order: Pending): void {
    order.over = true;
    endGroup(order);
    endBracket(order);
  }

  /** An order has filled in full. */
  function complete(order: Pending, row: number): void {
    if (order.ask.parent !== undefined) return endBracket(order);
    for (const child of brackets.get(order.ask.id) ?? []) child.from = row + 1;
  }

  /** Whether there is cash for all that was asked for before an order, and for it, each at its own price. */
  function look(row: number): void {
    let left = cash;
    const positions = [...held];
    for (const order of submitted) {
      const { side, quantity, limit, stop, parent, feed } = order.ask;
      const position = positions[feed]!;
      if (parent !== undefined && !brackets.has(parent)) continue;
      const trails = order.ask.trail !== undefined || order.ask.trailFraction !== undefined;
      const market = checks === 'open' && order.ask.atClose !== true ? feeds[feed]!.open[row]! : order.close;
      const price = trails ? order.stop : (stop ?? limit ?? market);
      const closing = position * side < 0 ? Math.min(quantity, Math.abs(position)) : 0;
      const opening = quantity - closing;
      if (closing > 0) left += (margin > 0 ? margin * closing : -side * closing * price) - commission(closing, price);
      if (opening > 0) left -= (margin > 0 ? margin * opening : side * opening * price) + commission(opening, price);
      positions[feed] = position + side * quantity;
      if (left >= 0) pending.push(order);
      else fail(order);
    }
    submitted = [];
  }

  function fill(order: Pending, price: number | null, row: number): void {
    const { side, id, feed } = order.ask;
    const { volume, high, low } = feeds[feed]!;
    const quantity = Math.min(order.left, filler(volume[row]!, high[row]! - low[row]!));
    if (price === null || quantity <= 0) return;
    const closing = held[feed]! * side < 0 ? Math.min(quantity, Math.abs(held[feed]!)) : 0;
    let opening = quantity - closing;
    order.left -= quantity;
    order.over = order.left === 0;
    if (closing > 0) {
      const back =
        margin > 0
          ? margin * closing - side * closing * (price - settled[feed]!) * multiplier
          : -side * closing * price;
      cash += back - commission(closing, price);
      held[feed] = held[feed]! + side * closing;
    }
    if (opening > 0) {
      const cost = (margin > 0 ? margin * opening : side * opening * price) + commission(opening, price);
      if (cash - cost < 0) opening = 0;
      else {
        cash -= cost;
        if (held[feed] !== 0 && margin > 0) cash += held[feed]! * (price - settled[feed]!) * multiplier;
        held[feed] = held[feed]! + side * opening;
        settled[feed] = price;
      }
    }
    const done = closing + opening;
    if (done > 0) {
      const fee = (closing > 0 ? commission(closing, price) : 0) + (opening > 0 ? commission(opening, price) : 0);
      fills.push({ row, id, side, quantity: done, price, fee });
      endGroup(order);
    }
    if (done < quantity) fail(order);
    else if (order.over) complete(order, row);
  }

  /** A price made worse, by the rules for one that lies beyond a bound: the end of the bar, or a limit; null to wait. */
  function slipped(side: 1 | -1, price: number, bound: number, limited = false): number | null {
    const { fraction, amount, match, limit, out } = slippage;
    if (fraction === 0 && amount === 0) return price;
    const worse = fraction > 0 ? price * (1 + side * fraction) : price + side * amount;
    if (side > 0 ? worse <= bound : worse >= bound) return worse;
    return match || (limited && limit) ? (out ? worse : bound) : null;
  }

  function slippedAtOpen(side: 1 | -1, price: number, bound: number, limited = false): number | null {
    return slippage.open ? slipped(side, price, bound, limited) : price;
  }

  function meetLimit(order: Pending, row: number): void {
    const { side, feed } = order.ask;
    const { limit } = order;
    const { open, high, low } = feeds[feed]!;
    const [o, h, l] = [open[row]!, high[row]!, low[row]!];
    if (side > 0 ? limit! >= o : limit! <= o) {
      fill(order, slippedAtOpen(side, o, side > 0 ? Math.min(h, limit!) : Math.max(l, limit!), true), row);
    } else if (side > 0 ? limit! >= l : limit! <= h) fill(order, limit!, row);
  }

  function meet(order: Pending, row: number): void {
    const { side, trail, trailFraction, feed } = order.ask;
    const { limit } = order;
    const { open, high, low, close } = feeds[feed]!;
    const [o, h, l, c] = [open[row]!, high[row]!, low[row]!, close[row]!];
    const far = side > 0 ? h : l;
    const trails = trail !== undefined || trailFraction !== undefined;
    if (order.ask.atClose === true) return fill(order, c, row);
    if (Number.isNaN(order.stop)) {
      if (limit === undefined) fill(order, slippedAtOpen(side, atClose ? order.close : o, far), row);
      else meetLimit(order, row);
      return;
    }
    const { stop, triggered } = order;
    const gap = side > 0 ? o >= stop : o <= stop;
    const inside = !gap && (side > 0 ? h >= stop : l <= stop);
    if (limit !== undefined) {
      if (triggered || gap) {
        order.triggered = true;
        meetLimit(order, row);
      } else if (inside) {
        order.triggered = true;
        const back = side > 0 ? o > c : o <= c;
        if (side > 0 ? limit >= stop : limit <= stop) fill(order, slipped(side, stop, far, true), row);
        else if (back && (side > 0 ? limit >= c : limit <= c)) fill(order, limit, row);
      }
    } else if (gap) fill(order, slippedAtOpen(side, o, far), row);
    else if (inside) fill(order, slipped(side, stop, far), row);
    if (order.over || !trails || triggered) return;
    const distance = trail ?? c * trailFraction!;
    const moved = c + side * distance;
    if (side > 0 ? moved >= stop : moved <= stop) return;
    order.stop = moved;
    if (limit !== undefined) order.limit = limit + moved - stop;
  }

  for (let row = 0; row < feeds[0]!.length; row++) {
    look(row);
    for (const order of pending) {
      if (order.over) continue;
      const { until, limit } = order.ask;
      const market = Number.isNaN(order.stop) && limit === undefined;
      if (!market && until !== undefined && feeds[0]!.time[row]! > until) fail(order);
      else if (order.from <= row) meet(order, row);
    }
    pending = pending.filter(({ over }) => !over);
    let worth = 0;
    feeds.forEach(({ close }, feed) => {
      const position = held[feed]!;
      if (margin > 0) {
        cash += position * (close[row]! - settled[feed]!) * multiplier;
        settled[feed] = close[row]!;
      }
      worth += margin > 0 ? Math.abs(position) * margin : position * close[row]!;
    });
    equity.push(cash + worth);
    for (const ask of script(row)) {
      if (ask.kind === 'cancel') {
        const order = pending.find((each) => each.ask.id === ask.id && !each.over);
        if (order !== undefined) fail(order);
        continue;
      }
      const { id, feed, side, stop, trail, trailFraction, parent, oco } = ask;
      const at = feeds[feed]!.close[row]!;
      if (parent !== undefined && !brackets.has(parent)) continue;
      const distance = trail ?? (trailFraction === undefined ? undefined : at * trailFraction);
      const trigger = distance === undefined ? (stop ?? NaN) : at + side * distance;
      const from = parent === undefined ? row + 1 : Infinity;
      const group = oco === undefined ? id : groupOf.get(oco)!;
      groupOf.set(id, group);
      groups.set(group, [...(groups.get(group) ?? []), id]);
      const order = {
        ask,
        close: at,
        left: ask.quantity,
        stop: trigger,
        limit: ask.limit,
        triggered: false,
        from,
        over: false,
      };
      brackets.set(parent ?? id, [...(brackets.get(parent ?? id) ?? []), order]);
      (checks === 'none' ? pending : submitted).push(order);
    }
    pending = pending.filter(({ over }) => !over);
  }
  return { fills, equity };
}
