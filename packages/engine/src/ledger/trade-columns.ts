import type { Trade } from '@bot-v2/sdk';

/**
 * Trades as columns of one length: the closed ones in the order of closing, then the open ones. The same numbers as in the
 * list of trades, without an object each.
 */
export interface TradeColumns {
  readonly length: number;
  /** How many are closed. */
  readonly closed: number;
  /** What was traded: `symbols[leg[k]]`. */
  readonly symbols: readonly string[];
  readonly leg: Int32Array;
  /** 1 long, −1 short. */
  readonly side: Int8Array;
  /** All shares entered, in shares of the exit. */
  readonly quantity: Float64Array;
  /** Rows of the symbol's frame; an open trade is marked at the last row of its exit. */
  readonly entryRow: Int32Array;
  readonly exitRow: Int32Array;
  /** Bar times, epoch ms UTC; the exit of an open trade is NaN. */
  readonly entryTime: Float64Array;
  readonly exitTime: Float64Array;
  /** Means over the fills; NaN as above. */
  readonly entryPrice: Float64Array;
  readonly exitPrice: Float64Array;
  /** Net of costs, dividends included, in account currency; of an open trade at the last close. */
  readonly pnl: Float64Array;
  /** `pnl` ÷ cost of the entry. */
  readonly return: Float64Array;
  /** Commission, spread and slippage, in account currency. */
  readonly costs: Float64Array;
  /** Why, by number in `reasons`; the exit of an open trade is −1. */
  readonly entryReason: Int32Array;
  readonly exitReason: Int32Array;
  readonly reasons: readonly string[];
}

/** A row of the columns as an object. */
export function tradeAt(columns: TradeColumns, row: number): Trade {
  const open = row >= columns.closed;
  const { reasons } = columns;
  return {
    symbol: columns.symbols[columns.leg[row]!]!,
    side: columns.side[row]! > 0 ? 'long' : 'short',
    quantity: columns.quantity[row]!,
    entryTime: columns.entryTime[row]!,
    entryPrice: columns.entryPrice[row]!,
    pnl: columns.pnl[row]!,
    return: columns.return[row]!,
    costs: columns.costs[row]!,
    bars: columns.exitRow[row]! - columns.entryRow[row]!,
    entryReason: reasons[columns.entryReason[row]!]!,
    exitTime: open ? null : columns.exitTime[row]!,
    exitPrice: open ? null : columns.exitPrice[row]!,
    exitReason: open ? null : reasons[columns.exitReason[row]!]!,
  };
}

/** All rows of the columns as objects. */
export function tradesOf(columns: TradeColumns): Trade[] {
  const trades = new Array<Trade>(columns.length);
  for (let row = 0; row < trades.length; row++) trades[row] = tradeAt(columns, row);
  return trades;
}
