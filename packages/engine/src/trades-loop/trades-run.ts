import type { ProbeReport, Trade } from '@bot-v2/sdk';
import { stretchesOf } from '../columns/index.js';
import { basisOf, dataWarnings, ratesOf } from '../frame-driver/conventions.js';
import type { FrameRun, LegRun } from '../frame-driver/frame-run.js';
import { strategiesOf } from '../frame-driver/strategies-of.js';
import { tallyOf } from '../ledger/index.js';
import { policiesStated } from '../policies/index.js';
import type { RunPolicies } from '../policies/index.js';
import type { ClosedLot, Lot } from './lot.js';
import type { TradesLoop } from './trades-loop.js';
import type { TradesWalk } from './trades-walk.js';

/** What a finished walk of lots did, in the form of every backtest. */
export function summariseTrades(walk: TradesWalk, policies: RunPolicies, probe: ProbeReport): FrameRun {
  const { loop, terms } = walk;
  const { book, books: records } = loop;
  const legs = walk.legs.map((_, index) => legRun(walk, index));
  const closed = book.closed.map((lot) => tradeOf(lot, walk.legs[lot.leg]!.symbol));
  const open = book.lots.flatMap((lots, leg) => lots.map((lot) => openTrade(lot, loop, walk.legs[leg]!)));
  const trades = [...closed, ...open];
  const equity = records.equity.finished();
  let hash: string | undefined;
  return {
    capital: walk.capital,
    time: records.time.finished(),
    equity,
    curve: stretchesOf(equity),
    legs,
    trades,
    tally: tallyOf(trades),
    lots: book.closed,
    orders: loop.orders,
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
  if (walk.loop.stopped) warnings.push('equity fell to zero or below: everything was closed and equity set to zero');
  return warnings;
}

function legRun(walk: TradesWalk, index: number): LegRun {
  const { loop } = walk;
  const leg = walk.legs[index]!;
  const closed = loop.book.closed.filter((lot) => lot.leg === index).map((lot) => tradeOf(lot, leg.symbol));
  const trades = [...closed, ...loop.book.lots[index]!.map((lot) => openTrade(lot, loop, leg))];
  return {
    symbol: leg.symbol,
    bars: leg.bars,
    from: leg.from,
    firstTradable: Math.max(leg.from, loop.desks[index]!.runtime.warmupRow),
    strategy: strategiesOf(leg, walk.decisions),
    params: loop.desks[index]!.runtime.params,
    pnl: loop.books.profit[index]!.finished(),
    trades,
    tally: tallyOf(trades),
    costs: trades.reduce((sum, trade) => sum + trade.costs, 0),
    timeInMarket: loop.books.timeInMarket(index),
    averageExposure: loop.books.averageExposure(index),
    orders: loop.orders.filter((order) => order.leg === index).length,
    fills: loop.books.legFills[index]!,
  };
}

function tradeOf(lot: ClosedLot, symbol: string): Trade {
  const cost = Math.abs(lot.quantity) * lot.entryPrice;
  return {
    symbol,
    side: lot.quantity > 0 ? 'long' : 'short',
    quantity: Math.abs(lot.quantity),
    entryTime: lot.entryTime,
    entryPrice: lot.entryPrice,
    exitTime: lot.exitTime,
    exitPrice: lot.exitPrice,
    pnl: lot.pnl,
    return: lot.pnl / cost,
    costs: lot.commission + lot.spread,
    bars: lot.exitRow - lot.entryRow,
    entryReason: lot.entryReason,
    exitReason: lot.exitReason,
  };
}

/** An open lot as a trade, marked at the last price, the commission of its entry taken off. */
function openTrade(lot: Lot, loop: TradesLoop, leg: { symbol: string; bars: { length: number } }): Trade {
  const quantity = Math.abs(lot.quantity);
  const fee = loop.book.entryFee(lot);
  const pnl = lot.quantity * (loop.book.mark[lot.leg]! - lot.entryPrice) + lot.income - fee;
  return {
    symbol: leg.symbol,
    side: lot.quantity > 0 ? 'long' : 'short',
    quantity,
    entryTime: lot.entryTime,
    entryPrice: lot.entryPrice,
    exitTime: null,
    exitPrice: null,
    pnl,
    return: pnl / (quantity * lot.entryPrice),
    costs: fee + quantity * Math.abs(lot.entryPrice - lot.entryReference),
    bars: leg.bars.length - 1 - lot.entryRow,
    entryReason: lot.reason,
    exitReason: null,
  };
}
