import type { Bars } from '@bot-v2/sdk';

/** What a script asks for at a bar of a market in lots. */
export type LotAsk =
  | {
      readonly kind: 'order';
      readonly side: 1 | -1;
      /** A number of units, or below 1 a share of what is free. */
      readonly size: number;
      readonly limit?: number;
      readonly stop?: number;
      readonly stopLoss?: number;
      readonly takeProfit?: number;
    }
  | { readonly kind: 'close'; readonly portion: number }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'protect'; readonly stopLoss?: number | null; readonly takeProfit?: number | null };

/** The account and the rules of a market in lots. */
export interface LotRulebook {
  readonly cash: number;
  /** Value held ÷ margin. */
  readonly leverage: number;
  /** A fraction of the price, of entries alone. */
  readonly spread: number;
  readonly commission: (size: number, price: number) => number;
  /** Market orders fill at the close that decided, a row earlier. */
  readonly atClose: boolean;
  readonly hedging: boolean;
  readonly exclusive: boolean;
  /** What is open at the end meets the last bar once more. */
  readonly finalise: boolean;
}

/** A lot that was closed, or a part of one. */
export interface ClosedLot {
  readonly size: number;
  readonly entryRow: number;
  readonly exitRow: number;
  readonly entry: number;
  readonly exit: number;
  readonly commission: number;
}

interface Lot {
  /** Signed. */
  size: number;
  readonly entry: number;
  readonly row: number;
  stopLoss: Waiting | null;
  takeProfit: Waiting | null;
}

interface Waiting {
  /** Signed; between -1 and 1 a share of what is free. */
  size: number;
  readonly limit: number;
  stop: number;
  readonly stopLoss: number;
  readonly takeProfit: number;
  /** The lot it closes. */
  readonly lot: Lot | null;
}

/** All but the last bit: what an order without a size asks for. */
export const wholeAccount = 1 - Number.EPSILON;

const blank = { limit: NaN, stop: NaN, stopLoss: NaN, takeProfit: NaN, lot: null };
const given = (price: number) => !Number.isNaN(price);
const worst = (side: number, ...prices: number[]) => (side > 0 ? Math.max(...prices) : Math.min(...prices));

/** Python's round: half to even. */
function rounded(x: number): number {
  const below = Math.floor(x);
  return x - below === 0.5 ? below + (below % 2) : Math.round(x);
}

/**
 * Lots with protection of their own, as `backtesting.py`'s conventions are documented, slowly and in the plainest way:
 * one queue in which closing orders and stop-losses go to the head, whole units, margin that is checked at each entry with
 * the bar's close. Shares no code with the engine.
 */
