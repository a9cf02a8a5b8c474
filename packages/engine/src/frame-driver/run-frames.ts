import type { Account, ProbeReport, Trade } from '@bot-v2/sdk';
import { stretchesOf } from '../columns/index.js';
import { FillCosts, moneyUnits } from '../costs/index.js';
import { mergedTrades, tallyOf, tradeOrder, tradesOf } from '../ledger/index.js';
import type { TradeColumns, TradeTally } from '../ledger/index.js';
import type { FrameDecision, OrderIntent } from '../loop/index.js';
import { LookAheadProbe } from '../probe/index.js';
import { checkedInput } from './check-input.js';
import { checkedDecision } from './check-legs.js';
import { runConventions, runWarnings } from './conventions.js';
import type { FrameWalk } from './frame-driver.js';
import type { FrameInput } from './frame-input.js';
import type { FrameRun, LegRun } from './frame-run.js';
import { botPolicies } from '../policies/index.js';
import { summariseTrades, TradesWalk } from '../trades-loop/index.js';
import { ordersByLeg } from './orders-by-leg.js';
import { strategiesOf } from './strategies-of.js';
import { whereaboutsOf } from './whereabouts.js';
import type { Whereabouts } from './whereabouts.js';
import { createWalk } from './walk.js';
import type { Walk } from './walk.js';

/** A backtest in sections, for decisions that depend on the account on the way. */
export interface FrameDriver {
  readonly firstDecision: number;
  /** The bar whose strategy was called last, for the message when it did not return; null before the first. */
  whereabouts(): Whereabouts | null;
  /** Walks every bar with time ≤ `time`, up to and without the decision at the last one. */
  runTo(time: number): void;
  /** The account at the last close. */
  account(): Account;
  /** New choices for the decision that is still open. */
  replaceDecision(decision: FrameDecision): void;
  /** Walks to the end, probes and sums up. */
  finish(): FrameRun;
}

/** Creates a backtest that is driven in sections; see `runFrames` for what it throws. */
export function createFrameDriver(given: FrameInput): FrameDriver {
  const input = checkedInput(given);
  const { probe: asked = true } = input;
  const probe = asked === false ? null : new LookAheadProbe(input, asked === true ? {} : asked);
  probe?.meetAll();
  const walk = createWalk(input, probe?.handed);
  return {
    firstDecision: walk.firstDecision,
    whereabouts: () => whereaboutsOf(walk),
    runTo: (time) => walk.runTo(time),
    account: () => walk.account(),
    replaceDecision: (later) => {
      const symbols = walk.legs.map(({ symbol }) => symbol);
      const decision = checkedDecision(later, symbols);
      symbols.forEach((symbol, leg) => {
        const choice = decision.perSymbol[symbol];
        if (choice !== undefined) probe?.meet(leg, choice);
      });
      walk.replaceDecision(decision);
    },
    finish: () => {
      walk.finish();
      const report = probe === null ? unprobed(walk) : probe.examine(walk);
      probe?.handed.release();
      for (const { runtime } of walk.desks) runtime.release();
      if (walk instanceof TradesWalk) return summariseTrades(walk, input.policies ?? botPolicies, report);
      return summarise(walk, input, report);
    },
  };
}

/**
 * Runs a backtest over columns and probes it for look-ahead.
 * @throws BOT_CAP_INPUT, BOT_DATA_MALFORMED, BOT_STRATEGY_INVALID, BOT_DATA_EMPTY, BOT_DATA_BASIS, BOT_DATA_NOT_TRADABLE, BOT_DATA_HISTORY_SHORT, BOT_DATA_LOOKAHEAD,
 * BOT_STRATEGY_PARAMS, BOT_STRATEGY_FAILED, BOT_STRATEGY_OUTPUT, BOT_STRATEGY_LOOKAHEAD and BOT_STRATEGY_MUTATED (no result then),
 * BOT_RISK_LIMIT, BOT_RUN_ABORTED, BOT_INVARIANT
 */
export function runFrames(input: FrameInput): FrameRun {
  const driver = createFrameDriver(input);
  const { decisions = [] } = input;
  for (const decision of [...decisions].sort((a, b) => a.at - b.at)) {
    driver.runTo(decision.at);
    driver.replaceDecision(decision);
  }
  return driver.finish();
}

