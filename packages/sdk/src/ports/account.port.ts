import { z } from 'zod';
import { tierNameSchema } from './allocation.port.js';
import { portType } from './port-type.js';

/** Costs of trading, charged on every fill. Rates are fractions of notional; bps are 1/10,000. */
export const costsSchema = z.strictObject({
  /** Fraction of notional a side. */
  commissionRate: z.number().min(0).default(0),
  /** Half of the bid-ask spread, paid by market and stop orders. */
  halfSpreadBps: z.number().min(0).default(2.5),
  /** Slippage of market and stop orders. */
  slippageBps: z.number().min(0).default(10),
  /** Commission for each share or contract, in account currency; none when absent. */
  commissionPerUnit: z.number().min(0).optional(),
  /** Fixed commission of an order that fills, however many fills it takes. */
  commissionPerOrder: z.number().min(0).optional(),
  /** The least an order that fills pays in commission. */
  commissionMinimum: z.number().min(0).optional(),
});
export type Costs = z.output<typeof costsSchema>;

/** What is particular to one symbol. Absent: a share, in any price, as `fractional` allows. */
export const instrumentSchema = z.strictObject({
  /** Units of the underlying in one contract (default 1). */
  multiplier: z.number().positive().optional(),
  /** Margin posted for each contract held, in account currency: a future, settled daily. Absent: paid for in full. */
  contractMargin: z.number().positive().optional(),
  /** Smallest price step of market and stop fills, rounded against the trader; none when absent. */
  tick: z.number().positive().optional(),
  /** Smallest quantity step (default 1, or 1e-9 when `fractional`). */
  lot: z.number().positive().optional(),
});
export type InstrumentTerms = z.output<typeof instrumentSchema>;

/**
 * A margin account: opening needs `initial` of the value, equity below the maintenance requirement at a close reduces all
 * positions at the next open. Defaults are Regulation T (12 CFR 220.12) and FINRA rule 4210. Fractions of market value.
 */
export const marginSchema = z.strictObject({
  initial: z.number().positive().max(1).default(0.5),
  maintenance: z.number().positive().max(1).default(0.25),
  maintenanceShort: z.number().positive().max(1).default(0.3),
  /** Annual rate on borrowed cash. */
  interest: z.number().min(0).default(0),
});
export type MarginTerms = z.output<typeof marginSchema>;

/** The rules an account trades under. */
export const termsSchema = z.strictObject({
  fractional: z.boolean().default(false),
  shorting: z.boolean().default(false),
  /** Annual rates, fractions; interest is on cash with futures settled and their margin taken out. */
  cashInterest: z.number().default(0),
  riskFree: z.number().default(0),
  allowIndex: z.boolean().default(false),
  allowInSample: z.boolean().default(false),
  /** Largest share of a bar's volume that fills of one symbol may take; the rest of an order goes on working. Absent: no limit. */
  volumeShare: z.number().positive().max(1).optional(),
  /** Annual fee on the value of short positions, a fraction (act/365). Absent: none. */
  borrowRate: z.number().min(0).optional(),
  /** Absent: a cash account, in which opening never makes cash negative. */
  margin: marginSchema.optional(),
  /** By symbol. */
  instruments: z.record(z.string(), instrumentSchema).optional(),
  costs: costsSchema.default({ commissionRate: 0, halfSpreadBps: 2.5, slippageBps: 10 }),
});
export type Terms = z.output<typeof termsSchema>;

export const positionSchema = z.strictObject({
  symbol: z.string(),
  /** Shares, negative when short. */
  quantity: z.number(),
  averagePrice: z.number(),
});
export type Position = z.output<typeof positionSchema>;

/** The account a run trades: money in `currency`, positions at the time of the decision. */
export const accountSchema = z.strictObject({
  currency: z.string().default('USD'),
  /** Capital the run started with. */
  capital: z.number().positive(),
  cash: z.number(),
  equity: z.number(),
  positions: z.array(positionSchema),
  terms: termsSchema,
  /** Tier at the decision before, so that an account near a boundary stays where it is; absent at the first. */
  previousTier: tierNameSchema.optional(),
});
export type Account = z.output<typeof accountSchema>;
export const Account = portType('Account', 1, accountSchema);

/** A flat account with `capital` and default terms, or those given. */
export function flatAccount(capital: number, terms: z.input<typeof termsSchema> = {}): Account {
  return { currency: 'USD', capital, cash: capital, equity: capital, positions: [], terms: termsSchema.parse(terms) };
}
