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
  readonly maxSize: number;
  readonly accumulate: string;
  readonly uponLongConflict: string;
  readonly uponShortConflict: string;
  readonly uponDirConflict: string;
  readonly uponOppositeEntry: string;
  readonly slStop: number;
  readonly slTrail: boolean;
  readonly tpStop: number;
  readonly stopEntryPrice: string;
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
  function wanted(row: number, price: number): [number, boolean, 'long' | 'short' | 'both'] {
    let [enterLong, exitLong, enterShort, exitShort] = signals(row);
    let { accumulate } = r;
    if (enterLong || enterShort) {
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
    const share = percent ? Math.abs(size) : NaN;
    let amount = percent ? Infinity : Math.abs(size);
    const asked = amount;
    if (buys) {
      const limit = percent ? Math.min(cash, share * cash) : cash;
      if (may === 'short') amount = Math.min(-position, amount);
      if (amount > r.maxSize && !r.allowPartial) return false;
      amount = Math.min(amount, r.maxSize);
      if (amount * at * (1 + r.fees) + r.fixedFees > limit * (1 + 1e-9)) {
        const budget = (limit - r.fixedFees) / (1 + r.fees);
        if (budget <= 0) return false;
        amount = budget / at;
        broke ||= position < 0 && amount < -position;
      }
    } else {
      if (may === 'long') amount = Math.min(position, amount);
      else if (amount === Infinity) {
        const long = Math.max(position, 0);
        const free = cash - 2 * debt + long * at * (1 - r.fees);
        if (free <= 0) amount = long;
        else amount = long + (free - r.fixedFees) / (at * (1 + r.fees));
      }
      if (percent) amount *= share;
      if (amount > r.maxSize && !r.allowPartial) return false;
      amount = Math.min(amount, r.maxSize);
    }
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
    const [size, percent, may] = Number.isNaN(stopped)
      ? wanted(row, price)
      : ([-position, false, position > 0 ? 'long' : 'short'] as const);
    const stays = Number.isNaN(stopped);
    const slip = stays || r.stopsSlip ? r.slippage : 0;
    const filled = size !== 0 && trade(row, size, percent, may, stays ? price : stopped, slip);
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
