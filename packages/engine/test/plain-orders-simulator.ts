import type { Bars } from '@bot-v2/sdk';

/** Settings of a portfolio from orders, in the words of the engine that has them. */
export interface OrderRulebook {
  readonly cash: number;
  readonly atOpen: boolean;
  readonly sizeType: string;
  readonly direction: string;
  readonly callSeq: string;
  readonly fees: number;
  readonly fixedFees: number;
  readonly slippage: number;
  readonly minSize: number;
  readonly maxSize: number;
  readonly sizeGranularity: number;
  readonly lockCash: boolean;
  readonly allowPartial: boolean;
  /** A fill values its column at its own price, for the orders that follow in the row. */
  readonly updateValue: boolean;
}

/** An order that filled; `size` is positive to buy. */
export interface OrderFill {
  readonly row: number;
  readonly column: number;
  readonly size: number;
  readonly price: number;
  readonly fee: number;
}

const close = (a: number, b: number) =>
  Number.isFinite(a) &&
  Number.isFinite(b) &&
  Math.abs(a - b) <= Math.max(1e-9 * Math.max(Math.abs(a), Math.abs(b)), 1e-12);
/** Whole steps by the remainder of the division, as that engine's language takes them. */
const whole = (x: number, step: number) => Math.round((x - (x % step)) / step) * step;
const zeroed = (x: number) => (close(x, 0) ? 0 : x);
const plus = (a: number, b: number) => (close(a, -b) ? 0 : a + b);

/**
 * Columns that share cash, from orders as `vectorbt` documents them, row by row and column by column. Cash that short
 * sales bind is kept as an account of its own. Shares no code with the engine.
 */
