import type { TradeColumns } from './trade-columns.js';
import { TradeTable } from './trade-table.js';

/** A trade of one of several legs: row `row` of its columns. */
export interface TradePlace {
  readonly leg: number;
  readonly row: number;
}

/** Where the trades of several legs are, in the order of one list: closed ones by exit and entry, then open ones by leg. */
export function tradeOrder(legs: readonly TradeColumns[]): TradePlace[] {
  const places = legs.flatMap(({ length }, leg) => Array.from({ length }, (_, row) => ({ leg, row })));
  const isClosed = ({ leg, row }: TradePlace) => row < legs[leg]!.closed;
  const closed = places.filter(isClosed).sort((a, b) => {
    const [one, other] = [legs[a.leg]!, legs[b.leg]!];
    return one.exitTime[a.row]! - other.exitTime[b.row]! || one.entryTime[a.row]! - other.entryTime[b.row]!;
  });
  return [...closed, ...places.filter((place) => !isClosed(place))];
}

/** The trades of several legs as columns, in that order; those of a single leg as they are. */
export function mergedTrades(legs: readonly TradeColumns[]): TradeColumns {
  if (legs.length === 1) return legs[0]!;
  const order = tradeOrder(legs);
  const table = new TradeTable(
    legs.map(({ symbols }) => symbols[0]!),
    order.length,
  );
  for (const { leg, row } of order) table.take(legs[leg]!, row, leg);
  return table.finished(legs.reduce((sum, { closed }) => sum + closed, 0));
}
