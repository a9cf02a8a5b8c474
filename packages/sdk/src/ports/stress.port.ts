import { z } from 'zod';

const nullable = z.number().nullable();

const stressNames = z.enum(['costs_doubled', 'one_bar_later', 'pessimistic_ties', 'without_best_trades']);

/** One way in which the world was made harder, and what the same decisions then came to. */
export const stressScenarioSchema = z.strictObject({
  name: stressNames,
  /** What was changed, in words. */
  text: z.string(),
  /** Whether the bars were traded again; false where nothing could differ or trades were only taken out. */
  rerun: z.boolean(),
  totalReturn: z.number(),
  sharpe: nullable,
  sharpeInterval: z.tuple([z.number(), z.number()]).nullable(),
  maxDrawdown: nullable,
  closedTrades: z.number().int(),
  costs: z.number(),
});
export type StressScenario = z.output<typeof stressScenarioSchema>;

/** A run under stress. */
export const stressSchema = z.strictObject({
  scenarios: z.array(stressScenarioSchema),
  /** Scenarios that could not be run, and why. */
  unmeasured: z.array(z.strictObject({ name: stressNames, reason: z.string() })),
  /**
   * `none`: the interval of the unstressed Sharpe ratio does not lie above zero, so there is no edge to lose.
   * `survives`: it does, and under every scenario too (where trades were taken out: the return stays above zero).
   * `lost`: it does, but not under every scenario, or one could not be measured.
   */
  edge: z.enum(['none', 'survives', 'lost']),
  verdict: z.string(),
});
export type StressReport = z.output<typeof stressSchema>;
