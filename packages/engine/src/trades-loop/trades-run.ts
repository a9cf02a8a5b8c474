import type { ProbeReport } from '@bot-v2/sdk';
import { stretchesOf } from '../columns/index.js';
import { basisOf, dataWarnings, ratesOf } from '../frame-driver/conventions.js';
import type { FrameRun, LegRun } from '../frame-driver/frame-run.js';
import { ordersByLeg } from '../frame-driver/orders-by-leg.js';
import { strategiesOf } from '../frame-driver/strategies-of.js';
import { tallyOf, tradesOf, TradeTable } from '../ledger/index.js';
import type { TradeColumns } from '../ledger/index.js';
import type { OrderIntent } from '../loop/index.js';
import { policiesStated } from '../policies/index.js';
import type { RunPolicies } from '../policies/index.js';
import type { ClosedLot, Lot } from './lot.js';
import type { TradesWalk } from './trades-walk.js';

/** What a finished walk of lots did, in the form of every backtest. */
export function summariseTrades(walk: TradesWalk, policies: RunPolicies, probe: ProbeReport): FrameRun {
  const { loop, terms } = walk;
  const { book, books: records } = loop;
  const sent = ordersByLeg(walk);
  const legs = walk.legs.map((_, index) => legRun(walk, index, sent[index]!));
  const tradeColumns = columnsOf(walk, book.closed, book.lots.flat());
  const equity = records.equity.finished();
  let hash: string | undefined;
  let orders: readonly OrderIntent[] | undefined;
  return {
    capital: walk.capital,
    time: records.time.finished(),
    equity,
    curve: stretchesOf(equity),
    legs,
    trades: tradesOf(tradeColumns),
    tradeColumns,
    tally: tallyOf(tradeColumns),
    lots: book.closed,
    get orders() {
      return (orders ??= records.tape.orders());
    },
    fills: records.fills,
    costs: {
      commission: book.commission,
      spread: book.spread * terms.spreadShare,
      slippage: book.spread * (1 - terms.spreadShare),
      total: book.commission + book.spread,
    },
    interest: book.interest,
    denials: loop.denials.list,
    denialCounts: loop.denials.counts,
    ambiguousBars: 0,
    cashLimited: loop.unpaid,
    expired: loop.expired,
    timeInMarket: records.timeInMarket(),
    averageExposure: records.averageExposure(),
    get orderHash() {
      return (hash ??= loop.books.tape.hash());
    },
    probe,
    inSample: walk.inSample,
    firstDecision: walk.firstDecision,
    policies,
    conventions: { ...policiesStated(policies), ...termsStated(walk) },
    warnings: warningsOf(walk),
    account: walk.account(),
  };
}

/** The amounts of a run, as stated facts for its report. */
function termsStated(walk: TradesWalk): Record<string, string | number | boolean> {
  return {
    basis: basisOf(walk.legs),
    lot: [...new Set(walk.terms.lots)].join(', '),
    leverage: walk.terms.leverage,
    ...ratesOf(walk.account().terms),
  };
}

function warningsOf(walk: TradesWalk): string[] {
  const warnings = walk.legs.flatMap(({ bars }) => dataWarnings(bars));
  if (walk.inSample) warnings.push('IN-SAMPLE: the choice has seen bars it is judged on');
  if (walk.loop.stopped) warnings.push('equity fell to zero or below: the account was closed and equity set to zero');
  return warnings;
}

function legRun(walk: TradesWalk, index: number, orders: number): LegRun {
  const { loop } = walk;
  const leg = walk.legs[index]!;
  const closed = loop.book.closed.filter((lot) => lot.leg === index);
  const tradeColumns = columnsOf(walk, closed, loop.book.lots[index]!);
  return {
    symbol: leg.symbol,
    bars: leg.bars,
    from: leg.from,
    firstTradable: Math.max(leg.from, loop.desks[index]!.runtime.warmupRow),
    strategy: strategiesOf(leg, walk.decisions),
    params: loop.desks[index]!.runtime.params,
    pnl: loop.books.profit[index]!.finished(),
    trades: tradesOf(tradeColumns),
    tradeColumns,
    tally: tallyOf(tradeColumns),
    costs: tradeColumns.costs.reduce((sum, cost) => sum + cost, 0),
    timeInMarket: loop.books.timeInMarket(index),
    averageExposure: loop.books.averageExposure(index),
    orders,
    fills: loop.books.legFills[index]!,
  };
}

/** Trades of lots as columns, in their order: closed ones, then open ones marked at the last prices. */
function columnsOf(walk: TradesWalk, closed: readonly ClosedLot[], open: readonly Lot[]): TradeColumns {
  const table = new TradeTable(
    walk.legs.map(({ symbol }) => symbol),
    closed.length + open.length,
  );
  for (const lot of closed) writeClosed(table, lot);
  for (const lot of open) writeOpen(table, lot, walk);
  return table.finished(closed.length);
}

/** Writes what a lot that is closed, or still open, has of a trade; profit, costs and exit are the caller's. */
function writeEntry(table: TradeTable, lot: ClosedLot | Lot, reason: string): number {
  const row = table.next();
  const { columns } = table;
  columns.leg[row] = lot.leg;
  columns.side[row] = lot.quantity > 0 ? 1 : -1;
  columns.quantity[row] = Math.abs(lot.quantity);
  columns.entryRow[row] = lot.entryRow;
  columns.entryTime[row] = lot.entryTime;
  columns.entryPrice[row] = lot.entryPrice;
  columns.entryReason[row] = table.reason(reason);
  return row;
}

function writeClosed(table: TradeTable, lot: ClosedLot): void {
  const row = writeEntry(table, lot, lot.entryReason);
  const { columns } = table;
  columns.pnl[row] = lot.pnl;
  columns.return[row] = lot.pnl / (Math.abs(lot.quantity) * lot.entryPrice);
  columns.costs[row] = lot.commission + lot.spread;
  columns.exitRow[row] = lot.exitRow;
  columns.exitTime[row] = lot.exitTime;
  columns.exitPrice[row] = lot.exitPrice;
  columns.exitReason[row] = table.reason(lot.exitReason);
}

/** An open lot is marked at the last price, the commission of its entry taken off. */
function writeOpen(table: TradeTable, lot: Lot, { loop, legs }: TradesWalk): void {
  const row = writeEntry(table, lot, lot.reason);
  const { columns } = table;
  const quantity = Math.abs(lot.quantity);
  const fee = loop.book.entryFee(lot);
  const pnl = lot.quantity * (loop.book.mark[lot.leg]! - lot.entryPrice) + lot.income - fee;
  columns.pnl[row] = pnl;
  columns.return[row] = pnl / (quantity * lot.entryPrice);
  columns.costs[row] = fee + quantity * Math.abs(lot.entryPrice - lot.entryReference);
  columns.exitRow[row] = legs[lot.leg]!.bars.length - 1;
  columns.exitTime[row] = columns.exitPrice[row] = NaN;
  columns.exitReason[row] = -1;
}
