import { intervalSchema, modes } from '@bot-v2/sdk';
import { z } from 'zod';

const dayMs = 86_400_000;

/**
 * Epoch ms of an ISO date or instant; a bare date is midnight UTC, or the last millisecond of the day for `end`.
 * NaN where it is none, 30 February included.
 */
function instant(text: string, end: boolean): number {
  const date = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  const midnight = date === undefined ? NaN : Date.parse(date);
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== date) return NaN;
  if (text !== date) return Date.parse(text);
  return end ? midnight + dayMs - 1 : midnight;
}

function dateSchema(end: boolean) {
  return z.union([z.number(), z.string()]).transform((value, ctx) => {
    const at = typeof value === 'number' ? value : instant(value, end);
    // A year, or a date without dashes, would be an instant of the first day of 1970.
    if (!Number.isFinite(at) || (typeof value === 'number' && at > 0 && at < 1e8))
      ctx.addIssue({ code: 'custom', message: `must be a date like 2015-11-09, not "${String(value)}"` });
    return at;
  });
}

/** A fraction of the common span (0 to 1), or a date. At 1 everything is known and nothing is left to be judged on. */
const decideAtSchema = z
  .union([z.number(), z.string()])
  .transform((value, ctx): { fraction: number } | { date: number } => {
    const number = typeof value === 'number' ? value : value.trim() === '' ? NaN : Number(value);
    if (Number.isFinite(number)) {
      if (number < 0 || number > 1)
        ctx.addIssue({ code: 'custom', message: `must be a fraction from 0 to 1, not ${number}` });
      return { fraction: number };
    }
    const date = instant(String(value), false);
    if (!Number.isFinite(date))
      ctx.addIssue({ code: 'custom', message: `must be a fraction or a date like 2015-11-09, not "${String(value)}"` });
    return { date };
  });

/** Names of plain objects' own parts (`toString`) are none: results are objects by symbol. */
const symbolSchema = z
  .string()
  .regex(/^[^\s,\p{Cc}]{1,64}$/u, 'must be a symbol of at most 64 characters, without spaces or commas')
  .refine((symbol) => !(symbol in {}), 'is no symbol');

/** Sources find a symbol whatever its case: two that differ in nothing else would be the same bars, twice. */
const symbolsSchema = z
  .union([symbolSchema.transform((symbol) => [symbol]), z.array(symbolSchema)])
  .transform((symbols) => [...new Set(symbols)])
  .superRefine((symbols, ctx) => {
    const seen = new Map<string, string>();
    for (const symbol of symbols) {
      const twin = seen.get(symbol.toUpperCase());
      if (twin !== undefined)
        ctx.addIssue({ code: 'custom', message: `${twin} and ${symbol} differ in case only: name one of them` });
      seen.set(symbol.toUpperCase(), symbol);
    }
  });

/** A strategy by id or file; several where a workflow takes several. */
const strategySchema = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).transform((named) => {
  const names = [...new Set([named].flat())];
  return names.length > 1 ? names : names[0]!;
});

const costsSchema = z.strictObject({
  commissionRate: z.number().min(0).default(0),
  halfSpreadBps: z.number().min(0).default(2.5),
  slippageBps: z.number().min(0).default(10),
  commissionPerUnit: z.number().min(0).optional(),
  commissionPerOrder: z.number().min(0).optional(),
  commissionMinimum: z.number().min(0).optional(),
});

/** A margin account; rates left out are those of the account's terms. */
const marginSchema = z.strictObject({ initial: z.number().positive().max(1).optional() });

const accountSchema = z.strictObject({
  capital: z.number().default(100_000),
  currency: z.string().min(1).default('USD'),
  fractional: z.boolean().default(false),
  shorting: z.boolean().default(false),
  cashInterest: z.number().default(0),
  riskFree: z.number().default(0),
  allowIndex: z.boolean().default(false),
  allowInSample: z.boolean().default(false),
  costs: costsSchema.prefault({}),
  margin: marginSchema.optional(),
});

/** Levels from nothing to everything. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** The core's own part of the configuration; slices' sections are checked by the slices. */
export const coreConfigSchema = z.strictObject({
  mode: z.enum(modes).default('backtest'),
  symbols: symbolsSchema.default([]),
  workflow: z.string().min(1).nullable().default(null),
  account: accountSchema.prefault({}),
  strategy: strategySchema.nullable().default(null),
  strategyParams: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).default({}),
  from: dateSchema(false).nullable().default(null),
  to: dateSchema(true).nullable().default(null),
  decideAt: decideAtSchema.default({ fraction: 0.5 }),
  interval: intervalSchema.default('1d'),
  seed: z.number().int().min(0).max(4_294_967_295).default(1),
  preset: z.string().min(1).nullable().default(null),
  providers: z.record(z.string(), z.string()).default({}),
  trust: z
    .strictObject({ allow: z.array(z.strictObject({ name: z.string().min(1), range: z.string().min(1) })).default([]) })
    .prefault({}),
  stateDir: z.string().min(1),
  workflows: z.array(z.string()).default([]),
  log: z
    .strictObject({ level: z.enum(logLevels).default('warn'), file: z.string().nullable().default(null) })
    .prefault({}),
  /** Symbols worked on side by side. */
  concurrency: z.number().int().min(1).max(64).default(8),
  /** How long import, start and stop of a slice may each take, milliseconds. */
  startTimeoutMs: z.number().int().positive().default(10_000),
});

/** The configuration of a run, complete. Dates are epoch ms UTC. */
export type CoreConfig = z.output<typeof coreConfigSchema>;

/** Keys by the object they stand in, for the nearest name of an unknown one. */
export const knownKeys: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(coreConfigSchema.shape),
  account: Object.keys(accountSchema.shape),
  'account.costs': Object.keys(costsSchema.shape),
  'account.margin': Object.keys(marginSchema.shape),
  trust: ['allow'],
  'trust.allow': ['name', 'range'],
  log: ['level', 'file'],
};
