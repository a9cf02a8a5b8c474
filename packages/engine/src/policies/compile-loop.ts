import type { LoopPolicies } from './loop-policies.js';

/** The three loops: market orders and targets by our own conventions; every order, net positions; lots with children of their own. */
export type LoopKind = 'fast' | 'general' | 'trades';

/** What besides the conventions decides which loop a run needs. */
export interface LoopNeeds {
  /** One symbol, one whole-range strategy, no other order than market orders and targets so far. */
  readonly simple: boolean;
}

/**
 * The loop that runs these conventions, chosen once before the first bar. `fast` gives the same bits as `general`; a run
 * that turns out to need more than it knows is taken over by `general` at that bar.
 */
export function compileLoop(policies: LoopPolicies, own: LoopPolicies, needs: LoopNeeds): LoopKind {
  if (policies.positions !== 'net') return 'trades';
  return needs.simple && policies === own ? 'fast' : 'general';
}