export function simulateLots(
  { open, high, low, close, length }: Bars,
  script: (row: number) => readonly LotAsk[],
  book: LotRulebook,
): { lots: ClosedLot[]; equity: number[] } {
  let cash = book.cash;
  let queue: Waiting[] = [];
  let held: Lot[] = [];
  const lots: ClosedLot[] = [];
  const equity: number[] = [];

  const worth = (row: number) => cash + held.reduce((sum, { size, entry }) => sum + size * (close[row]! - entry), 0);
  const free = (row: number) => {
    const bound = held.reduce((sum, { size }) => sum + (Math.abs(size) * close[row]!) / book.leverage, 0);
    return Math.max(0, worth(row) - bound) * book.leverage;
  };
  const drop = (order: Waiting | null) => void (queue = queue.filter((other) => other !== order));

  function close_(lot: Lot, part: number, price: number, row: number): void {
    const size = Math.sign(lot.size) * part;
    const fee = book.commission(size, price);
    cash += size * (price - lot.entry) - fee;
    const commission = fee + book.commission(size, lot.entry);
    lots.push({ size, entryRow: lot.row, exitRow: row, entry: lot.entry, exit: price, commission });
    lot.size -= size;
    if (lot.size === 0) {
      held = held.filter((other) => other !== lot);
      drop(lot.stopLoss);
      drop(lot.takeProfit);
    }
    for (const child of [lot.stopLoss, lot.takeProfit]) if (child !== null) child.size = -lot.size;
  }

  function protect(lot: Lot, side: 'stopLoss' | 'takeProfit', price: number | null): void {
    drop(lot[side]);
    const level = side === 'stopLoss' ? { stop: price ?? NaN } : { limit: price ?? NaN };
    lot[side] = price === null ? null : { ...blank, ...level, size: -lot.size, lot };
    if (lot[side] === null) return;
    if (side === 'stopLoss') queue.unshift(lot[side]);
    else queue.push(lot[side]);
  }

  /** One walk through the queue; whether it has to be walked again for protection that works at once. */
  function walk(row: number): boolean {
    let again = false;
    const bar = { open: open[row]!, high: high[row]!, low: low[row]! };
    for (const order of [...queue]) {
      if (!queue.includes(order)) continue;
      const up = order.size > 0;
      const side = up ? 1 : -1;
      const { stop, limit, lot } = order;
      const protects = lot !== null && (order === lot.stopLoss || order === lot.takeProfit);
      if (given(stop) && (up ? bar.high < stop : bar.low > stop)) continue;
      // From here on a stop-limit is a limit.
      order.stop = NaN;
      const early = book.atClose && !protects;
      let price = early ? close[row - 1]! : bar.open;
      if (given(limit)) {
        if (up ? bar.low > limit : bar.high < limit) continue;
        if (given(stop) && (up ? limit <= stop : limit >= stop)) continue;
        const from = given(stop) ? stop : bar.open;
        price = up ? Math.min(from, limit) : Math.max(from, limit);
      } else if (given(stop)) price = worst(side, price, stop);
      const market = !given(limit) && !given(stop);
      const at = market && early ? row - 1 : row;
      if (lot !== null) {
        if (held.includes(lot)) close_(lot, Math.min(Math.abs(lot.size), Math.abs(order.size)), price, at);
        drop(order);
        continue;
      }
      drop(order);
      const dear = price * (1 + side * book.spread);
      const unit = dear + book.commission(order.size, price) / Math.abs(order.size);
      let need = Math.abs(order.size);
      if (need < 1) need = Math.floor((free(row) * need) / unit);
      if (need === 0) continue;
      if (!book.hedging) {
        for (const other of [...held]) {
          if (other.size > 0 === up) continue;
          const part = Math.min(need, Math.abs(other.size));
          close_(other, part, price, at);
          need -= part;
          if (need === 0) break;
        }
      }
      if (need === 0 || need * unit > free(row)) continue;
      const opened: Lot = { size: side * need, entry: dear, row: at, stopLoss: null, takeProfit: null };
      held.push(opened);
      cash -= book.commission(need, dear);
      if (given(order.takeProfit)) protect(opened, 'takeProfit', order.takeProfit);
      if (given(order.stopLoss)) protect(opened, 'stopLoss', order.stopLoss);
      const protectedAtAll = given(order.takeProfit) || given(order.stopLoss);
      // A stop that entered and a target beyond it lie in one direction: nothing is ambiguous unless the stop-loss was near.
      const reaches = up ? order.takeProfit <= bar.high : order.takeProfit >= bar.low;
      const stopLossNear = given(order.stopLoss) && !(up ? order.stopLoss < bar.low : order.stopLoss > bar.high);
      const clear = given(stop) && !given(limit) && given(order.takeProfit) && reaches && !stopLossNear;
      if ((protectedAtAll && market) || clear) again = true;
    }
    return again;
  }

  function meet(row: number): void {
    while (walk(row));
  }

  function place(ask: LotAsk, row: number): void {
    const closeAll = (portion: number) => {
      for (const lot of held) {
        const part = Math.max(1, rounded(Math.abs(lot.size) * portion));
        queue.unshift({ ...blank, size: -Math.sign(lot.size) * part, lot });
      }
    };
    const protects = ({ lot, stop, limit }: Waiting) => lot !== null && (given(stop) || given(limit));
    const cancel = () => void (queue = queue.filter(protects));
    // The list is walked while it shrinks: what follows a cancelled order is not looked at.
    const makeWay = () => {
      for (let at = 0; at < queue.length; at++) if (!protects(queue[at]!)) queue.splice(at, 1);
    };
    if (ask.kind === 'cancel') cancel();
    else if (ask.kind === 'close') closeAll(ask.portion);
    else if (ask.kind === 'protect') {
      for (const lot of [...held]) {
        if (ask.takeProfit !== undefined) protect(lot, 'takeProfit', ask.takeProfit);
        if (ask.stopLoss !== undefined) protect(lot, 'stopLoss', ask.stopLoss);
      }
    } else {
      if (book.exclusive) {
        makeWay();
        closeAll(1);
      }
      const { kind: _, side, size, ...prices } = ask;
      void row;
      queue.push({ ...blank, ...prices, size: side * size });
    }
  }

  /** Every other lot is closed at the close, as a list is walked that shrinks meanwhile; what is owed is forgiven. */
  function ruin(row: number): void {
    for (let k = 0; k < held.length; k++) close_(held[k]!, Math.abs(held[k]!.size), close[row]!, row);
    equity[row] = 0;
  }

  let row = 0;
  for (; row < length; row++) {
    meet(row);
    equity.push(worth(row));
    if (equity[row]! <= 0) {
      ruin(row);
      while (equity.length < length) equity.push(0);
      return { lots, equity };
    }
    for (const ask of script(row)) place(ask, row);
  }
  if (book.finalise) {
    for (const lot of [...held].reverse()) queue.unshift({ ...blank, size: -lot.size, lot });
    meet(length - 1);
    equity[length - 1] = worth(length - 1);
    if (equity[length - 1]! <= 0) ruin(length - 1);
  }
  return { lots, equity };
}
