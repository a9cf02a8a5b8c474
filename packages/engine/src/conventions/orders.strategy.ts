import { definePortfolioStrategy } from '@bot-v2/sdk';
import type { AnyPortfolioStrategy, Bars, Columns, TechnicalAnalysis } from '@bot-v2/sdk';
import { z } from 'zod';
import { callSequence } from './call-sequence.js';
import { isClose, orderSize } from './order-size.js';
import { orderSettings } from './order-settings.js';
import type { OrderSettings } from './order-settings.js';
import { columnOf, moneyOf } from './order-state.js';
import type { Column } from './order-state.js';

/** Sizes by row; NaN for no order. */
export interface OrderColumns extends Columns {
  readonly size: Float64Array;
}

/** What `fromOrders` makes a strategy of. */
export interface OrderStrategy {
  readonly id: string;
  /** Rows before the first decision; 0 when absent. */
  readonly warmup?: number;
  /**
   * Columns of a symbol at the rows that decide: `size`, and, where wanted, `price`, at which an order will fill without its
   * slippage, and `valPrice`, by which sizes in money are divided and positions valued. Both are the close when absent,
   * which is wrong at the next open: that is not known at the close, and other engines size by it all the same.
   */
  readonly orders: (bars: Bars, ta: TechnicalAnalysis) => OrderColumns;
  readonly settings?: Partial<OrderSettings>;
}

/**
 * A strategy that sends an order of every row's size by the rules of vectorbt's `from_orders`: sizes and targets in units,
 * money and parts, least and largest sizes, what cash pays for, and the order in which symbols that share it have their
 * turn. Run it by the conventions `vectorbt`, with the terms' costs as in the settings and the smallest lots.
 * @throws BOT_CONFIG_INVALID for a setting or value nobody knows
 */
export function fromOrders({ id, warmup = 0, orders, settings: given = {} }: OrderStrategy): AnyPortfolioStrategy {
  const settings = orderSettings(given);
  const { fees, fixedFees, slippage, updateValue } = settings;
  return definePortfolioStrategy({
    id,
    version: '1.0.0',
    params: z.object({}),
    warmup: () => warmup,
    /** Price by which each symbol was valued last. */
    state: () => ({ valued: [] as number[] }),
    prepare: (bars, _, ta) => {
      const { size, price = bars.close, valPrice = price } = orders(bars, ta);
      return { size, price, valPrice };
    },
    onBar: ({ symbols, cols, fresh, account, positions, state, out }) => {
      const columns = positions.map(columnOf);
      const valuedBy = symbols.map((_, i) => {
        const now = cols[i]!.valPrice.now;
        return fresh[i] === true && !Number.isNaN(now) ? now : (state.valued[i] ?? NaN);
      });
      state.valued = valuedBy;
      const money = (x: number) => moneyOf(x, account.equity);
      let cash = money(account.cash);
      const free = () => money(cash - 2 * columns.reduce((sum, { debt }) => sum + debt, 0));
      const worth = ({ position }: Column, i: number) => (position === 0 ? 0 : position * valuedBy[i]!);
      let value = columns.reduce((sum, column, i) => sum + worth(column, i), cash);
      const stateOf = (i: number) => ({ cash, freeCash: free(), ...columns[i]!, valPrice: valuedBy[i]!, value });
      const sizes = symbols.map((_, i) => (fresh[i] === true ? cols[i]!.size.now : NaN));
      for (const i of callSequence(sizes, stateOf, settings)) {
        const price = cols[i]!.price.now;
        const units = orderSize(sizes[i]!, price, stateOf(i), settings);
        if (units === 0) continue;
        const column = columns[i]!;
        const closes = isClose(-units, column.position);
        const quantity = Math.abs(closes ? column.position : units);
        out[i]!.order({ side: units > 0 ? 'buy' : 'sell', quantity });
        const paid = units * price * (1 + Math.sign(units) * slippage);
        const flow = -paid - Math.abs(paid) * fees - fixedFees;
        const before = worth(column, i);
        cash = money(cash + flow);
        columns[i] = closes ? { position: 0, debt: 0 } : traded(column, units, paid);
        if (!updateValue) continue;
        valuedBy[i] = paid / units;
        value += flow + worth(columns[i], i) - before;
      }
    },
  });
}

/** A position after a trade: what a short one brought grows with what is sold short, and falls with what is bought back. */
function traded({ position, debt }: Column, units: number, paid: number): Column {
  const after = position + units;
  if (after >= 0) return { position: after, debt: 0 };
  const short = position > 0 ? after : units;
  return { position: after, debt: units < 0 ? debt - (paid * short) / units : (debt * after) / position };
}
