import type { Regime, RegimeLabel } from '@bot-v2/sdk';

/** What each regime multiplies a size by. */
export const regimeMultipliers: Readonly<Record<RegimeLabel, number>> = {
  bull_quiet: 1.2,
  bull_volatile: 0.9,
  bear_quiet: 0.6,
  bear_volatile: 0.4,
  sideways_quiet: 1,
  sideways_volatile: 0.7,
  crisis: 0.2,
};

/** The multiplier of a regime: a weak one never raises a size. 1 without a regime. */
export function regimeMultiplier(regime: Pick<Regime, 'label' | 'weak'> | undefined): number {
  if (!regime) return 1;
  const multiplier = regimeMultipliers[regime.label];
  return regime.weak ? Math.min(multiplier, 1) : multiplier;
}
