import type { Bars } from '@bot-v2/sdk';
import { difference, isClose } from './order-size.js';

/** A fill as trades are counted from it. */
export interface CountedFill {
  readonly time: number;
  readonly side: 'buy' | 'sell';
  readonly quantity: number;
  readonly price: number;
  readonly fee: number;
}

/** A part of a position that one fill closed, or what is open at the end, marked at the last close. */
export interface ExitTrade {
  readonly side: 'long' | 'short';
  readonly open: boolean;
  /** Counts the positions of the symbol, from 0. */
  readonly position: number;
  readonly size: number;
  readonly entryRow: number;
  readonly entryPrice: number;
  readonly entryFees: number;
  readonly exitRow: number;
  readonly exitPrice: number;
  readonly exitFees: number;
  /** Net of the fees of both ends; the return is a fraction of what the part was bought (sold) for. */
  readonly pnl: number;
  readonly return: number;
}

interface Holding {
  side: 1 | -1;
  size: number;
  value: number;
  fees: number;
  row: number;
  position: number;
}

/** Closes `size` of a holding; `fees` are those of the exit. */
function closed(held: Holding, size: number, row: number, price: number, fees: number, open: boolean): ExitTrade {
  const share = size / held.size;
  const entryPrice = held.value / held.size;
  const entryFees = held.fees * share;
  const pnl = held.side * difference(size * price, size * entryPrice) - entryFees - fees;
  held.size *= 1 - share;
  held.value *= 1 - share;
  held.fees *= 1 - share;
  return {
    side: held.side > 0 ? 'long' : 'short',
    open,
    position: held.position,
    size,
    entryRow: held.row,
    entryPrice,
    entryFees,
    exitRow: row,
    exitPrice: price,
    exitFees: fees,
    pnl,
    return: pnl / (size * entryPrice),
  };
}

/**
 * Trades of a symbol as vectorbt counts them: one for every fill that closes a part of a position, entered at the average of
 * what was open, and one for what is open at the end. Fees of an entry go with the part that is closed; a fill that turns a
 * position shares its own.
 */
export function exitTrades(fills: readonly CountedFill[], { time, close, length }: Bars): ExitTrade[] {
  const rowOf = new Map(Array.from(time, (at, row) => [at, row]));
  const trades: ExitTrade[] = [];
  let held: Holding | null = null;
  let position = -1;
  for (const { time: at, side: word, quantity, price, fee } of fills) {
    const side = word === 'buy' ? 1 : -1;
    const row = rowOf.get(at)!;
    let opening = quantity;
    if (held !== null && held.side !== side) {
      const whole = isClose(quantity, held.size) || quantity > held.size;
      const closing: number = whole ? held.size : quantity;
      opening = isClose(quantity, held.size) ? 0 : quantity - closing;
      const fees = opening > 0 ? (fee * closing) / quantity : fee;
      trades.push(closed(held, closing, row, price, fees, false));
      if (whole) held = null;
      if (!whole) continue;
    }
    if (opening <= 0) continue;
    held ??= { side, size: 0, value: 0, fees: 0, row, position: ++position };
    held.size += opening;
    held.value += opening * price;
    held.fees += (fee * opening) / quantity;
  }
  if (held !== null && length > 0) trades.push(closed(held, held.size, length - 1, close[length - 1]!, 0, true));
  return trades;
}
