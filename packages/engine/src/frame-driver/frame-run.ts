import type { Account, Bars, ProbeReport, Trade } from '@bot-v2/sdk';
import type { Stretches } from '../columns/index.js';
import type { TradeColumns, TradeTally } from '../ledger/index.js';
import type { RunPolicies } from '../policies/index.js';
import type { ClosedLot } from '../trades-loop/lot.js';
import type { FillLog, OrderIntent } from '../loop/index.js';
import type { Denial } from '../risk/index.js';

/** One leg's part of a run. */
export interface LegRun {
  readonly symbol: string;
  readonly bars: Bars;
  readonly from: number;
  /** First row whose close is evaluated after the strategy's warm-up. */
  readonly firstTradable: number;
  /** `id@version` of the strategy, or of each one in turn when decisions replaced it. */
  readonly strategy: string;
  readonly params: unknown;
  /** Profit since the start at each tick, in account currency. */
  readonly pnl: Float64Array;
  readonly trades: readonly Trade[];
  /** The same as columns. */
  readonly tradeColumns: TradeColumns;
  /** Their counts and sums. */
  readonly tally: TradeTally;
  readonly costs: number;
  readonly timeInMarket: number | null;
  readonly averageExposure: number | null;
  readonly orders: number;
  readonly fills: number;
}

/**
 * What a backtest did. Columns have one value for each evaluation tick, taken at its close. Equity, orders, fills, trades and
 * the profit of a leg are made when they are first read.
 */
export interface FrameRun {
  readonly capital: number;
  readonly time: Float64Array;
  readonly equity: Float64Array;
  /** `equity`, read stretch by stretch without a column as long as the run where there need not be one. */
  readonly curve: Stretches;
  /** By symbol. */
  readonly legs: readonly LegRun[];
  /** Closed round trips by exit time, then open ones. */
  readonly trades: readonly Trade[];
  /** The same as columns, made without the objects of `trades`. */
  readonly tradeColumns: TradeColumns;
  /** Their counts and sums. */
  readonly tally: TradeTally;
  /** What was closed, lot by lot in the order of closing, where conventions keep lots. */
  readonly lots?: readonly ClosedLot[];
  readonly orders: readonly OrderIntent[];
  readonly fills: FillLog;
  /** Money paid, in account currency. */
  readonly costs: {
    readonly commission: number;
    readonly spread: number;
    readonly slippage: number;
    readonly total: number;
  };
  readonly interest: number;
  /** The first thousand; `denialCounts` counts all. */
  readonly denials: readonly Denial[];
  readonly denialCounts: Readonly<Record<string, number>>;
  readonly ambiguousBars: number;
  readonly cashLimited: number;
  readonly expired: number;
  readonly timeInMarket: number | null;
  readonly averageExposure: number | null;
  /** sha256 (hex) over every order and fill, in order. Computed when first read. */
  readonly orderHash: string;
  readonly probe: ProbeReport;
  readonly inSample: boolean;
  /** Time of the first decision. */
  readonly firstDecision: number;
  readonly policies: RunPolicies;
  readonly conventions: Readonly<Record<string, string | number | boolean>>;
  readonly warnings: readonly string[];
  readonly account: Account;
}
