import { z } from 'zod';
import { alertRuleSchema, defaultRules } from './alert-rule.js';

/** Configuration of the slice. */
export const monitorConfig = z.strictObject({
  /** Whether events are also appended to `events.jsonl` in the state directory. Default false. */
  file: z.boolean().default(false),
  /** Events kept in memory. Default 1,000. */
  keep: z.number().int().min(1).max(1_000_000).default(1_000),
  /** Alert rules, instead of the built-in ones. Names must differ. */
  rules: z
    .array(alertRuleSchema)
    .refine((rules) => new Set(rules.map((rule) => rule.name)).size === rules.length, 'two rules have the same name')
    .default([...defaultRules]),
  /** An unacknowledged alert is repeated after this long, and not before. Default 15 minutes. */
  remindMs: z.number().min(0).default(900_000),
  /** Process and machine are measured at most this often. Default 5 seconds. */
  sampleMs: z.number().min(0).default(5_000),
  /** Over how long, and from how many events on, an error rate is taken. Default 5 minutes, 20 events. */
  errorWindowMs: z.number().positive().default(300_000),
  errorMinimum: z.number().int().min(1).default(20),
  /** A path on the file system whose use is watched. Default: the working directory. */
  diskPath: z.string().min(1).default('.'),
});
export type MonitorConfig = z.output<typeof monitorConfig>;
