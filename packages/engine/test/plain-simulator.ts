import type { Bars, OrderRequest, ProtectionChanges, Terms } from '@bot-v2/sdk';

/** What a script asks for at a tick. */
export type Ask =
  | {
      readonly order: OrderRequest & { readonly quantity: number };
      readonly id: number;
      /** It may only make the position smaller. */
      readonly reduces?: boolean;
    }
  /** One order, or with 0 all of them but a margin call. */
  | { readonly cancel: number }
  | Change
  | { readonly protect: ProtectionChanges };

interface Change {
  readonly amend: number;
  readonly quantity?: number;
  readonly limit?: number;
}

/** The account as a script sees it at a tick. */
export interface PlainAccount {
  readonly equity: number;
  /** Money that may be put at new risk. */
  readonly free: () => number;
  readonly legs: readonly PlainLeg[];
  /** Number of the next order; the engine's own take from it, too. */
  readonly ids: { next: number };
}

/** A symbol's part of it. */
export interface PlainLeg {
  readonly held: number;
  readonly mark: number;
  /** Whether this tick brought a bar of it. */
  readonly fresh: boolean;
  /** Whether it has had one. */
  readonly begun: boolean;
  /** What had not ended at the close. */
  readonly orders: readonly PlainOrder[];
  /** The order that meets its last margin call. */
  readonly called: number;
  readonly multiplier: number;
  readonly margin: number;
  readonly lot: number;
  /** By which order the position has ended, each time; 0 for one that was done with it. */
  readonly ends: readonly number[];
}

/** An order that works or waits. */
export interface PlainOrder {
  readonly id: number;
  readonly side: 1 | -1;
  readonly left: number;
  readonly filled: number;
  /** What it was sent as: it may have become another since. */
  readonly sent: 'market' | 'limit' | 'stop';
  /** It has a limit to change. */
  readonly limited: boolean;
  readonly tif: string;
  /** Tick of the close it was sent at. */
  readonly tick: number;
  /** The order it waits or waited for; 0 for none. */
  readonly parent: number;
}

/** A fill as both simulators tell it. */
export interface PlainFill {
  /** Number of the tick. */
  readonly row: number;
  readonly leg: number;
  readonly order: number;
  readonly side: 1 | -1;
  readonly quantity: number;
  readonly price: number;
  readonly fee: number;
}

interface Order {
  id: number;
  side: 1 | -1;
  left: number;
  filled: number;
  notional: number;
  fee: number;
  kind: 'market' | 'limit' | 'stop';
  sent: 'market' | 'limit' | 'stop';
  limited: boolean;
  /** Limit of a limit, trigger of a stop. */
  price: number;
  /** What a stop-limit becomes; NaN for a plain stop. */
  then: number;
  trail: ((price: number) => number) | null;
  tif: string;
  tick: number;
  reduces: boolean;
  goodTill: number;
  stopLoss: number;
  takeProfit: number;
  group: number;
  /** The order it still waits for; 0 for none. */
  waits: number;
  parent: number;
  from: number;
  /** It worked on a whole bar before this one ends. */
  began: number;
  over: boolean;
}

interface Leg {
  multiplier: number;
  /** Margin of a contract; 0 for what is paid for in full. */
  margin: number;
  tick: number;
  lot: number;
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
  /** First row the target works on: after a stop or limit entry the next. */
  targetFrom: number;
  capacity: number;
}

/** Rounded to 1e-4, half to even, in fifteen digits. */
const money = (amount: number): number => {
  const scaled = Number((amount * 1e4).toPrecision(15));
  const below = Math.floor(scaled);
  return (scaled - below === 0.5 ? below + (Math.abs(below) % 2) : Math.round(scaled)) / 1e4;
};

/**
 * Our own conventions once more, slowly and in the plainest way: an account of several symbols, each with a calendar of its
 * own, orders of every type and time in force, protection, groups, splits, dividends, interest and borrow fees, margin calls
 * and the end of an account that is worth nothing. A tick is a time at which some symbol has a bar. Shares no code with the
 * engine.
 */
