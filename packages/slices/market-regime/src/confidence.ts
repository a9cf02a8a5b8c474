import { normalCdf } from '@bot-v2/quant/statistics';
import type { RegimeLabel } from '@bot-v2/sdk';
import type { Measures } from './measure.js';
import type { RegimeConfig } from './regime-config.schema.js';

/** P(true value > threshold) when the estimate errs normally; without an error the comparison itself (½ at equality). */
function above(estimate: number, threshold: number, standardError: number): number {
  if (standardError > 0) return normalCdf((estimate - threshold) / standardError);
  return estimate > threshold ? 1 : estimate < threshold ? 0 : 0.5;
}

/**
 * How sure a label is, from 0 to 1: the probability that volatility and trend, each known only to its standard error,
 * lie where the label says. Standard errors over n returns and P periods a year: of the trend volatility · √(P/n), of
 * the volatility volatility ÷ √(2(n − 1)) (both for independent normal returns). The two sides are multiplied as
 * independent. A crisis by drawdown, which is observed and not estimated, has only its volatility in doubt.
 */
export function labelConfidence(
  label: RegimeLabel,
  { volatility, trend, drawdown }: Measures,
  periodsPerYear: number,
  config: RegimeConfig,
): number {
  const trendError = volatility * Math.sqrt(periodsPerYear / config.window);
  const volatilityError = volatility / Math.sqrt(2 * (config.window - 1));
  if (label === 'crisis') {
    const { crisis } = config;
    const falling = 1 - above(trend, crisis.trend, trendError);
    return above(volatility, crisis.volatility, volatilityError) * (drawdown <= crisis.drawdown ? 1 : falling);
  }
  const bull = above(trend, config.bullAbove, trendError);
  const bear = 1 - above(trend, config.bearBelow, trendError);
  const volatile = above(volatility, config.quietBelow, volatilityError);
  const [direction, state] = label.split('_') as ['bull' | 'bear' | 'sideways', 'quiet' | 'volatile'];
  const side = { bull, bear, sideways: Math.max(0, 1 - bull - bear) }[direction];
  return side * (state === 'volatile' ? volatile : 1 - volatile);
}
