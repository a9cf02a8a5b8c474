import type { Regime, RegimeLabel } from '@bot-v2/sdk';
import type { Measures } from './measure.js';
import type { RegimeConfig } from './regime-config.schema.js';

/** The label of one bar by thresholds alone, without confirmation. */
export function ruleLabel({ volatility, trend, drawdown }: Measures, config: RegimeConfig): RegimeLabel {
  const { crisis } = config;
  if (volatility >= crisis.volatility && (drawdown <= crisis.drawdown || trend <= crisis.trend)) return 'crisis';
  const direction = trend > config.bullAbove ? 'bull' : trend < config.bearBelow ? 'bear' : 'sideways';
  return `${direction}_${volatility < config.quietBelow ? 'quiet' : 'volatile'}`;
}

/** The band of a volatility: low, medium, high or extreme. */
export function volatilityBand(volatility: number, { bands }: RegimeConfig): Regime['volatilityBand'] {
  if (volatility < bands.low) return 'low';
  if (volatility < bands.medium) return 'medium';
  return volatility < bands.high ? 'high' : 'extreme';
}

/** Whether the direction is not to be trusted: |trendT| below the limit, or nothing moved at all. */
export function isWeak({ trend, trendT }: Measures, { weakBelow }: RegimeConfig): boolean {
  return trendT === null ? trend === 0 : Math.abs(trendT) < weakBelow;
}
