import type { Bars, StrategyChoice } from '@bot-v2/sdk';
import type { AdaptivePortfolioConfig } from './config.schema.js';
import type { Tier } from './tiers.js';

/** Bars over which the volume is averaged. */
export const volumeWindow = 20;

/** Names under which the tiers list the built-in strategies. */
const family: Readonly<Record<string, string>> = {
  simple_ma: 'trend_following',
  breakout: 'trend_following',
  momentum: 'momentum',
  mean_reversion: 'mean_reversion',
};

/** Whether a tier lists a strategy, by its id or its family; one that lists `ml_enhanced` allows any. */
export function allowsStrategy(tier: Tier, strategy: string): boolean {
  return [strategy, family[strategy], 'ml_enhanced'].some(
    (name) => name !== undefined && tier.strategies.includes(name),
  );
}

/** Why a symbol takes no part (empty: it does), and what is to be said about it otherwise. */
export interface Eligibility {
  readonly refused: readonly string[];
  readonly notes: readonly string[];
}

/** Checks one symbol against the tier and the limits on price and volume, on its history only. */
export function eligibility(
  history: Bars,
  choice: StrategyChoice,
  tier: Tier,
  config: Pick<AdaptivePortfolioConfig, 'price' | 'volume' | 'enforceStrategies'>,
): Eligibility {
  const refused: string[] = [];
  const notes: string[] = [];
  const { price, volume, enforceStrategies } = config;
  const last = history.length - 1;

  if (last < 0) notes.push('no history: price and volume are not checked');
  else {
    const close = history.close[last]!;
    if (history.basis !== 'raw') notes.push(`prices are ${history.basis}, not raw: the price limits are not checked`);
    else if (close < price.min || close > price.max) {
      refused.push(`a share at ${close.toFixed(2)} is outside ${price.min} to ${price.max}`);
    }
    const traded = meanVolume(history);
    if (traded < volume) refused.push(`${Math.round(traded)} shares a day are under ${volume}`);
  }

  if (choice.kind === 'selected' && choice.confidence < tier.confidence) {
    refused.push(`confidence ${choice.confidence.toFixed(2)} is under ${tier.confidence} of tier ${tier.name}`);
  }
  if (!allowsStrategy(tier, choice.strategy.id)) {
    const text = `${choice.strategy.id} is not among the strategies of tier ${tier.name} (${tier.strategies.join(', ')})`;
    (enforceStrategies ? refused : notes).push(text);
  }
  return { refused, notes };
}

/** Mean volume of the last bars, at most `volumeWindow`; the history is not empty. */
function meanVolume({ volume, length }: Bars): number {
  const from = Math.max(0, length - volumeWindow);
  let sum = 0;
  for (let i = from; i < length; i++) sum += volume[i]!;
  return sum / (length - from);
}
