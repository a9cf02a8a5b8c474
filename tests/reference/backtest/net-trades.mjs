/**
 * Closed trades of one net position, flat to flat: rows of opening and closing, average price of what was held when it was
 * last enlarged, profit before and after commission. A fill that turns the position ends one trade and begins the next, with
 * the commission shared by size; interest charged with a fill goes to what it closes.
 */
export function netTrades(fills, time, multiplier) {
  const rowOf = new Map(Array.from(time, (at, row) => [at, row]));
  const trades = [];
  let open = { size: 0, row: 0, price: 0, gross: 0, fees: 0 };

  for (const { time: at, side, quantity, price, fee, interest = 0 } of fills) {
    const row = rowOf.get(at);
    const signed = side === 'buy' ? quantity : -quantity;
    const closing = open.size * signed < 0 ? Math.sign(signed) * Math.min(quantity, Math.abs(open.size)) : 0;
    const opening = signed - closing;
    if (closing !== 0) {
      open.gross -= closing * (price - open.price) * multiplier;
      open.fees += (fee * closing) / signed + interest;
      open.size += closing;
      if (Math.abs(open.size) < 1e-9) {
        trades.push([open.row, row, open.price, open.gross, open.gross - open.fees]);
        open = { size: 0, row: 0, price: 0, gross: 0, fees: 0 };
      }
    }
    if (opening === 0) continue;
    if (open.size === 0) open.row = row;
    open.price = (open.size * open.price + opening * price) / (open.size + opening);
    open.fees += (fee * opening) / signed;
    open.size += opening;
  }
  return trades;
}