export function simulate(
  frames: readonly Bars[],
  script: (tick: number, account: PlainAccount, send: (leg: number, ask: Ask) => void) => void,
  capital: number,
  terms: Terms,
): { times: number[]; fills: PlainFill[]; equity: number[]; calls: number; stopped: boolean } {
  const legs: Leg[] = frames.map(({ symbol }) => ({
    multiplier: terms.instruments?.[symbol]?.multiplier ?? 1,
    margin: terms.instruments?.[symbol]?.contractMargin ?? 0,
    tick: terms.instruments?.[symbol]?.tick ?? 0,
    lot: terms.instruments?.[symbol]?.lot ?? 1,
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
  }));
  const fills: PlainFill[] = [];
  const equity: number[] = [];
  const times = [...new Set(frames.flatMap(({ time }) => [...time]))].sort((a, b) => a - b);
  const ids = { next: 1 };
  let cash = capital;
  let calls = 0;
  let stopped = false;
  /** The bar is at its close: what a fill sets off begins with the next. */
  let closing = false;
  const { commissionRate, commissionPerUnit = 0, commissionPerOrder = 0, commissionMinimum = 0 } = terms.costs;
  const adverse = (terms.costs.halfSpreadBps + terms.costs.slippageBps) / 1e4;
  const commission = (quantity: number, notional: number): number =>
    money(Math.max(commissionMinimum, notional * commissionRate + quantity * commissionPerUnit + commissionPerOrder));

  /** A price made worse by the spread, to nine digits or a tick, against the trader. */
  function worse(price: number, side: 1 | -1, tick: number): number {
    if (adverse === 0 && tick === 0) return price;
    const exact = price * (1 + side * adverse);
    const unit = tick !== 0 ? tick : 10 ** (Math.floor(Math.log10(exact)) - 8);
    return side > 0 ? Math.ceil(exact / unit - 1e-6) * unit : Math.floor(exact / unit + 1e-6) * unit;
  }

  const worth = ({ held, mark, multiplier }: Leg): number => held * mark * multiplier;
  const whole = (quantity: number, { lot }: Leg): number => Math.floor(quantity / lot + 1e-9) * lot;

  function free(): number {
    const { margin } = terms;
    let value = cash;
    for (const leg of legs) {
      const own = worth(leg);
      if (leg.margin !== 0) value += own - leg.margin * Math.abs(leg.held);
      else if (margin !== undefined) value += own - margin.initial * Math.abs(own);
      else if (own < 0) value += 2 * own;
    }
    return value;
  }

  /** The most that may be opened at a price, after `closing` shares of the other side in the same fill. */
  function most(leg: Leg, side: 1 | -1, closing: number, wanted: number, price: number): number {
    const { margin } = terms;
    const { mark, multiplier, lot } = leg;
    let freed = side < 0 ? price : 2 * mark - price;
    let unit = price;
    if (leg.margin !== 0) {
      unit = leg.margin / multiplier;
      freed = unit - side * (price - mark);
    } else if (margin !== undefined) {
      unit = margin.initial * mark + Math.max(0, side * (price - mark));
      freed = margin.initial * mark - side * (price - mark);
    }
    const budget = free() + closing * freed * multiplier;
    for (let n = wanted; n > 0; n -= lot) {
      const fee = commission(closing + n, (closing + n) * price * multiplier);
      if (money(n * unit * multiplier) + fee <= budget + 1e-7) return n;
    }
    return 0;
  }

  function end(leg: Leg, order: Order, row: number): void {
    order.over = true;
    for (const child of leg.orders) {
      if (child.waits !== order.id || child.over || order.id === 0) continue;
      if (order.filled === 0) end(leg, child, row);
      else {
        child.left = Math.min(child.left, order.filled);
        child.waits = 0;
        child.from = row + 1;
      }
    }
  }

  /** Fills what can be filled at a reference price; a limit pays no spread. */
  function fill(l: number, order: Order, row: number, reference: number, how: 'market' | 'stop' | 'limit', cap = NaN) {
    const leg = legs[l]!;
    const { side } = order;
    const opposite = leg.held * side < 0 ? Math.abs(leg.held) : 0;
    const mayOpen = order.id !== 0 && !order.reduces && (side > 0 || terms.shorting);
    const possible = mayOpen ? order.left : Math.min(order.left, opposite);
    if (possible === 0) return end(leg, order, row);
    let price = how === 'limit' ? reference : worse(reference, side, leg.tick);
    if (cap === cap) price = side > 0 ? Math.min(price, cap) : Math.max(price, cap);
    const room = possible <= leg.capacity ? possible : whole(leg.capacity, leg);
    if (room <= 0 && order.tif !== 'fok') return;
    const reducing = Math.min(room, opposite);
    const opening = room > reducing ? most(leg, side, reducing, room - reducing, price) : 0;
    const quantity = reducing + opening;
    if (quantity === 0 || (order.tif === 'fok' && quantity < order.left)) return end(leg, order, row);
    const short = quantity < room || (room === possible && possible < order.left);
    const before = leg.held;
    leg.held += side * quantity;
    order.filled += quantity;
    order.notional += quantity * price * leg.multiplier;
    order.left = short || order.left - quantity < leg.lot ? 0 : order.left - quantity;
    leg.capacity -= quantity;
    const fee = money(commission(order.filled, order.notional) - order.fee);
    order.fee = money(order.fee + fee);
    cash = money(cash - money(side * quantity * price * leg.multiplier) - fee);
    fills.push({ row, leg: l, order: order.id, side, quantity, price, fee });
    if (leg.held === 0) {
      leg.stopLoss = leg.takeProfit = NaN;
      leg.ends.push(order.left > 0 ? order.id : 0);
    } else if (opening > 0) {
      const turned = before * side < 0;
      if (turned || order.stopLoss === order.stopLoss) leg.stopLoss = order.stopLoss;
      if (turned || order.takeProfit === order.takeProfit) {
        leg.takeProfit = order.takeProfit;
        leg.targetFrom = how === 'market' ? row : row + 1;
      }
      order.stopLoss = order.takeProfit = NaN;
    }
    for (const other of leg.orders) {
      if (order.group === 0 || other === order || other.over || other.group !== order.group) continue;
      if (order.left > 0 && other.left > quantity) other.left -= quantity;
      else end(leg, other, row);
    }
    if (order.left > 0) return;
    order.over = true;
    for (const child of leg.orders) {
      if (order.id === 0 || child.waits !== order.id || child.over) continue;
      child.waits = 0;
      const now = how === 'market' ? child.kind !== 'market' : child.kind === 'stop';
      child.from = now && !closing ? row : row + 1;
      if (child.trail !== null) child.price = reference + child.side * child.trail(reference);
    }
  }

  /** Closes the position at its protection; what the bar cannot take of a stop is a market order. */
  function exit(l: number, row: number, reference: number, how: 'stop' | 'limit'): void {
    const leg = legs[l]!;
    const rest = { ...blank(0, leg.held > 0 ? -1 : 1, Math.abs(leg.held)), began: row };
    fill(l, rest, row, reference, how);
    if (leg.held === 0 || how === 'limit') return;
    leg.stopLoss = leg.takeProfit = NaN;
    leg.orders.push(rest);
  }

  const beyond = (side: 1 | -1, price: number, level: number): boolean => (side > 0 ? price >= level : price <= level);
  const better = (side: 1 | -1, price: number, limit: number): boolean => (side > 0 ? price < limit : price > limit);

  function protect(l: number, row: number, { open, high, low }: Candle): void {
    const leg = legs[l]!;
    if (leg.held === 0) return;
    const side = leg.held > 0 ? -1 : 1;
    const [worst, best] = side < 0 ? [low, high] : [high, low];
    const target = row < leg.targetFrom ? NaN : leg.takeProfit;
    if (beyond(side, open, leg.stopLoss)) exit(l, row, open, 'stop');
    else if (better(side, open, target)) exit(l, row, open, 'limit');
    else if (beyond(side, worst, leg.stopLoss)) exit(l, row, leg.stopLoss, 'stop');
    else if (better(side, best, target)) exit(l, row, target, 'limit');
  }

  /** A stop or limit that fills inside a bar: the stop-loss of what it opens is live at once, from the entry on. */
  function fillResting(
    l: number,
    order: Order,
    row: number,
    bar: Candle,
    at: number,
    how: 'stop' | 'limit',
    cap = NaN,
  ) {
    const leg = legs[l]!;
    const before = leg.held;
    fill(l, order, row, at, how, cap);
    const { held } = leg;
    const side = held > 0 ? -1 : 1;
    if (
      held * order.side > Math.max(0, before * order.side) &&
      beyond(side, side < 0 ? bar.low : bar.high, leg.stopLoss)
    ) {
      exit(l, row, side < 0 ? Math.min(leg.stopLoss, at) : Math.max(leg.stopLoss, at), 'stop');
    }
    if (!order.over || order.id === 0) return;
    for (const child of [...leg.orders]) {
      if (child.parent !== order.id || child.over || child.waits !== 0 || child.from > row || child.kind !== 'stop')
        continue;
      if (!beyond(child.side, child.side > 0 ? bar.high : bar.low, child.price)) continue;
      if (child.then === child.then) child.from = row + 1;
      else {
        const worst = child.side < 0 ? Math.min(child.price, at) : Math.max(child.price, at);
        fillResting(l, child, row, bar, worst, 'stop');
        child.kind = 'market';
      }
    }
  }

  function rest(l: number, order: Order, row: number, bar: Candle, pass: 'open' | 'stop' | 'limit'): void {
    if (order.over || order.waits !== 0 || order.from > row || order.kind === 'market') return;
    if (['ioc', 'fok', 'opg', 'cls'].includes(order.tif)) return;
    const { side, price } = order;
    const [far, near] = side > 0 ? [bar.high, bar.low] : [bar.low, bar.high];
    if (order.kind === 'limit') {
      if (pass === 'open' && better(side, bar.open, price)) fillResting(l, order, row, bar, bar.open, 'limit');
      else if (pass === 'limit' && better(side, near, price)) fillResting(l, order, row, bar, price, 'limit');
      return;
    }
    const gap = pass === 'open' && beyond(side, bar.open, price);
    if (!gap && !(pass === 'stop' && beyond(side, far, price))) return;
    // The whole bar beyond the stop without a gap at its open cannot be: the open is inside the bar.
    const at = gap ? bar.open : price;
    if (Number.isNaN(order.then)) {
      fillResting(l, order, row, bar, at, 'stop');
      order.kind = 'market';
      return;
    }
    order.kind = 'limit';
    order.price = order.then;
    if (side > 0 ? order.then >= at : order.then <= at) fillResting(l, order, row, bar, at, 'stop', order.then);
    else if (!gap) order.from = row + 1;
    else if (better(side, near, order.then)) fillResting(l, order, row, bar, order.then, 'limit');
  }

  /** What cash earned or cost, and what was short cost, over a part of a year. */
  function accrue(years: number): void {
    const { cashInterest, borrowRate = 0, margin } = terms;
    let balance = cash;
    for (const leg of legs) if (leg.margin !== 0) balance += worth(leg) - leg.margin * Math.abs(leg.held);
    cash = money(cash + money(balance * (balance > 0 ? cashInterest : (margin?.interest ?? 0)) * years));
    for (const leg of legs) {
      if (leg.held < 0 && leg.margin === 0) cash = money(cash - money(-worth(leg) * borrowRate * years));
    }
  }

  /** What is due before a bar: of one date the dividend first; a fraction that splits leave is paid once, at the open. */
  function settle(leg: Leg, { actions }: Bars, time: number, open: number, tick: number): void {
    const due = actions
      .filter(({ exDate }) => exDate > leg.time && exDate <= time)
      .sort((a, b) => a.exDate - b.exDate || a.type.localeCompare(b.type));
    let ratio = 1;
    for (const action of due) {
      if (action.type === 'dividend') cash = money(cash + money(leg.held * ratio * action.amount));
      if (action.type === 'split') ratio *= action.ratio;
    }
    if (ratio === 1) return;
    const exact = leg.held * ratio;
    const near = Math.round(exact);
    const even = Math.abs(exact - near) < 1e-9;
    if (leg.held !== 0 && !even && Math.trunc(exact) === 0) leg.ends.push(0);
    leg.held = even ? near : Math.trunc(exact);
    if (!even) cash = money(cash + money((exact - leg.held) * open));
    leg.mark /= ratio;
    leg.stopLoss = leg.held === 0 ? NaN : leg.stopLoss / ratio;
    leg.takeProfit = leg.held === 0 ? NaN : leg.takeProfit / ratio;
    for (const order of leg.orders) {
      order.left = whole(order.left * ratio, leg);
      order.filled *= ratio;
      order.price /= ratio;
      order.then /= ratio;
      order.stopLoss /= ratio;
      order.takeProfit /= ratio;
      const { trail } = order;
      // A distance in per cent is none in price.
      if (trail !== null && trail(1) === trail(2)) order.trail = () => trail(1) / ratio;
      if (order.left === 0 && !order.over) end(leg, order, tick - 1);
    }
  }

  /** Sells or buys back at the market what the account itself wants gone. */
  function reduce(leg: Leg, quantity: number): number {
    const id = ids.next++;
    leg.orders.push({ ...blank(id, leg.held > 0 ? -1 : 1, quantity), reduces: true });
    return id;
  }

  /** At the end of a tick: an account worth nothing is closed, a margin call cuts every position by the same share. */
  function check(tick: number): void {
    const left = equity[tick]!;
    if (stopped) return;
    if (left <= 0) {
      stopped = true;
      for (const leg of legs) {
        // The rest of a protective exit is on its way already.
        for (const order of leg.orders) if (order.id !== 0) end(leg, order, tick);
        leg.orders = leg.orders.filter(({ over }) => !over);
        if (leg.held !== 0) reduce(leg, Math.abs(leg.held));
      }
      return;
    }
    const { margin } = terms;
    if (margin === undefined) return;
    let required = 0;
    for (const leg of legs) {
      const value = worth(leg);
      if (leg.margin !== 0) required += leg.margin * Math.abs(leg.held);
      else required += value * (value > 0 ? margin.maintenance : -margin.maintenanceShort);
    }
    if (left >= required) return;
    calls++;
    for (const leg of legs) {
      const size = Math.abs(leg.held);
      if (size === 0 || leg.orders.some(({ id, over }) => id !== 0 && id === leg.called && !over)) continue;
      leg.called = reduce(leg, Math.min(size, whole(size * (1 - left / required), leg) + leg.lot));
    }
  }

  function send(tick: number, l: number, ask: Ask): void {
    const leg = legs[l]!;
    if ('order' in ask) {
      place(leg, ask.id, ask.order, leg.mark);
      Object.assign(leg.orders.at(-1)!, { tick, reduces: ask.reduces === true });
      const { after } = ask.order;
      // What it is to wait for has been cancelled since the close.
      if (after !== undefined && !leg.orders.some(({ id, over }) => id === after && !over))
        end(leg, leg.orders.at(-1)!, tick);
    } else if ('cancel' in ask) {
      for (const order of leg.orders) {
        const meant = ask.cancel === 0 ? order.id !== 0 && order.id !== leg.called : order.id === ask.cancel;
        if (meant && !order.over) end(leg, order, tick);
      }
    } else if ('protect' in ask) {
      if (leg.held === 0) return;
      const { stopLoss, takeProfit } = ask.protect;
      if (stopLoss !== undefined) leg.stopLoss = stopLoss ?? NaN;
      if (takeProfit !== undefined) leg.takeProfit = takeProfit ?? NaN;
      if (takeProfit !== undefined) leg.targetFrom = 0;
    } else change(leg, ask, tick);
  }

  for (let tick = 0; tick < times.length; tick++) {
    const time = times[tick]!;
    /** The legs that have a bar at this time. */
    const live: { leg: Leg; l: number; bar: Candle & { readonly volume: number } }[] = [];
    legs.forEach((leg, l) => {
      const { open, high, low, close, volume, ...bars } = frames[l]!;
      const row = bars.time.indexOf(time);
      leg.fresh = row >= 0;
      if (row < 0) return;
      const bar = { open: open[row]!, high: high[row]!, low: low[row]!, close: close[row]!, volume: volume[row]! };
      live.push({ leg, l, bar });
    });
    if (tick > 0) accrue((time - times[tick - 1]!) / (365 * 86_400_000));
    for (const { leg, l, bar } of live) {
      if (leg.begun) settle(leg, frames[l]!, time, bar.open, tick);
      leg.time = time;
      leg.begun = true;
      leg.capacity = terms.volumeShare === undefined ? Infinity : bar.volume * terms.volumeShare;
      for (const order of leg.orders) {
        if (!order.over && order.tif === 'gtd' && time > order.goodTill) end(leg, order, tick);
        if (order.waits === 0 && order.from <= tick && order.began < 0) order.began = tick;
      }
    }
    for (const side of [-1, 1] as const) {
      for (const { leg, l, bar } of live) {
        for (let i = 0; i < leg.orders.length; i++) {
          const order = leg.orders[i]!;
          if (order.over || order.side !== side || order.waits !== 0 || order.from > tick || order.tif === 'cls')
            continue;
          if (order.kind === 'market') fill(l, order, tick, bar.open, 'market');
          else if (['ioc', 'fok', 'opg'].includes(order.tif) && better(side, bar.open, order.price)) {
            fill(l, order, tick, bar.open, 'limit');
          }
        }
      }
    }
    for (const { leg, l, bar } of live) {
      protect(l, tick, bar);
      for (const pass of ['open', 'stop', 'limit'] as const) {
        for (let i = 0; i < leg.orders.length; i++) rest(l, leg.orders[i]!, tick, bar, pass);
      }
    }
    closing = true;
    for (const side of [-1, 1] as const) {
      for (const { leg, l, bar } of live) {
        for (let i = 0; i < leg.orders.length; i++) {
          const order = leg.orders[i]!;
          if (order.over || order.side !== side || order.waits !== 0 || order.from > tick || order.tif !== 'cls')
            continue;
          if (order.kind === 'market') fill(l, order, tick, bar.close, 'market');
          else if (better(side, bar.close, order.price)) fill(l, order, tick, bar.close, 'limit');
        }
      }
    }
    closing = false;
    for (const { leg, bar } of live) {
      for (const order of leg.orders) {
        if (order.over || order.waits !== 0) continue;
        if (order.tif === 'day' && order.began >= 0) end(leg, order, tick);
        else if (order.from > tick) continue;
        else if (['ioc', 'fok', 'opg', 'cls', 'day'].includes(order.tif)) end(leg, order, tick);
        else if (order.trail !== null && order.kind === 'stop' && order.began >= 0) {
          const best = order.side < 0 ? bar.high : bar.low;
          const price = best + order.side * order.trail(best);
          if (order.side < 0 ? price > order.price : price < order.price) order.price = price;
        }
      }
      leg.mark = bar.close;
      leg.orders = leg.orders.filter((order) => !order.over);
    }
    equity.push(legs.reduce((sum, leg) => sum + worth(leg), cash));
    check(tick);
    const account = { equity: equity[tick]!, free, legs, ids };
    if (!stopped) script(tick, account, (l, ask) => send(tick, l, ask));
    for (const leg of legs) leg.orders = leg.orders.filter((order) => !order.over);
  }
  return { times, fills, equity, calls, stopped };

  function change(leg: Leg, { amend, quantity, limit }: Change, row: number): void {
    const order = leg.orders.find(({ id, over }) => id === amend && !over);
    if (order === undefined || (limit !== undefined && order.kind !== 'limit' && Number.isNaN(order.then))) return;
    const left = quantity === undefined ? order.left : quantity - order.filled;
    const last = left > order.left || limit !== undefined;
    order.left = left;
    if (limit !== undefined && order.kind === 'limit') order.price = limit;
    else if (limit !== undefined) order.then = limit;
    if (left <= 0) end(leg, order, row);
    else if (last) leg.orders = [...leg.orders.filter((other) => other !== order), order];
  }
}

