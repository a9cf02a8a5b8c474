import { z } from 'zod';
import {
  allocationSchema,
  analysisSchema,
  backtestReportSchema,
  correlationSchema,
  passportSchema,
  positionSizeSchema,
} from '../ports/index.js';
import {
  regimeSchema,
  sessionReportSchema,
  strategyChoiceSchema,
  strategyComparisonSchema,
  studySchema,
} from '../ports/index.js';
import { modes } from '../slice/run-context.js';

const errorSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  slice: z.string().optional(),
  capability: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** What became of one step. */
export const stepResultSchema = z.strictObject({
  id: z.string(),
  slice: z.string(),
  method: z.string(),
  status: z.enum(['ok', 'skipped', 'degraded', 'failed']),
  durationMs: z.number().nonnegative(),
  attempts: z.number().int().nonnegative(),
  error: errorSchema.optional(),
});
export type StepResult = z.output<typeof stepResultSchema>;

/** Everything needed to run it again. */
export const runManifestSchema = z.strictObject({
  schema: z.literal('bot-v2/manifest@1'),
  createdAt: z.number(),
  botVersion: z.string(),
  sdkApi: z.number().int(),
  node: z.string(),
  /** `source` is the text of the file it was read from, `sha256` (hex) that of the text. */
  workflow: z.strictObject({ name: z.string(), sha256: z.string(), source: z.string() }),
  /** Values of the workflow's parameters. */
  params: z.record(z.string(), z.unknown()),
  config: z.record(z.string(), z.unknown()),
  seed: z.number().int(),
  decideAt: z.number().nullable(),
  slices: z.record(z.string(), z.strictObject({ package: z.string(), version: z.string() })),
  strategies: z.record(z.string(), z.strictObject({ provider: z.string(), version: z.string() })),
  /** sha256 (hex) of the code of each package that took part, by package name. */
  code: z.record(z.string(), z.string()),
  /** Content hash of the bars of each symbol. */
  data: z.record(z.string(), z.string()),
  /** The same of bars that slices fetched themselves, as `SYMBOL for slice`; absent when none did. */
  fetched: z.record(z.string(), z.string()).optional(),
});
export type RunManifest = z.output<typeof runManifestSchema>;

/** What the symbol steps of one symbol, and its part of the portfolio steps, produced. */
export const symbolValuesSchema = z.strictObject({
  data: passportSchema.optional(),
  analysis: analysisSchema.optional(),
  regime: regimeSchema.optional(),
  choice: strategyChoiceSchema.optional(),
  size: positionSizeSchema.optional(),
  allocation: allocationSchema.optional(),
  study: studySchema.optional(),
  backtest: backtestReportSchema.optional(),
  /** Outputs of ports the core does not know, by port name. */
  other: z.record(z.string(), z.unknown()).optional(),
});
export type SymbolValues = z.output<typeof symbolValuesSchema>;

/** What the portfolio steps produced. */
export const portfolioValuesSchema = z.strictObject({
  backtest: backtestReportSchema.optional(),
  session: sessionReportSchema.optional(),
  correlation: correlationSchema.optional(),
  comparison: strategyComparisonSchema.optional(),
  other: z.record(z.string(), z.unknown()).optional(),
});

/** The one object a run returns and `--output json` prints. */
export const runResultSchema = z.strictObject({
  schema: z.literal('bot-v2/run@1'),
  runId: z.string(),
  mode: z.enum(modes),
  workflow: z.string(),
  success: z.boolean(),
  /** Parts that did not run, as `stage: reason`. */
  degraded: z.array(z.string()),
  symbols: z.record(
    z.string(),
    z.strictObject({ success: z.boolean(), steps: z.array(stepResultSchema), result: symbolValuesSchema }),
  ),
  portfolio: z.strictObject({ steps: z.array(stepResultSchema), result: portfolioValuesSchema }),
  errors: z.array(errorSchema),
  durationMs: z.number().nonnegative(),
  manifest: runManifestSchema,
});
export type RunResult = z.output<typeof runResultSchema>;
