import type { Account, Allocation } from '@bot-v2/sdk';
import type { SizingSettings } from './presets.js';

/** Cap and minimum of one position as fractions of equity, and where they come from when not from the settings. */
export interface PositionLimits {
  readonly maxFraction: number;
  readonly minFraction: number;
  readonly capNote?: string;
  readonly minimumNote?: string;
}

/**
 * The tighter of the settings' limits and those of the allocation: its weight, its largest fraction, and the tier's
 * smallest position in money.
 */
export function limitsOf(
  { maxFraction, minFraction }: Pick<SizingSettings, 'maxFraction' | 'minFraction'>,
  allocation: Allocation | undefined,
  { equity, currency }: Pick<Account, 'equity' | 'currency'>,
): PositionLimits {
  if (!allocation) return { maxFraction, minFraction };
  const allocated = Math.min(allocation.weight, allocation.maxFraction);
  const smallest = equity > 0 ? Math.min(1, allocation.minimumPosition / equity) : 1;
  return {
    maxFraction: Math.min(maxFraction, allocated),
    minFraction: Math.max(minFraction, smallest),
    ...(allocated < maxFraction
      ? {
          capNote:
            allocated === 0
              ? allocation.reasons.join('; ')
              : `allocation ${allocation.method}, tier ${allocation.tier}`,
        }
      : {}),
    ...(smallest > minFraction
      ? { minimumNote: `${allocation.minimumPosition} ${currency}, tier ${allocation.tier}` }
      : {}),
  };
}
