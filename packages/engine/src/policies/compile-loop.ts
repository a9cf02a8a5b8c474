import type { LoopPolicies } from './loop-policies.js';

/** The two loops: every order with net positions; lots with children of their own. */
export type LoopKind = 'general' | 'trades';

/** The loop that runs these conventions, chosen once before the first bar. */
export function compileLoop({ positions }: LoopPolicies): LoopKind {
  return positions === 'net' ? 'general' : 'trades';
}
