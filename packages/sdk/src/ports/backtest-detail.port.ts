import { z } from 'zod';
import { regimeLabelSchema } from './regime.port.js';

const nullable = z.number().nullable();
const interval = z.tuple([z.number(), z.number()]).nullable();

/** Figures beside `stats`: fractions, never percent; per bar unless the name says otherwise; null where undefined. */
export const figuresSchema = z.strictObject({
  bestBar: nullable,
  worstBar: nullable,
  /** Share of bars with a gain. */
  positiveBars: nullable,
  skewness: nullable,
  /** Not in excess: 3 is normal. */
  kurtosis: nullable,
  /** Annualised. */
  downsideDeviation: nullable,
  /** 5 % quantile of the returns, and the mean of those up to it. */
  valueAtRisk: nullable,
  conditionalValueAtRisk: nullable,
  omega: nullable,
  tailRatio: nullable,
  /** R² of a straight line through the log equity. */
  stability: nullable,
  /** Mean depth of all falls, ≤ 0. */
  averageDrawdown: nullable,
  /** Bars of the longest time below a high. */
  longestDrawdownBars: z.number().int(),
  ulcerIndex: nullable,
  /** Total return ÷ size of the deepest fall. */
  recoveryFactor: nullable,
  /** Against buy & hold, bar by bar; alpha compounded a year, information ratio annualised. */
  alpha: nullable,
  beta: nullable,
  correlation: nullable,
  informationRatio: nullable,
  upCapture: nullable,
  downCapture: nullable,
  /** Of closed trades, net. */
  bestTrade: nullable,
  worstTrade: nullable,
  averageWin: nullable,
  averageLoss: nullable,
  /** Mean gain ÷ size of the mean loss, in money. */
  payoffRatio: nullable,
  /** Mean profit of a trade, in account currency. */
  expectancy: nullable,
  /** √n × mean ÷ standard deviation of the profits. */
  sqn: nullable,
  averageBars: nullable,
  longTrades: z.number().int(),
  shortTrades: z.number().int(),
  longestWinStreak: z.number().int(),
  longestLossStreak: z.number().int(),
  /** Means over the closed trades of what `mae` and `mfe` of each say. */
  averageMae: nullable,
  averageMfe: nullable,
  /** Money bought and sold, and the same a year as a multiple of average equity. */
  traded: z.number(),
  turnover: nullable,
  /** Money paid, by kind, and interest and fees on balances (received positive). */
  commission: z.number(),
  spread: z.number(),
  slippage: z.number(),
  interest: z.number(),
  /** Costs ÷ profit before costs; null without such a profit. */
  costsOfProfit: nullable,
});
export type Figures = z.output<typeof figuresSchema>;

/**
 * What one of several symbols did in the shared account, as far as it can be told apart: its trades, its fills and its
 * profit. Returns, falls, months, intervals and stress are the account's alone, whose cash the symbols share.
 */
export const contributionSchema = figuresSchema
  .pick({
    bestTrade: true,
    worstTrade: true,
    averageWin: true,
    averageLoss: true,
    payoffRatio: true,
    expectancy: true,
    sqn: true,
    averageBars: true,
    longTrades: true,
    shortTrades: true,
    longestWinStreak: true,
    longestLossStreak: true,
    averageMae: true,
    averageMfe: true,
    traded: true,
    turnover: true,
    commission: true,
    spread: true,
    slippage: true,
    costsOfProfit: true,
  })
  .extend({
    /** Money, net of costs; interest on the account's cash is nobody's. Turnover is of the account's average equity. */
    profit: z.number(),
    /** Of the profit of all symbols together; null where that is none. */
    profitShare: nullable,
  });
export type Contribution = z.output<typeof contributionSchema>;

/** 95 % intervals from one stationary bootstrap of the returns. */
export const intervalsSchema = z.strictObject({
  level: z.number(),
  /** Resamples; 0 when the normal limit was taken instead. */
  draws: z.number().int(),
  meanBlock: z.number(),
  totalReturn: interval,
  sharpe: interval,
  maxDrawdown: interval,
});
export type Intervals = z.output<typeof intervalsSchema>;

