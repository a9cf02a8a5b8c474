import type { RegimeLabel } from '@bot-v2/sdk';

/** The part of the position cap that a symbol in each regime may use; the rest stays cash. */
export const regimeCaps: Readonly<Record<RegimeLabel, number>> = {
  bull_quiet: 1,
  bull_volatile: 0.9,
  bear_quiet: 0.6,
  bear_volatile: 0.4,
  sideways_quiet: 1,
  sideways_volatile: 0.7,
  crisis: 0.2,
};