export function simulateOrders(
  columns: readonly Bars[],
  sizes: readonly (readonly number[])[],
  r: OrderRulebook,
): { fills: OrderFill[]; equity: number[] } {
  const fills: OrderFill[] = [];
  const equity: number[] = [];
  let cash = r.cash;
  let free = r.cash;
  const held = columns.map(() => 0);
  const debts = columns.map(() => 0);

  function longSize(asked: number, part: number, at: number, column: number): number {
    const position = held[column]!;
    let limit = cash;
    if (r.lockCash && position >= 0) limit = Math.min(free, cash);
    if (r.lockCash && position < 0) {
      const average = debts[column]! / -position;
      const after = plus(free + 2 * debts[column]!, -(-position * at * (1 + r.fees) + r.fixedFees));
      if (after > 0) limit = free + 2 * debts[column]!;
      if (after < 0) {
        const most = (free - r.fixedFees) / (at * (1 + r.fees) - 2 * average);
        limit = most * at * (1 + r.fees) + r.fixedFees;
      }
      limit = Math.min(limit, cash);
    }
    if (part <= 1) limit = Math.min(limit, limit * part);
    if (r.direction !== 'shortonly' && limit === 0) return 0;
    let size = r.direction === 'shortonly' ? Math.min(-position, asked) : asked;
    if (size > r.maxSize) {
      if (!r.allowPartial) return 0;
      size = r.maxSize;
    }
    if (r.sizeGranularity > 0 && size < Infinity) size = whole(size, r.sizeGranularity);
    if (close(size, 0)) return 0;
    const needed = size * at * (1 + r.fees) + r.fixedFees;
    if (needed > limit && !close(needed, limit)) {
      const spent = plus(limit, -r.fixedFees) / (1 + r.fees);
      if (spent <= 0) return 0;
      size = spent / at;
      if (r.sizeGranularity > 0) size = whole(size, r.sizeGranularity);
    }
    return size;
  }

  function shortSize(asked: number, part: number, at: number, column: number): number {
    const position = held[column]!;
    let size = asked;
    let share = part;
    if (r.direction === 'longonly') size = Math.min(position, asked);
    else if (r.lockCash || asked === Infinity) {
      const long = Math.max(position, 0);
      const all = plus(free, long * at * (1 - r.fees));
      if (all <= 0 && position <= 0) return 0;
      const most = all <= 0 ? long : plus(long, plus(all, -r.fixedFees) / (at * (1 + r.fees)));
      if (most <= 0) return 0;
      if (asked === Infinity) size = most;
      if (r.lockCash) {
        size = Math.min(size * (share <= 1 ? share : 1), most);
        share = NaN;
      }
    }
    if (share >= 0) size *= share;
    if (size > r.maxSize) {
      if (!r.allowPartial) return 0;
      size = r.maxSize;
    }
    if (r.sizeGranularity > 0) size = whole(size, r.sizeGranularity);
    return plus(size * at, -(size * at * r.fees + r.fixedFees)) < 0 ? 0 : size;
  }

  /** Prices columns are valued at in a row, and what everything is worth at them. */
  let vals: number[] = [];
  let value = 0;

  function trade(row: number, column: number, price: number): void {
    let size = sizes[column]![row]!;
    if (Number.isNaN(size)) return;
    if (r.direction === 'shortonly') size = -size;
    let part = NaN;
    if (r.sizeType === 'percent') {
      part = Math.abs(size);
      size = size > 0 ? Infinity : size < 0 ? -Infinity : NaN;
      if (Number.isNaN(size)) return;
    } else {
      if (r.sizeType === 'targetpercent' && value <= 0) return;
      if (r.sizeType === 'targetpercent') size *= value;
      if (['value', 'targetvalue', 'targetpercent'].includes(r.sizeType)) size /= vals[column]!;
      if (r.sizeType.startsWith('target')) size -= held[column]!;
      if (size === -Infinity && r.direction !== 'longonly') part = 1;
    }
    const buys = size > 0;
    const at = price * (buys ? 1 + r.slippage : 1 - r.slippage);
    const asked = Math.abs(size);
    const units = buys ? longSize(asked, part, at, column) : shortSize(asked, part, at, column);
    const tooSmall = units < r.minSize && !close(units, r.minSize);
    const partly = asked < Infinity && units < asked && !close(units, asked);
    if (!(units > 0) || close(units, 0) || tooSmall || (partly && !r.allowPartial)) return;
    const fee = units * at * r.fees + r.fixedFees;
    const before = held[column]!;
    const flow = buys ? -(units * at + fee) : units * at - fee;
    held[column] = plus(before, buys ? units : -units);
    const after = held[column]!;
    let bound = 0;
    if (buys && before < 0) bound = -((after < 0 ? units : -before) * debts[column]!) / -before;
    if (!buys && after < 0) bound = (before < 0 ? units : -after) * at;
    debts[column] = plus(debts[column]!, bound);
    cash = plus(cash, flow);
    if (r.updateValue) {
      value += flow + after * at - before * vals[column]!;
      vals[column] = at;
    }
    free = plus(free, flow - 2 * bound);
    fills.push({ row, column, size: buys ? units : -units, price: at, fee });
  }

  for (let row = 0; row < columns[0]!.length; row++) {
    const prices = columns.map(({ open, close: at }) => (r.atOpen ? open[row]! : at[row]!));
    [cash, free] = [zeroed(cash), zeroed(free)];
    vals = [...prices];
    value = held.reduce((sum, position, k) => sum + position * prices[k]!, cash);
    const order = columns.map((_, k) => k);
    if (r.callSeq === 'reversed') order.reverse();
    if (r.callSeq === 'auto') {
      const about = order.map((k) => {
        const size = sizes[k]![row]! * (r.direction === 'shortonly' ? -1 : 1);
        const asset = held[k]! * prices[k]!;
        const sale = r.direction === 'longonly' ? asset : 2 * Math.max(asset, 0) + Math.max(free, 0);
        const worth: Record<string, number> = {
          amount: size * prices[k]!,
          value: size,
          percent: size >= 0 ? size * cash : size * sale,
          targetamount: size * prices[k]! - asset,
          targetvalue: size - asset,
          targetpercent: size * value - asset,
        };
        return Number.isNaN(size) ? Infinity : worth[r.sizeType]!;
      });
      order.sort((a, b) => (about[a] === about[b] ? 0 : about[a]! - about[b]!));
    }
    for (const k of order) trade(row, k, prices[k]!);
    equity.push(held.reduce((sum, position, k) => sum + position * columns[k]!.close[row]!, cash));
  }
  return { fills, equity };
}
