import { z } from 'zod';
import { portType } from './port-type.js';

/** A strategy as data: which code, with which parameters. The catalogue turns it into code. */
export const strategyRefSchema = z.strictObject({
  /** The package that offers it, or `inline` / `file:…`. */
  provider: z.string(),
  id: z.string(),
  version: z.string(),
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  artifact: z.string().optional(),
  /** Time of the last bar that influenced parameters or artifact, when they were fitted. */
  knownThrough: z.number().optional(),
});
export type StrategyRef = z.output<typeof strategyRefSchema>;

/** How well founded a choice is. */
export const evidenceSchema = z.strictObject({
  verdict: z.enum(['sufficient', 'insufficient']),
  windows: z.number().int(),
  effectiveWindows: z.number(),
  /** Mean net improvement over the baseline per window (fraction), with a block-bootstrap interval. */
  improvement: z.strictObject({ mean: z.number(), low: z.number(), high: z.number() }).nullable(),
  baselines: z.array(z.strictObject({ name: z.string(), meanReturn: z.number() })),
});
export type Evidence = z.output<typeof evidenceSchema>;

/** The strategy to trade one symbol with, and why. */
export const strategyChoiceSchema = z.strictObject({
  symbol: z.string(),
  strategy: strategyRefSchema,
  /** `fixed` when the user named it, `tuned` when an optimizer set the parameters. */
  kind: z.enum(['selected', 'fallback', 'fixed', 'tuned']),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  evidence: evidenceSchema.nullable(),
  reasons: z.array(z.string()),
  /** Time of the last bar or label that influenced the choice; null when nothing was fitted. */
  knownThrough: z.number().nullable(),
});
export type StrategyChoice = z.output<typeof strategyChoiceSchema>;
export const StrategyChoice = portType('StrategyChoice', 1, strategyChoiceSchema);
