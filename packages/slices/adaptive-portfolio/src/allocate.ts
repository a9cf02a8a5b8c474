import type { Allocation, BySymbol } from '@bot-v2/sdk';
import { rulesOn } from './account-rules.js';
import { candidatesOf } from './candidates.js';
import type { AllocateInput, Candidate } from './candidates.js';
import type { AdaptivePortfolioConfig } from './config.schema.js';
import { percent } from './percent.js';
import { capsOf } from './presets.js';
import { tierOf } from './tier-of.js';
import type { Tier } from './tiers.js';
import { capWeights } from './weights.js';

/**
 * Shares the account among the symbols of `choices`: the account's tier, the symbols that qualify, weights under the
 * caps, and no position under the tier's minimum (the smallest is dropped, the rest weighed anew). Every symbol gets an
 * entry; one that is left out has weight 0 and the reason. Does not depend on the order of the symbols.
 * @throws BOT_CONFIG_BELOW_MINIMUM when the account is too small for any tier
 */
export function allocateAccount(input: AllocateInput, config: AdaptivePortfolioConfig): BySymbol<Allocation> {
  const { histories, account } = input;
  const tier = tierOf(account.equity, { previous: config.previousTier ?? null, hysteresis: config.hysteresis });
  const caps = capsOf(config.preset, config.buffer);
  const { inside, outside } = candidatesOf(input, tier, caps.position, config);
  const { held, weights, dropped } = worthHolding(inside, caps.portfolio, account.equity, tier);

  const entry = (symbol: string, weight: number, maxFraction: number, reasons: string[]): Allocation => ({
    symbol,
    tier: tier.name,
    method: config.method,
    weight,
    maxFraction,
    minimumPosition: tier.minimumPosition,
    strategies: [...tier.strategies],
    reasons,
  });
  const entries = [
    ...[...outside, ...dropped].map(([symbol, reasons]) => entry(symbol, 0, 0, ['left out', ...reasons])),
    ...held.map(({ symbol, cap, notes }) => {
      const weight = weights.get(symbol)!;
      const limit = weight >= cap ? `cap ${percent(cap)} of one position` : `portfolio cap ${percent(caps.portfolio)}`;
      const settlement = settlementText(histories[symbol]?.time.at(-1), tier.account);
      return entry(symbol, weight, cap, [`tier ${tier.name}`, ...notes, limit, ...settlement]);
    }),
  ].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  return Object.fromEntries(entries.map((allocation) => [allocation.symbol, allocation]));
}

/**
 * Weights without positions under the tier's minimum: the smallest goes first (of equals the least preferred), and leaves
 * its share to the others.
 */
function worthHolding(candidates: readonly Candidate[], total: number, equity: number, tier: Tier) {
  const dropped = new Map<string, string[]>();
  let held = candidates;
  let weights = capWeights(held, total);
  for (;;) {
    const weightOf = ({ symbol }: Candidate) => weights.get(symbol)!;
    const least = Math.min(...held.map(weightOf)) + 1e-12;
    const smallest = held.findLast((candidate) => weightOf(candidate) <= least);
    if (!smallest || weightOf(smallest) * equity >= tier.minimumPosition) return { held, weights, dropped };
    const weight = weightOf(smallest);
    dropped.set(smallest.symbol, [
      `${percent(weight)} of ${money(equity)} is ${money(weight * equity)}, under the minimum of ` +
        `${tier.minimumPosition} of tier ${tier.name}`,
    ]);
    held = held.filter((candidate) => candidate !== smallest);
    weights = capWeights(held, total);
  }
}

function settlementText(at: number | undefined, account: Tier['account']): string[] {
  return at === undefined || account === 'margin'
    ? []
    : [`cash account: a sale is paid at T+${rulesOn(at).settlementDays}`];
}

function money(amount: number): string {
  return String(Math.round(amount * 100) / 100);
}