/** A fall from a high: times of the high, the lowest point and the way back (null while below), depth ≤ 0. */
export const drawdownSchema = z.strictObject({
  from: z.number(),
  trough: z.number(),
  to: z.number().nullable(),
  depth: z.number(),
  /** Bars from the high to the recovery, or to the last bar. */
  bars: z.number().int(),
});
export type DrawdownEntry = z.output<typeof drawdownSchema>;

/** Return of a calendar month (UTC) by the bars that lie in it; the first is counted from capital. */
export const monthSchema = z.strictObject({
  year: z.number().int(),
  /** 1 to 12. */
  month: z.number().int(),
  /** Null where the account stood at nothing or a debt when the month began. */
  return: nullable,
  bars: z.number().int(),
});
export type MonthReturn = z.output<typeof monthSchema>;

/** Return of a calendar year, beside buy & hold on the same bars; null as that of a month. */
export const yearSchema = z.strictObject({
  year: z.number().int(),
  return: nullable,
  buyAndHold: nullable,
  bars: z.number().int(),
});
export type YearReturn = z.output<typeof yearSchema>;

/**
 * How a run did while one regime was in force: a bar belongs to the label known at the close before it. The figures are
 * those of these bars put end to end.
 */
export const regimePartSchema = z.strictObject({
  /** Null for bars before the first label, or where there was none. */
  label: regimeLabelSchema.nullable(),
  bars: z.number().int(),
  /** Of all bars of the symbol that were judged. */
  share: z.number(),
  /** Compounded over these bars; null for an account that was ever not solvent. */
  return: nullable,
  /** Compounded over the same bars of buy & hold. */
  buyAndHold: nullable,
  /** Mean return of a bar × bars a year; null below 20 bars, as the Sharpe ratio. */
  annualReturn: nullable,
  sharpe: nullable,
  /** Largest fall from a high, ≤ 0. */
  maxDrawdown: nullable,
  /** Trades entered under it, and the share of the closed ones among them that won. */
  trades: z.number().int(),
  winRate: nullable,
  /** `too few to tell: …` below 60 bars or 5 trades; null when there is enough. */
  warning: z.string().nullable(),
});
export type RegimePart = z.output<typeof regimePartSchema>;

/** Regimes of one symbol over the evaluation: spells in order, and the run by label. */
export const regimesSchema = z.strictObject({
  symbol: z.string(),
  /** Whose returns: the account's, or what this symbol added to it in the same run (on all of the capital). */
  scope: z.enum(['portfolio', 'contribution']),
  /** The model that labelled the bars. */
  model: z.string(),
  /** From the bar at whose close the label was known, through the last bar it governs. */
  spells: z.array(z.strictObject({ label: regimeLabelSchema, from: z.number(), to: z.number() })),
  /** In the order of the labels, the bars without one last; labels that governed no bar are left out. */
  parts: z.array(regimePartSchema),
});
export type RegimeBreakdown = z.output<typeof regimesSchema>;

/** What was decided when: the choice in force from `at` on. */
export const decisionSchema = z.strictObject({
  at: z.number(),
  symbol: z.string(),
  /** `id@version`. */
  strategy: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Size of a full signal as a fraction of equity; null when the engine's default decides. */
  fraction: z.number().nullable(),
});
export type DecisionEntry = z.output<typeof decisionSchema>;

/** Tables and further figures of the portfolio of a run. */
export const backtestDetailSchema = z.strictObject({
  figures: figuresSchema,
  intervals: intervalsSchema,
  /** The deepest ten, deepest first. */
  drawdowns: z.array(drawdownSchema),
  months: z.array(monthSchema),
  years: z.array(yearSchema),
  /** Absent where nothing labelled the bars. */
  regimes: z.array(regimesSchema).optional(),
  decisions: z.array(decisionSchema),
});
export type BacktestDetail = z.output<typeof backtestDetailSchema>;
