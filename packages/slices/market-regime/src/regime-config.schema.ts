import { z } from 'zod';

/** The `market_regime` section of the configuration. Rates are annual fractions (0.25 is 25 % a year). */
export const regimeConfigSchema = z
  .strictObject({
    /** The model that labels. All of them name what they find by the thresholds below. */
    model: z.enum(['rules', 'hmm', 'garch', 'change_point', 'ensemble']).default('rules'),
    /** When fitted models are fitted: on all returns so far, first after `first` of them, then every `every` bars. */
    refit: z
      .strictObject({ first: z.number().int().min(100).default(252), every: z.number().int().min(1).default(63) })
      .prefault({}),
    /** The hidden Markov model: its most states, and the seeded starts of its first fit. */
    hmm: z
      .strictObject({
        states: z.number().int().min(1).max(6).default(3),
        restarts: z.number().int().min(1).default(5),
      })
      .prefault({}),
    /** Log returns that volatility and trend are measured over. */
    window: z.number().int().min(20).default(60),
    /** Volatility below this is quiet, else volatile. */
    quietBelow: z.number().positive().default(0.25),
    /** Upper ends of the bands low, medium and high; above is extreme. */
    bands: z
      .strictObject({
        low: z.number().positive().default(0.15),
        medium: z.number().positive().default(0.25),
        high: z.number().positive().default(0.4),
      })
      .prefault({}),
    /** Trend above this is a bull market. */
    bullAbove: z.number().default(0.05),
    /** Trend below this is a bear market; between the two it is sideways. */
    bearBelow: z.number().default(-0.05),
    /** Crisis: volatility at or above, and either the drawdown or the trend at or below. */
    crisis: z
      .strictObject({
        volatility: z.number().positive().default(0.4),
        drawdown: z.number().max(0).default(-0.2),
        trend: z.number().max(0).default(-0.2),
      })
      .prefault({}),
    /** Bars whose highest close the drawdown is measured from. */
    highBars: z.number().int().min(2).default(252),
    /** Consecutive bars that must agree before the label changes. */
    confirmBars: z.number().int().min(1).default(5),
    /** |trendT| below this is weak. */
    weakBelow: z.number().min(0).default(0.5),
  })
  .superRefine(({ bullAbove, bearBelow, bands }, ctx) => {
    if (bearBelow > bullAbove) {
      ctx.addIssue({ code: 'custom', path: ['bearBelow'], message: `must not be above bullAbove (${bullAbove})` });
    }
    if (!(bands.low <= bands.medium && bands.medium <= bands.high)) {
      ctx.addIssue({ code: 'custom', path: ['bands'], message: 'must rise: low ≤ medium ≤ high' });
    }
  });
export type RegimeConfig = z.output<typeof regimeConfigSchema>;
