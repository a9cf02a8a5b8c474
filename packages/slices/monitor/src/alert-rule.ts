import { z } from 'zod';

/**
 * What rules can be about. `cpu`, `memory`, `disk` and `error_rate` are fractions, `response_ms` and
 * `event_loop_lag_ms` milliseconds, `component_down` is 1 or 0.
 */
export const metrics = [
  'cpu',
  'memory',
  'disk',
  'event_loop_lag_ms',
  'error_rate',
  'response_ms',
  'component_down',
] as const;
export type Metric = (typeof metrics)[number];

/** A rule as data: an alert is raised when `metric` has been above `above` for `forMs`. */
export const alertRuleSchema = z.strictObject({
  name: z.string().min(1),
  metric: z.enum(metrics),
  above: z.number(),
  severity: z.enum(['info', 'warning', 'error']),
  /** Default 0: at once. */
  forMs: z.number().min(0).default(0),
});
export type AlertRule = z.output<typeof alertRuleSchema>;

/** The rules in force unless the configuration has its own. A busy processor counts after a minute: a run is meant to compute. */
export const defaultRules: readonly AlertRule[] = [
  { name: 'cpu', metric: 'cpu', above: 0.8, severity: 'warning', forMs: 60_000 },
  { name: 'memory', metric: 'memory', above: 0.8, severity: 'warning', forMs: 0 },
  { name: 'disk', metric: 'disk', above: 0.9, severity: 'error', forMs: 0 },
  { name: 'error_rate', metric: 'error_rate', above: 0.05, severity: 'error', forMs: 0 },
  { name: 'response', metric: 'response_ms', above: 1_000, severity: 'warning', forMs: 0 },
  { name: 'component_down', metric: 'component_down', above: 0, severity: 'error', forMs: 0 },
];
