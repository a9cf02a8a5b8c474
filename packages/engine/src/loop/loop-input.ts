import type { Account, Bars, Columns } from '@bot-v2/sdk';
import type { CommissionModel, FillModel } from '../costs/index.js';
import type { LoopPolicies } from '../policies/index.js';
import type { RiskLimits } from '../risk/index.js';
import type { HandedFrames } from './handed-frames.js';
import type { LegDesk } from './leg-desk.js';
import type { LegChoice } from './leg.js';

/** One leg of a loop. */
export interface LoopLeg extends LegChoice {
  readonly symbol: string;
  readonly bars: Bars;
  /** Actions with ex-date ≤ this instant are history: the position starts after them. */
  readonly settledThrough: number;
  readonly inputs?: Columns | undefined;
}

/** Costs by code instead of by the terms. */
export interface CostModels {
  readonly commission?: CommissionModel | undefined;
  readonly fills?: FillModel | undefined;
}

/** What a loop is made of. Legs are sorted by symbol. */
export interface LoopInput {
  readonly legs: readonly LoopLeg[];
  readonly account: Account;
  readonly risk?: RiskLimits | undefined;
  readonly checkInvariants?: boolean | undefined;
  /** Our own when absent. */
  readonly policies?: LoopPolicies | undefined;
  /** When given, strategies get private copies of the prices, which are kept here: for the probe. */
  readonly handed?: HandedFrames | undefined;
}

/** A tick at which a portfolio strategy decides, by leg. */
export interface TogetherTick {
  /** Epoch ms UTC. */
  readonly time: number;
  readonly desks: readonly LegDesk[];
  /** Each leg's last row; −1 before its first. */
  readonly rows: ArrayLike<number>;
  /** 1 where the tick brought the row. */
  readonly fresh: ArrayLike<number>;
}

/** Looks on while strategies decide. */
export interface DecisionObserver {
  /** Called before a leg's `onBar`, with its refreshed runtime. */
  before(leg: number, row: number, desk: LegDesk): void;
  /** Called after it, before its calls are read. */
  after(leg: number, row: number, desk: LegDesk): void;
  /** Called before `onBar` of a portfolio strategy, with all runtimes refreshed. */
  beforeTogether(tick: TogetherTick): void;
  /** Called after it, before its calls are read. */
  afterTogether(tick: TogetherTick): void;
}
