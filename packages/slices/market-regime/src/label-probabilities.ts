import { normalCdf } from '@bot-v2/quant/statistics';
import { regimeLabels } from '@bot-v2/sdk';
import type { RegimeLabel } from '@bot-v2/sdk';
import type { Measures } from './measure.js';
import type { RegimeConfig } from './regime-config.schema.js';

/** Probability of each label, in the order of `regimeLabels`; they sum to 1. */
export type LabelProbabilities = Float64Array;

/** Standard errors of the estimates a label rests on, annual fractions. */
export interface MeasureErrors {
  readonly volatility: number;
  readonly trend: number;
}

/** P(true value > threshold) when the estimate errs normally; without an error the comparison itself (½ at equality). */
function above(estimate: number, threshold: number, standardError: number): number {
  if (standardError > 0) return normalCdf((estimate - threshold) / standardError);
  return estimate > threshold ? 1 : estimate < threshold ? 0 : 0.5;
}

/**
 * Errors of a volatility and a trend measured over n independent normal returns with P periods a year: of the trend
 * volatility · √(P/n), of the volatility volatility ÷ √(2(n − 1)).
 */
export function sampleErrors(volatility: number, periodsPerYear: number, n: number): MeasureErrors {
  return { volatility: volatility / Math.sqrt(2 * (n - 1)), trend: volatility * Math.sqrt(periodsPerYear / n) };
}

/**
 * The probability that volatility and trend, each known only to its standard error, lie where a label says, the two
 * taken as independent. The drawdown is observed, not estimated: below its threshold only the volatility of a crisis is
 * in doubt.
 */
export function labelProbabilities(
  { volatility, trend, drawdown }: Pick<Measures, 'volatility' | 'trend' | 'drawdown'>,
  errors: MeasureErrors,
  { crisis, bullAbove, bearBelow, quietBelow }: RegimeConfig,
): LabelProbabilities {
  const volatile = above(volatility, quietBelow, errors.volatility);
  // A crisis takes its share from the volatile labels, or from the quiet ones where its threshold is the lower.
  const extreme = above(volatility, crisis.volatility, errors.volatility);
  const bull = above(trend, bullAbove, errors.trend);
  const bear = 1 - above(trend, bearBelow, errors.trend);
  const sides = { bull, bear, sideways: Math.max(0, 1 - bull - bear) };
  const falling = 1 - above(trend, crisis.trend, errors.trend);
  const deep = drawdown <= crisis.drawdown;
  const inCrisis = (side: keyof typeof sides): number => {
    if (deep) return sides[side];
    if (side === 'bear') return Math.min(falling, bear);
    return side === 'sideways'
      ? Math.min(sides.sideways, Math.max(0, falling - bear))
      : Math.max(0, falling - bear - sides.sideways);
  };
  const out = new Float64Array(regimeLabels.length);
  regimeLabels.forEach((label, i) => {
    if (label === 'crisis') out[i] = extreme * (deep ? 1 : falling);
    else {
      const [side, state] = label.split('_') as [keyof typeof sides, 'quiet' | 'volatile'];
      const share = inCrisis(side);
      const within = state === 'volatile' ? volatile : 1 - volatile;
      const calm = state === 'volatile' ? Math.max(0, volatile - extreme) : Math.min(within, 1 - extreme);
      out[i] = (sides[side] - share) * within + share * calm;
    }
  });
  return out;
}

/** The entry of a label. */
export function probabilityOf(label: RegimeLabel, probabilities: ArrayLike<number>): number {
  return probabilities[regimeLabels.indexOf(label)]!;
}
