import type { Bars } from '@bot-v2/sdk';

/** Settings of a portfolio from signals, in the words of the engine that has them. */
export interface SignalRulebook {
  readonly cash: number;
  readonly atOpen: boolean;
  readonly fees: number;
  readonly fixedFees: number;
  readonly slippage: number;
  /** Stops slip as all orders do. */
  readonly stopsSlip: boolean;
  readonly allowPartial: boolean;
  readonly size: number;
  readonly sizeType: string;
  readonly minSize: number;
  readonly maxSize: number;
  readonly sizeGranularity: number;
  readonly lockCash: boolean;
  readonly accumulate: string;
  readonly uponLongConflict: string;
  readonly uponShortConflict: string;
  readonly uponDirConflict: string;
  readonly uponOppositeEntry: string;
  readonly slStop: number;
  readonly slTrail: boolean;
  readonly tpStop: number;
  readonly stopEntryPrice: string;
  readonly stopExitPrice: string;
  readonly uponStopExit: string;
  readonly uponStopUpdate: string;
}

/** Signals of the row they act in: long entry, long exit, short entry, short exit. */
export type RowSignals = readonly [boolean, boolean, boolean, boolean];

/** An order that filled; `size` is positive to buy. */
export interface SignalFill {
  readonly row: number;
  readonly size: number;
  readonly price: number;
  readonly fee: number;
}

const close9 = (a: number, b: number) =>
  Math.abs(a) < Infinity && Math.abs(a - b) <= Math.max(1e-9 * Math.max(Math.abs(a), Math.abs(b)), 1e-12);
const minus = (a: number, b: number) => (close9(a, b) ? 0 : a - b);

/**
 * A portfolio of one symbol from signals as `vectorbt` documents it, row by row and in the plainest way: a stop comes before
 * the signals of its row, conflicts are settled, the rest becomes one order at the price of the row. Shares no code with the
 * engine.
 */