type Candle = { readonly open: number; readonly high: number; readonly low: number; readonly close: number };

function blank(id: number, side: 1 | -1, left: number): Order {
  return {
    id,
    side,
    left,
    filled: 0,
    notional: 0,
    fee: 0,
    kind: 'market',
    sent: 'market',
    limited: false,
    price: NaN,
    then: NaN,
    trail: null,
    tif: 'gtc',
    tick: -1,
    reduces: false,
    goodTill: NaN,
    stopLoss: NaN,
    takeProfit: NaN,
    group: 0,
    waits: 0,
    parent: 0,
    from: 0,
    began: -1,
    over: false,
  };
}

function place(leg: Leg, id: number, request: OrderRequest & { quantity: number }, close: number): void {
  const { limit, stop, trail, trailPercent } = request;
  const order = blank(id, request.side === 'buy' ? 1 : -1, request.quantity);
  if (trail !== undefined || trailPercent !== undefined) {
    order.trail = (price) => trail ?? (price * trailPercent!) / 100;
    order.kind = 'stop';
    order.price = close + order.side * order.trail(close);
  } else if (stop !== undefined) {
    order.kind = 'stop';
    order.price = stop;
    order.then = limit ?? NaN;
  } else if (limit !== undefined) {
    order.kind = 'limit';
    order.price = limit;
  }
  order.sent = order.kind;
  order.limited = limit !== undefined;
  order.tif = request.tif ?? 'gtc';
  order.goodTill = request.goodTill ?? NaN;
  order.stopLoss = request.stopLoss ?? NaN;
  order.takeProfit = request.takeProfit ?? NaN;
  order.waits = order.parent = request.after ?? 0;
  if (request.oco !== undefined) {
    const partner = leg.orders.find((other) => other.id === request.oco && !other.over);
    order.group = partner === undefined || partner.group === 0 ? request.oco : partner.group;
    if (partner !== undefined) partner.group = order.group;
  }
  leg.orders.push(order);
}