function summarise(walk: FrameWalk, input: FrameInput, probe: ProbeReport): FrameRun {
  const { books, ledger, denials, expired } = walk.running;
  const commission = books.commissionUnits / moneyUnits;
  const adverse = books.adverseCost.reduce((sum, cost) => sum + cost, 0);
  const { spreadShare } = new FillCosts(input.account.terms.costs);
  const sent = ordersByLeg(walk);
  const legs = walk.legs.map((_, index) => legRun(walk, index, sent[index]!));
  let equity: Float64Array | undefined;
  let hash: string | undefined;
  let orders: readonly OrderIntent[] | undefined;
  let columns: TradeColumns | undefined;
  let trades: readonly Trade[] | undefined;
  let tally: TradeTally | undefined;
  return {
    capital: input.account.capital,
    time: walk.times,
    get equity() {
      return (equity ??= walk.equity);
    },
    get curve() {
      return equity === undefined ? walk.curve : stretchesOf(equity);
    },
    legs,
    get trades() {
      return (trades ??= tradesInOrder(legs));
    },
    get tradeColumns() {
      return (columns ??= mergedTrades(legs.map((leg) => leg.tradeColumns)));
    },
    get tally() {
      return (tally ??= tallyOf(this.tradeColumns));
    },
    get orders() {
      return (orders ??= walk.orders);
    },
    get fills() {
      return walk.fills;
    },
    costs: {
      commission,
      spread: adverse * spreadShare,
      slippage: adverse * (1 - spreadShare),
      total: commission + adverse,
    },
    interest: ledger.interestUnits / moneyUnits,
    denials: denials.list,
    denialCounts: denials.counts,
    ambiguousBars: walk.market.ambiguousBars,
    cashLimited: books.cashLimited,
    expired,
    timeInMarket: books.exposure.timeInMarket(),
    averageExposure: books.exposure.average(),
    get orderHash() {
      return (hash ??= walk.orderHash());
    },
    probe,
    inSample: walk.inSample,
    firstDecision: walk.firstDecision,
    policies: input.policies ?? botPolicies,
    conventions: runConventions(walk, input.account, input.policies ?? botPolicies),
    warnings: runWarnings(walk),
    account: walk.account(),
  };
}

/** The trades of all legs in one list. */
function tradesInOrder(legs: readonly LegRun[]): readonly Trade[] {
  if (legs.length === 1) return legs[0]!.trades;
  return tradeOrder(legs.map((leg) => leg.tradeColumns)).map(({ leg, row }) => legs[leg]!.trades[row]!);
}

function unprobed(walk: Walk): ProbeReport {
  const orders = walk.orderCount;
  return { points: 0, ordersProbed: 0, orders, forms: [], verdict: 'not_proven', note: 'the probe was switched off' };
}

function legRun(walk: FrameWalk, index: number, orders: number): LegRun {
  const { books, desks } = walk.running;
  const leg = walk.legs[index]!;
  let columns: TradeColumns | undefined;
  let trades: readonly Trade[] | undefined;
  let tally: TradeTally | undefined;
  let pnl: Float64Array | undefined;
  return {
    symbol: leg.symbol,
    bars: leg.bars,
    from: leg.from,
    firstTradable: Math.max(leg.from, desks[index]!.runtime.warmupRow),
    strategy: strategiesOf(leg, walk.decisions),
    params: desks[index]!.runtime.params,
    get pnl() {
      return (pnl ??= walk.settled().books.profit[index]!.finished());
    },
    get trades() {
      return (trades ??= tradesOf(this.tradeColumns));
    },
    get tradeColumns() {
      return (columns ??= walk.tradesOf(index));
    },
    get tally() {
      return (tally ??= tallyOf(this.tradeColumns));
    },
    get costs() {
      return this.tradeColumns.costs.reduce((sum, cost) => sum + cost, 0);
    },
    timeInMarket: books.exposure.timeInMarket(index),
    averageExposure: books.exposure.average(index),
    orders,
    fills: books.legFills[index]!,
  };
}
