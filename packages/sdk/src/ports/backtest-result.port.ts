import { z } from 'zod';
import { actionSchema, provenanceSchema, qualitySchema } from '../bars/index.js';
import { backtestDetailSchema, contributionSchema } from './backtest-detail.port.js';
import { portType } from './port-type.js';
import { stressSchema } from './stress.port.js';

const nullable = z.number().nullable();

/** Statistics of a run: fractions, per year where the name says so; null where undefined. */
export const statsSchema = z.strictObject({
  bars: z.number().int(),
  years: z.number(),
  initialEquity: z.number(),
  finalEquity: z.number(),
  totalReturn: nullable,
  cagr: nullable,
  annualizedVolatility: nullable,
  sharpe: nullable,
  /** 95 % stationary-bootstrap interval of the Sharpe ratio: [low, high]. */
  sharpeInterval: z.tuple([z.number(), z.number()]).nullable(),
  sortino: nullable,
  calmar: nullable,
  /** Largest fall from a peak, a negative fraction or 0. */
  maxDrawdown: nullable,
  /** Share of evaluation bars that end with a position. */
  timeInMarket: nullable,
  /** Mean of |position value| ÷ equity over the evaluation bars. */
  averageExposure: nullable,
  /** Round trips closed, and positions still open at the end (marked, not in the win rate). */
  closedTrades: z.number().int(),
  openTrades: z.number().int(),
  winRate: nullable,
  profitFactor: nullable,
  averageTradeReturn: nullable,
  /** Money paid in commission, spread and slippage. */
  costs: z.number(),
  /** P(true Sharpe > 0), and the years of such returns needed to say so at 95 %. */
  probabilisticSharpe: nullable,
  minimumTrackRecordYears: nullable,
});
export type Stats = z.output<typeof statsSchema>;

/** A round trip, or the open remainder of one (exit fields null). Money in account currency. */
export const tradeSchema = z.strictObject({
  symbol: z.string(),
  side: z.enum(['long', 'short']),
  quantity: z.number(),
  entryTime: z.number(),
  entryPrice: z.number(),
  exitTime: z.number().nullable(),
  exitPrice: z.number().nullable(),
  /** Net of costs, dividends included; for an open trade marked at the last close. */
  pnl: z.number(),
  /** pnl ÷ cost of the entry. */
  return: z.number(),
  costs: z.number(),
  bars: z.number().int(),
  entryReason: z.string(),
  exitReason: z.string().nullable(),
  /** The furthest the price went against the entry price and with it while held, as fractions: mae ≤ 0 ≤ mfe. */
  mae: z.number().optional(),
  mfe: z.number().optional(),
});
export type Trade = z.output<typeof tradeSchema>;

/** One fill, and why it had its price. */
export const executionSchema = z.strictObject({
  /** The order's number; 0 for the protective exit of a position. */
  order: z.number().int(),
  symbol: z.string(),
  /** Open time of the bar it happened in. */
  time: z.number(),
  side: z.enum(['buy', 'sell']),
  quantity: z.number(),
  price: z.number(),
  /** The price before spread and slippage. */
  reference: z.number(),
  fee: z.number(),
  cause: z.string(),
  /** The cause with the level reached, the gap to it, spread and slippage, in one line. */
  why: z.string(),
});
export type Execution = z.output<typeof executionSchema>;

/**
 * Finite numbers, as long as a run has bars: checked in one loop and passed on as they are, not parsed cell by cell into
 * another array. What a JSON schema says of it is that of `z.array(z.number())`.
 */
const curveColumnSchema = z
  .custom<number[]>()
  .superRefine((value, ctx) => {
    if (!Array.isArray(value)) return ctx.addIssue({ code: 'custom', message: 'must be an array of numbers' });
    const row = firstUnfit(value);
    if (row >= 0) ctx.addIssue({ code: 'custom', message: 'must be a finite number', path: [row] });
  })
  .meta({ type: 'array', items: { type: 'number' } });

/** The first place that holds no finite number; −1 without one. */
function firstUnfit(values: readonly unknown[]): number {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return i;
  return -1;
}

export const equityCurveSchema = z.strictObject({ time: curveColumnSchema, value: curveColumnSchema });
export type EquityCurve = z.output<typeof equityCurveSchema>;

export const windowSchema = z.strictObject({ from: z.number(), to: z.number(), bars: z.number().int() });
export type Window = z.output<typeof windowSchema>;

/** What the look-ahead probe did and found. A run that fails it has no report. */
export const probeSchema = z.strictObject({
  points: z.number().int(),
  ordersProbed: z.number().int(),
  orders: z.number().int(),
  forms: z.array(z.string()),
  verdict: z.enum(['none_found', 'not_proven']),
  note: z.string().nullable(),
});
export type ProbeReport = z.output<typeof probeSchema>;

/** Where the data of one symbol comes from, for every result. */
export const passportSchema = z.strictObject({
  symbol: z.string(),
  interval: z.string(),
  bars: z.number().int(),
  basis: z.string(),
  actions: z.array(actionSchema),
  provenance: provenanceSchema,
  quality: qualitySchema,
});
export type Passport = z.output<typeof passportSchema>;

/** One judged run: of the portfolio, or one symbol's contribution to it. */
export const backtestReportSchema = z.strictObject({
  /** `portfolio`: the account itself. `contribution`: what this symbol added, from the same run. */
  scope: z.enum(['portfolio', 'contribution']),
  symbols: z.array(z.string()),
  /** What the figures allow one to say, in words: one or two sentences. */
  verdict: z.string().optional(),
  stats: statsSchema,
  trades: z.array(tradeSchema),
  equity: equityCurveSchema,
  benchmark: z.strictObject({
    basis: z.enum(['price only', 'with dividends']),
    buyAndHold: statsSchema,
    sameExposure: statsSchema,
    equity: equityCurveSchema,
  }),
  windows: z.strictObject({ history: windowSchema.nullable(), evaluation: windowSchema }),
  /** Why annualised figures must be read with care; empty when nothing is missing. */
  insufficient: z.array(z.string()),
  inSample: z.boolean(),
  /** sha256 (hex) over every order and fill of the run, in order. */
  orderHash: z.string(),
  orders: z.number().int(),
  fills: z.number().int(),
  /** The first fills, up to 5,000; `fills` counts all. */
  executions: z.array(executionSchema).optional(),
  lookAhead: probeSchema,
  strategies: z.record(z.string(), z.string()),
  /** Conventions in force, as stated facts: fill rule, price basis, costs. */
  conventions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  provenance: z.array(passportSchema),
  warnings: z.array(z.string()),
  /** Of the portfolio only, where they were asked for. */
  detail: backtestDetailSchema.optional(),
  /** Of one of several symbols only, where detail was asked for. */
  contribution: contributionSchema.optional(),
  stress: stressSchema.optional(),
  /** The figures of the portfolio under the names and definitions of another engine whose conventions were asked for. */
  named: z
    .strictObject({
      conventions: z.string(),
      values: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
    })
    .optional(),
});
export type BacktestReport = z.output<typeof backtestReportSchema>;

/** A backtest: the shared-cash portfolio is the headline, each symbol's part comes from the same run. */
export const backtestResultSchema = z.strictObject({
  portfolio: backtestReportSchema,
  bySymbol: z.record(z.string(), backtestReportSchema),
});
export type BacktestResult = z.output<typeof backtestResultSchema>;
export const BacktestResult = portType('BacktestResult', 1, backtestResultSchema);
