import type { Account } from '@bot-v2/sdk';
import type { CostModels, FrameDecision, Leg } from '../loop/index.js';
import type { RunPolicies } from '../policies/index.js';
import type { ProbeOptions } from '../probe/probe-options.js';
import type { RiskLimits } from '../risk/index.js';

/** A backtest over columns. */
export interface FrameInput {
  /** One or more symbols that share the account; the result does not depend on their order. */
  readonly legs: readonly Leg[];
  /** Its `capital` and `terms` count; the evaluation starts flat. */
  readonly account: Account;
  /** Seed of the probe's choice of bars (default 1). */
  readonly seed?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with evaluation ticks done and in all. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
  /** Decisions known in advance, by rising `at`. */
  readonly decisions?: readonly FrameDecision[];
  /** The look-ahead probe (default true). Without it the result says "not proven". */
  readonly probe?: boolean | ProbeOptions;
  /** Reconcile the ledger to its fills at every bar (default true). */
  readonly checkInvariants?: boolean;
  readonly risk?: RiskLimits;
  /** The conventions to trade by (default: our own). */
  readonly policies?: RunPolicies;
  /** Commission, prices and capacity of fills by code, instead of what the terms say. */
  readonly models?: CostModels;
}
