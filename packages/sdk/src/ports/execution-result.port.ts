import { z } from 'zod';
import { backtestResultSchema, equityCurveSchema, tradeSchema } from './backtest-result.port.js';
import { portType } from './port-type.js';

/** What a paper or live session did. */
export const sessionReportSchema = z.strictObject({
  sessionId: z.string(),
  kind: z.enum(['paper', 'live']),
  /** Where the bars came from: stored bars replayed, or a live feed. */
  feed: z.enum(['replay', 'live']),
  /** `resumed` when an earlier journal of the same session was continued. */
  start: z.enum(['new', 'resumed']),
  state: z.enum(['finished', 'stopped', 'halted']),
  bars: z.number().int(),
  orders: z.number().int(),
  fills: z.number().int(),
  rejected: z.number().int(),
  orderHash: z.string(),
  cash: z.number(),
  equityCurve: equityCurveSchema,
  finalEquity: z.number(),
  trades: z.array(tradeSchema),
  journal: z.strictObject({ path: z.string(), events: z.number().int(), tailHash: z.string() }),
  warnings: z.array(z.string()),
});
export type SessionReport = z.output<typeof sessionReportSchema>;
export const SessionReport = portType('SessionReport', 1, sessionReportSchema);

/** What `execution.execute` returns: a backtest or a session, by the run's mode. */
export const executionResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('backtest'), backtest: backtestResultSchema }),
  z.strictObject({ kind: z.literal('session'), session: sessionReportSchema }),
]);
export type ExecutionResult = z.output<typeof executionResultSchema>;
export const ExecutionResult = portType('ExecutionResult', 1, executionResultSchema);
