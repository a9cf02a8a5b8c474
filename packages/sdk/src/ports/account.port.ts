import { z } from 'zod';
import { portType } from './port-type.js';

/** Costs of trading, charged on every fill. Rates are fractions of notional; bps are 1/10,000. */
export const costsSchema = z.strictObject({
  /** Fraction of notional a side. */
  commissionRate: z.number().min(0).default(0),
  /** Half of the bid-ask spread, paid by market and stop orders. */
  halfSpreadBps: z.number().min(0).default(2.5),
  /** Slippage of market and stop orders. */
  slippageBps: z.number().min(0).default(10),
});
export type Costs = z.output<typeof costsSchema>;

/** The rules an account trades under. */
export const termsSchema = z.strictObject({
  fractional: z.boolean().default(false),
  shorting: z.boolean().default(false),
  /** Annual rates, fractions. */
  cashInterest: z.number().default(0),
  riskFree: z.number().default(0),
  allowIndex: z.boolean().default(false),
  allowInSample: z.boolean().default(false),
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
});
export type Account = z.output<typeof accountSchema>;
export const Account = portType('Account', 1, accountSchema);

/** A flat account with `capital` and default terms, or those given. */
export function flatAccount(capital: number, terms: z.input<typeof termsSchema> = {}): Account {
  return { currency: 'USD', capital, cash: capital, equity: capital, positions: [], terms: termsSchema.parse(terms) };
}
