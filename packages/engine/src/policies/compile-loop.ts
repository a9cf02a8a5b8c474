import { botPolicies } from './bot.policies.js';
import type { LoopPolicies } from './loop-policies.js';

/** The three loops: market orders and targets by our own conventions; every order with net positions; lots with children of their own. */
export type LoopKind = 'fast' | 'general' | 'trades';

const own = JSON.stringify(botPolicies.loop);

/**
 * The loop for these conventions, chosen once before the first bar. The fast one knows no other conventions than our own, and
 * takes no branch on any.
 */
export function compileLoop(policies: LoopPolicies): LoopKind {
  if (policies.positions !== 'net') return 'trades';
  return policies === botPolicies.loop || JSON.stringify(policies) === own ? 'fast' : 'general';
}