export function simulateSignals(
  { open, high, low, close, length }: Bars,
  signals: (row: number) => RowSignals,
  r: SignalRulebook,
): { fills: SignalFill[]; equity: number[]; broke: boolean } {
  let broke = false;
  let cash = r.cash;
  let position = 0;
  /** What short sales brought: twice that is not free. */
  let debt = 0;
  const stop = { trail: NaN, entry: NaN, on: false };
  const fills: SignalFill[] = [];
  const equity: number[] = [];

  function hit(row: number): number {
    if (!stop.on || position === 0) return NaN;
    const [o, h, l] = [open[row]!, high[row]!, low[row]!];
    const below = (level: number) => (o <= level ? o : l <= level && level <= h ? level : NaN);
    const above = (level: number) => (o >= level ? o : l <= level && level <= h ? level : NaN);
    const loss = position > 0 ? below(stop.trail * (1 - r.slStop)) : above(stop.trail * (1 + r.slStop));
    if (!Number.isNaN(loss)) return loss;
    return position > 0 ? above(stop.entry * (1 + r.tpStop)) : below(stop.entry * (1 - r.tpStop));
  }

  function settle(entry: boolean, exit: boolean, mode: string): [boolean, boolean] {
    if (!entry || !exit) return [entry, exit];
    if (mode === 'entry') return [true, false];
    if (mode === 'exit') return [false, true];
    if (position === 0 || mode === 'ignore') return [false, false];
    return mode === 'adjacent' ? [true, false] : [false, true];
  }

  /** Size to trade, positive to buy, and what it may do: 'long' never sells short, 'short' never buys more than it covers. */
  function wanted(row: number, price: number, stopped: boolean): [number, boolean, 'long' | 'short' | 'both'] {
    let [enterLong, exitLong, enterShort, exitShort] = signals(row);
    let { accumulate } = r;
    if (stopped) {
      const turn = r.uponStopExit.startsWith('reverse');
      [enterLong, exitLong] = [turn && position < 0, !turn && position > 0];
      [enterShort, exitShort] = [turn && position > 0, !turn && position < 0];
      if (!r.uponStopExit.endsWith('reduce')) accumulate = 'disabled';
    } else if (enterLong || enterShort) {
      [enterLong, exitLong] = settle(enterLong, exitLong, r.uponLongConflict);
      [enterShort, exitShort] = settle(enterShort, exitShort, r.uponShortConflict);
      if (enterLong && enterShort) {
        const mode = r.uponDirConflict;
        const toLong =
          mode === 'long' || (mode === 'adjacent' && position > 0) || (mode === 'opposite' && position < 0);
        const toShort =
          mode === 'short' || (mode === 'adjacent' && position < 0) || (mode === 'opposite' && position > 0);
        [enterLong, enterShort] = [toLong, toShort];
      }
      const mode = r.uponOppositeEntry;
      const against = (position > 0 && enterShort) || (position < 0 && enterLong);
      if (against && ['ignore', 'close', 'closereduce'].includes(mode)) {
        if (position > 0) enterShort = false;
        else enterLong = false;
        if (mode !== 'ignore' && position > 0) exitLong = true;
        if (mode !== 'ignore' && position < 0) exitShort = true;
      }
      if (against && (mode === 'close' || mode === 'reverse')) accumulate = 'disabled';
    }
    const removes = accumulate === 'both' || accumulate === 'removeonly';
    const adds = accumulate === 'both' || accumulate === 'addonly';
    const percent = r.sizeType === 'percent';
    const units = r.sizeType === 'value' ? r.size / price : r.size;
    if (position > 0) {
      if (enterShort) return removes ? [-units, percent, 'both'] : [-position - units, percent, 'both'];
      if (exitLong) return removes ? [-units, percent, 'long'] : [-position, false, 'long'];
      return enterLong && adds ? [units, percent, 'long'] : [0, false, 'long'];
    }
    if (position < 0) {
      if (enterLong) return removes ? [units, percent, 'both'] : [-position + units, percent, 'both'];
      if (exitShort) return removes ? [units, percent, 'short'] : [-position, false, 'short'];
      return enterShort && adds ? [-units, percent, 'short'] : [0, false, 'short'];
    }
    return [enterLong ? units : enterShort ? -units : 0, percent, 'both'];
  }

  function trade(
    row: number,
    size: number,
    percent: boolean,
    may: 'long' | 'short' | 'both',
    price: number,
    slip: number,
  ): boolean {
    const buys = size > 0;
    const at = price * (1 + (buys ? slip : -slip));
    const share = percent ? Math.abs(size) : size === -Infinity && may !== 'long' ? 1 : NaN;
    let amount = percent ? Infinity : Math.abs(size);
    const asked = amount;
    const steps = (x: number) =>
      r.sizeGranularity > 0 && x < Infinity
        ? Math.round((x - (x % r.sizeGranularity)) / r.sizeGranularity) * r.sizeGranularity
        : x;
    const fits = () => amount <= r.maxSize || r.allowPartial;
    const free = minus(cash, 2 * debt);
    if (buys) {
      // Bought back, a short position sets free what it brought and as much again; what it cannot pay for bounds it.
      const back = minus(free + 2 * debt, -position * at * (1 + r.fees) + r.fixedFees);
      let limit = cash;
      if (r.lockCash && position >= 0) limit = free;
      else if (r.lockCash && back > 0) limit = free + 2 * debt;
      else if (r.lockCash && back < 0) {
        const most = (free - r.fixedFees) / (at * (1 + r.fees) + (2 * debt) / position);
        limit = most * at * (1 + r.fees) + r.fixedFees;
      }
      limit = Math.min(limit, cash);
      if (share <= 1) limit = Math.min(limit, share * limit);
      if (may === 'short') amount = Math.min(-position, amount);
      else if (close9(limit, 0)) return false;
      if (!fits()) return false;
      amount = steps(Math.min(amount, r.maxSize));
      if (amount * at * (1 + r.fees) + r.fixedFees > limit * (1 + 1e-9)) {
        const budget = minus(limit, r.fixedFees) / (1 + r.fees);
        if (budget <= 0) return false;
        amount = steps(budget / at);
        broke ||= position < 0 && amount < -position;
      }
    } else {
      if (may === 'long') amount = Math.min(position, amount);
      else if (r.lockCash || amount === Infinity) {
        const long = Math.max(position, 0);
        const all = minus(free, -long * at * (1 - r.fees));
        const most = all <= 0 ? long : long + (all - r.fixedFees) / (at * (1 + r.fees));
        if (most <= 0) return false;
        if (amount === Infinity) amount = most * (share >= 0 ? share : 1);
        if (r.lockCash) amount = Math.min(amount, most);
      }
      if (may === 'long' && share <= 1) amount *= share;
      if (!fits()) return false;
      amount = steps(Math.min(amount, r.maxSize));
      if (minus(amount * at * (1 - r.fees), r.fixedFees) < 0) return false;
    }
    if (amount < r.minSize && !close9(amount, r.minSize)) return false;
    if (!(amount > 1e-12) || (Number.isFinite(asked) && amount < asked * (1 - 1e-9) && !r.allowPartial)) return false;
    const fee = amount * at * r.fees + r.fixedFees;
    const before = position;
    const signed = buys ? amount : -amount;
    cash -= signed * at + fee;
    position += signed;
    if (Math.abs(position) < 1e-9) position = 0;
    if (before < 0 && buys) debt *= position < 0 ? position / before : 0;
    if (position < 0 && !buys) debt += (before < 0 ? amount : -position) * at;
    fills.push({ row, size: signed, price: at, fee });
    return true;
  }

  for (let row = 0; row < length; row++) {
    const price = r.atOpen ? open[row]! : close[row]!;
    const before = position;
    const stopped = hit(row);
    if (stop.on && r.slTrail && position !== 0) {
      stop.trail = position > 0 ? Math.max(stop.trail, high[row]!) : Math.min(stop.trail, low[row]!);
    }
    const met = !Number.isNaN(stopped);
    const [size, percent, may] = wanted(row, price, met);
    const stays = !met || r.stopExitPrice === 'close';
    const slip = stays || r.stopsSlip ? r.slippage : 0;
    const filled = size !== 0 && trade(row, size, percent, may, stays ? price : stopped, slip);
    // Inside a bar, what would cost more than it brings is sold here all the same.
    broke ||= !stays && size !== 0 && !filled;
    if (filled && position === 0) stop.on = false;
    else if (filled) {
      const turned = before * position <= 0;
      if (turned || (Math.abs(position) > Math.abs(before) && r.uponStopUpdate !== 'keep')) {
        const at = fills.at(-1)!.price;
        stop.entry = r.stopEntryPrice === 'close' ? close[row]! : r.stopEntryPrice === 'price' ? price : at;
        stop.trail = stop.entry;
        stop.on = true;
      }
    }
    equity.push(cash + position * close[row]!);
  }
  return { fills, equity, broke };
}
