/**
 * Trades as vectorbt counts them: one for every fill that closes a part of a position, entered at the average of what was
 * open, and one for what is open at the end. Fees of an entry go with the part that is closed, a fill that turns a position
 * shares its own.
 */
export function exitTrades(fills, { time, close, length }) {
  const rowOf = new Map(Array.from(time, (at, row) => [at, row]));
  const trades = [];
  let open = { side: 0, size: 0, value: 0, fees: 0, row: 0, position: -1 };

  const add = (size, exit) => {
    const share = size / open.size;
    const entryPrice = open.value / open.size;
    const entryFees = open.fees * share;
    const pnl = open.side * size * (exit.price - entryPrice) - entryFees - exit.fees;
    trades.push({
      id: trades.length,
      col: 0,
      size,
      entry_idx: open.row,
      entry_price: entryPrice,
      entry_fees: entryFees,
      exit_idx: exit.row,
      exit_price: exit.price,
      exit_fees: exit.fees,
      pnl,
      return: pnl / (entryPrice * size),
      direction: open.side > 0 ? 0 : 1,
      status: exit.status,
      parent_id: open.position,
    });
    const left = 1 - share;
    open = { ...open, size: open.size - size, value: open.value * left, fees: open.fees * left };
  };

  for (const { time: at, side: word, quantity, price, fee } of fills) {
    const side = word === 'buy' ? 1 : -1;
    const row = rowOf.get(at);
    const closing = open.side === -side ? Math.min(quantity, open.size) : 0;
    if (closing > 0) add(closing, { row, price, fees: (fee * closing) / quantity, status: 1 });
    const opening = quantity - closing;
    if (opening <= 1e-9) {
      if (open.size <= 1e-9) open = { ...open, side: 0, size: 0, value: 0, fees: 0 };
      continue;
    }
    if (open.side !== side) open = { side, size: 0, value: 0, fees: 0, row, position: open.position + 1 };
    open.size += opening;
    open.value += opening * price;
    open.fees += (fee * opening) / quantity;
  }
  if (open.size > 0) add(open.size, { row: length - 1, price: close[length - 1], fees: 0, status: 0 });
  return trades;
}
