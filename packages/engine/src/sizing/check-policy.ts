import { BotError } from '@bot-v2/sdk';
import type { SizingMethod, SizingPolicy } from '@bot-v2/sdk';

/** The field from which each method takes its raw size. */
export const rawSizeField = {
  fixed: 'fraction',
  fixed_fractional: 'fraction',
  kelly: 'fraction',
  fractional_kelly: 'fraction',
  optimal_f: 'fraction',
  atr: 'riskToStop',
  volatility_target: 'volatilityTarget',
  cvar: 'tailRisk',
  confidence_adjusted: 'fraction',
  regime_adjusted: 'fraction',
  intelligent: 'volatilityTarget',
} as const satisfies Record<SizingMethod, keyof SizingPolicy>;

/**
 * Checks that a policy has what its method starts from.
 * @throws BOT_CAP_INPUT naming the method and the missing field
 */
export function checkPolicy(policy: SizingPolicy): void {
  const field = rawSizeField[policy.method];
  if (policy[field] !== undefined) return;
  throw new BotError('BOT_CAP_INPUT', `a sizing policy with method ${policy.method} needs ${field}`, {
    details: { method: policy.method, missing: field },
    hint: `Set policy.${field}, or choose a method that does not need it.`,
  });
}
