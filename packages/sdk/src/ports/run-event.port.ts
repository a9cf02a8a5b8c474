import { z } from 'zod';
import { portType } from './port-type.js';

/** Something that happened in a run. `seq` counts from 0 within the run; `runId` correlates. */
export const runEventSchema = z.strictObject({
  runId: z.string(),
  seq: z.number().int().nonnegative(),
  at: z.number(),
  /** `step.finished`, `run.started`, `alert.raised`, …: dotted, lower case. */
  type: z.string().regex(/^[a-z]+(\.[a-z_]+)+$/),
  severity: z.enum(['debug', 'info', 'warning', 'error']),
  message: z.string(),
  slice: z.string().optional(),
  step: z.string().optional(),
  symbol: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});
export type RunEvent = z.output<typeof runEventSchema>;
export const RunEvent = portType('RunEvent', 1, runEventSchema);
