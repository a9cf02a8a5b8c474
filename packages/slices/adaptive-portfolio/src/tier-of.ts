import { BotError } from '@bot-v2/sdk';
import type { TierName } from '@bot-v2/sdk';
import { tiers } from './tiers.js';
import type { Tier } from './tiers.js';

/** Where the account was, and how far past a boundary it must go to leave. */
export interface TierMemory {
  /** Tier at the previous decision; null at the first. */
  readonly previous: TierName | null;
  /** Half-width of the band around a boundary, as a fraction of it. */
  readonly hysteresis: number;
}

/**
 * The tier of an account. With a previous tier it changes only when equity is `hysteresis` beyond the boundary, so that
 * an account walking along a boundary stays where it is.
 * @throws BOT_CONFIG_BELOW_MINIMUM below the first tier, whatever the previous one was
 */
export function tierOf(equity: number, memory: TierMemory = { previous: null, hysteresis: 0 }): Tier {
  const smallest = tiers[0]!;
  if (!(equity >= smallest.from)) {
    throw new BotError(
      'BOT_CONFIG_BELOW_MINIMUM',
      `an account of ${equity} is below minimum: no tier is under ${smallest.from}`,
      {
        details: { equity, minimum: smallest.from },
        hint: `Start with at least ${smallest.from}, for example --capital ${smallest.from}.`,
      },
    );
  }
  const plain = tiers.findLastIndex((tier) => equity >= tier.from);
  const previous = memory.previous === null ? plain : tiers.findIndex((tier) => tier.name === memory.previous);
  const up = tiers.findLastIndex((tier) => equity >= tier.from * (1 + memory.hysteresis));
  const down = tiers.findLastIndex((tier) => equity >= tier.from * (1 - memory.hysteresis));
  return tiers[Math.max(Math.min(previous, down), up, 0)]!;
}
