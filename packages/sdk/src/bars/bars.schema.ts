import { z } from 'zod';

/** Columns every frame has, all `Float64Array` of `length` rows. */
export const barColumns = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
/** Name of a bar column. */
export type BarColumn = (typeof barColumns)[number];

/** Bar lengths: minutes, hours, a day, a week, a month. */
export const intervalSchema = z.enum(['1m', '5m', '15m', '30m', '1h', '4h', '1d', '1w', '1M']);
export type Interval = z.output<typeof intervalSchema>;

/**
 * What the prices are: `raw` as traded; `split` and `total_return` back-adjusted; `as_given` when nobody knows.
 * Only a raw frame settles its actions in the ledger.
 */
export const priceBasisSchema = z.enum(['raw', 'split', 'total_return', 'as_given']);
export type PriceBasis = z.output<typeof priceBasisSchema>;

const actionOrigin = z.enum(['reported', 'derived']);

/** A corporate action; `exDate` is epoch ms UTC of the first session that trades without the right. */
export const actionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('split'),
    exDate: z.number(),
    /** New shares for one old share: 7 for a 7:1 split, 0.1 for a 1:10 reverse split. */
    ratio: z.number().positive(),
    source: actionOrigin,
    /** Already contained in the prices: the ledger ignores it. */
    inPrice: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('dividend'),
    exDate: z.number(),
    /** Cash for one share as it traded then (raw), in the frame's currency. */
    amount: z.number().positive(),
    special: z.boolean().optional(),
    source: actionOrigin,
    inPrice: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('symbol_change'),
    /** First session under the new ticker. Shares, money, prices and resting orders stay as they are. */
    exDate: z.number(),
    from: z.string().min(1),
    to: z.string().min(1),
    source: actionOrigin,
  }),
]);
export type CorporateAction = z.output<typeof actionSchema>;

/** Where a frame comes from. Synthetic data never enters a run that did not ask for it. */
export const provenanceSchema = z.strictObject({
  kind: z.enum(['real', 'replayed', 'simulated', 'synthetic']),
  provider: z.string(),
  /** Human-readable source: a package and file, a path, an endpoint. */
  source: z.string(),
  /** sha256 (hex) of columns and actions: the identity of the frame. A provider of data may leave it empty: the bot fills it in. */
  contentHash: z.string(),
  license: z.string().optional(),
});
export type Provenance = z.output<typeof provenanceSchema>;

/** What a quality check found; `from` and `to` bound the rows concerned (epoch ms UTC). */
export const findingSchema = z.strictObject({
  check: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  message: z.string(),
  count: z.number().int(),
  from: z.number(),
  to: z.number(),
});
export type DataFinding = z.output<typeof findingSchema>;

/** Facts about a frame that decide how it may be used. */
export const qualitySchema = z.strictObject({
  /** False for an index or another series that cannot be bought. */
  tradable: z.boolean(),
  /** Bars in a year, for annualisation (252 for daily stock bars, 365 for daily crypto bars). */
  periodsPerYear: z.number().positive(),
  currency: z.string(),
  /** Id of the trading calendar the bars follow (`XNYS`, `CRYPTO` …); absent when nobody named one. */
  calendar: z.string().min(1).optional(),
  /** Whether all dividends are known: a total return may be quoted only then. */
  dividendsKnown: z.boolean(),
  findings: z.array(findingSchema),
});
export type DataQuality = z.output<typeof qualitySchema>;

const headerSchema = z.object({
  symbol: z.string().min(1),
  interval: intervalSchema,
  length: z.number().int().nonnegative(),
  basis: priceBasisSchema,
  actions: z.array(actionSchema),
  provenance: provenanceSchema,
  quality: qualitySchema,
});

/**
 * Bars of one symbol as columns. Immutable by contract.
 * `time` is the bar's open in epoch ms UTC, strictly increasing (daily bars: midnight UTC of the session date);
 * prices are finite and positive; a gap is an absent row, never NaN.
 */
export type Bars = Readonly<z.output<typeof headerSchema>> & { readonly [C in BarColumn]: Float64Array };

/** Whether `value` is a `Float64Array`, of this realm or another. */
export function isFloat64Array(value: unknown): value is Float64Array {
  return Object.prototype.toString.call(value) === '[object Float64Array]';
}

/** Whether `value` is an `Int8Array`, of this realm or another. */
export function isInt8Array(value: unknown): value is Int8Array {
  return Object.prototype.toString.call(value) === '[object Int8Array]';
}

/** Checks the header and the shape of the columns (never the cells); the frame keeps its identity. */
export const barsSchema = z.custom<Bars>().superRefine((value, ctx) => {
  const header = headerSchema.safeParse(value);
  if (!header.success) {
    for (const issue of header.error.issues) ctx.addIssue({ code: 'custom', message: issue.message, path: issue.path });
    return;
  }
  for (const column of barColumns) {
    const data: unknown = value[column];
    if (!isFloat64Array(data)) {
      ctx.addIssue({ code: 'custom', message: 'must be a Float64Array', path: [column] });
    } else if (data.length !== value.length) {
      ctx.addIssue({ code: 'custom', message: `has ${data.length} rows, not ${value.length}`, path: [column] });
    }
  }
});
