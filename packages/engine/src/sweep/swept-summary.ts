import { columnDecision } from '@bot-v2/sdk';
import { readerOf } from '../column-decisions/index.js';
import { forwardAdjusted } from '../price-view/index.js';
import { technicalAnalysis } from '../technical-analysis/index.js';
import { prepareTrial } from './prepared-trial.js';
import { checkedObstacle } from './sweep-input.js';
import type { SweepInput } from './sweep-input.js';
import { SweepKernel } from './sweep-kernel.js';

/** The figures of one run. */
export interface SweptSummary {
  readonly finalEquity: number;
  /** Worst fall from a running peak that starts at the capital: a negative fraction, or 0. */
  readonly maxDrawdown: number;
  readonly closedTrades: number;
  /** Orders sent, one at the last close included. */
  readonly orders: number;
}

/**
 * Sweeps a single parameter set of an input that has been checked, without anything kept for others. Null when the loop
 * must run it.
 */
export function sweptSummary(input: SweepInput, params: unknown): SweptSummary | null {
  if (checkedObstacle(input) !== null) return null;
  const decision = columnDecision(input.strategy)!;
  const prepared = prepareTrial(input, forwardAdjusted(input.bars).bars, params, technicalAnalysis);
  if (prepared === null) return null;
  const kernel = new SweepKernel(input, decision.kind, null);
  if (!kernel.run(readerOf(decision, prepared.columns), prepared.firstRow)) return null;
  return {
    finalEquity: kernel.ledger.equity(),
    maxDrawdown: kernel.worst,
    closedTrades: kernel.closed,
    orders: kernel.orders,
  };
}
