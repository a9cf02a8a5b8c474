import { createBot } from '@bot-v2/core';
import * as sdk from '@bot-v2/sdk';
import { BotError, defineSlice, fixedChoice } from '@bot-v2/sdk';
import type { AnySlice, Bars, BarsRequest, RunContext, RunResult } from '@bot-v2/sdk';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtInStrategies, elevenSlices } from '../integration/eleven-slices.js';
import { from, market } from './market.js';

/**
 * The path of a decision: regime, analysis, selection, allocation, sizing. Its steps get copies of what was known, and a
 * slice that fetches bars by itself gets them cut at the decision. So a decision is the same whatever comes after it: each
 * cheat below decides twice, on markets that agree up to the decision, and must decide the same.
 */
const count = Number(process.env['LOOK_AHEAD_SEEDS'] ?? 1);
const seeds = Array.from({ length: count }, (_, i) => i + 1);

type Fetch = () => Promise<Bars>;

/** All bars the provider has, as the cheat hopes. */
const fetching =
  (ctx: RunContext, symbol: string, more: Partial<BarsRequest> = {}): Fetch =>
  async () =>
    (await ctx.use(sdk.getData)({ request: { symbol, interval: '1d', ...more } })).bars;

const consumes = { bars: sdk.getData };
const returnsOf = ({ close }: Bars) => [...close].slice(1).map((c, i) => Math.log(c / close[i]!));
const deviation = (xs: readonly number[]) => Math.sqrt(xs.reduce((sum, x) => sum + x * x, 0) / xs.length);

/** A bot whose slice of the same id is replaced, over bars of one provider. */
async function decide(cheat: AnySlice, frames: Readonly<Record<string, Bars>>, workflow: string): Promise<RunResult> {
  const data = defineSlice({
    id: 'data',
    provides: { get_data: sdk.getData },
    create: () => ({
      handlers: {
        get_data: ({ request }) => {
          const bars = frames[request.symbol];
          if (bars === undefined) throw new BotError('BOT_DATA_NOT_FOUND', request.symbol);
          return { bars };
        },
      },
    }),
  });
  const others = elevenSlices.filter(({ id }) => id !== 'data' && id !== cheat.id);
  const cwd = mkdtempSync(join(tmpdir(), 'bot-v2-decision-'));
  const bot = await createBot({
    cwd,
    environment: {},
    discover: false,
    slices: [data, cheat, ...others],
    strategies: builtInStrategies,
    set: ['backtest.probePoints=8'],
  });
  const result = await bot.run({ symbols: Object.keys(frames), workflow });
  await bot.close();
  return result;
}

/** The market goes on differently after row `from − 1`. */
function bent(bars: Bars): Bars {
  const bend = (column: Float64Array) =>
    column.map((x, i) => (i < from ? x : x * (1 + 0.4 * Math.sin((i - from + 1) / 9))));
  return { ...bars, open: bend(bars.open), high: bend(bars.high), low: bend(bars.low), close: bend(bars.close) };
}

const decided = ({ symbols }: RunResult) =>
  JSON.stringify(
    Object.values(symbols).map(({ result: { analysis, regime, choice, size, allocation } }) => {
      return [analysis, regime, choice, size, allocation];
    }),
  );
const judged = ({ portfolio }: RunResult) => portfolio.result.backtest!.orderHash;

type Provide = (fetch: (ctx: RunContext, symbol: string) => Fetch) => AnySlice;

const cheats: Readonly<Record<string, { readonly workflow?: string; readonly slice: Provide }>> = {
  'a regime model fitted to the full series': {
    slice: (fetch) =>
      defineSlice({
        id: 'market_regime',
        provides: { detect: sdk.detectRegime },
        consumes,
        create: () => ({
          handlers: {
            detect: async ({ history }, ctx) => {
              const all = returnsOf(await fetch(ctx, history.symbol)());
              const calm = deviation(all.slice(-60)) < deviation(all);
              return {
                regime: {
                  symbol: history.symbol,
                  at: history.time[history.length - 1]!,
                  label: calm ? ('bull_quiet' as const) : ('bear_volatile' as const),
                  weak: false,
                  confidence: 0.5,
                  volatility: deviation(all) * 16,
                  volatilityBand: 'medium' as const,
                  trend: all.reduce((a, b) => a + b, 0),
                  trendT: 1,
                  drawdown: 0,
                  since: history.time[0]!,
                  model: 'smoothed',
                  knownThrough: history.time[history.length - 1]!,
                  reasons: [],
                },
              };
            },
          },
        }),
      }),
  },
  'a size from the volatility of the evaluation': {
    slice: (fetch) =>
      defineSlice({
        id: 'position_sizing',
        provides: { calculate: sdk.calculateSize },
        consumes,
        create: () => ({
          handlers: {
            calculate: async ({ history }, ctx) => {
              const ahead = returnsOf(await fetch(ctx, history.symbol)()).slice(history.length);
              const fraction = Math.min(0.8, ahead.length === 0 ? 0.5 : 0.1 / (deviation(ahead) * 16));
              return {
                size: {
                  symbol: history.symbol,
                  at: history.time[history.length - 1]!,
                  fraction,
                  policy: {
                    method: 'fixed' as const,
                    fraction,
                    maxFraction: 0.8,
                    minFraction: 0,
                    confidence: 1,
                    regime: 1,
                  },
                  reasons: [],
                  noTrade: null,
                },
              };
            },
          },
        }),
      }),
  },
  'the strategy that will do best, its knowledge denied': {
    slice: (fetch) =>
      defineSlice({
        id: 'ml_strategy',
        provides: { select: sdk.selectStrategy },
        consumes,
        create: () => ({
          handlers: {
            select: async ({ history }, ctx) => {
              const all = await fetch(ctx, history.symbol)();
              const rises = all.close[all.length - 1]! > history.close[history.length - 1]!;
              const params = rises ? { fast: 5, slow: 20, short: false } : { fast: 20, slow: 50, short: false };
              const ref = { provider: 'inline', id: 'simple_ma', version: '1.0.0', params };
              return { choice: fixedChoice(history.symbol, ref) };
            },
          },
        }),
      }),
  },
  'weights from the covariance of the full sample': {
    workflow: 'trading_cycle',
    slice: (fetch) =>
      defineSlice({
        id: 'adaptive_portfolio',
        provides: { allocate: sdk.allocate },
        consumes,
        create: () => ({
          handlers: {
            allocate: async ({ histories }, ctx) => {
              const symbols = Object.keys(histories);
              const all = await Promise.all(symbols.map(async (symbol) => returnsOf(await fetch(ctx, symbol)())));
              const covariance = all[0]!.reduce((sum, r, i) => sum + r * (all[all.length - 1]![i] ?? 0), 0);
              const weight = Math.min(0.4, 0.2 + Math.abs(covariance));
              const of = (symbol: string) => ({
                symbol,
                tier: 'large' as const,
                method: 'minimum variance',
                weight,
                maxFraction: 0.4,
                minimumPosition: 0,
                strategies: ['simple_ma'],
                reasons: [],
              });
              return { allocation: Object.fromEntries(symbols.map((symbol) => [symbol, of(symbol)])) };
            },
          },
        }),
      }),
  },
  'an analysis with targets encoded over everything': {
    slice: (fetch) =>
      defineSlice({
        id: 'analyze',
        provides: { analyze: sdk.analyze },
        consumes,
        create: () => ({
          handlers: {
            analyze: async ({ history }, ctx) => {
              const all = returnsOf(await fetch(ctx, history.symbol)());
              const score = Math.max(-1, Math.min(1, 100 * all.reduce((a, b) => a + b, 0)));
              return {
                analysis: {
                  symbol: history.symbol,
                  at: history.time[history.length - 1]!,
                  score,
                  rating: 'neutral' as const,
                  indicators: {},
                  patterns: [],
                  levels: [],
                  reasons: [],
                },
              };
            },
          },
        }),
      }),
  },
};

describe(`a slice that fetches the future gets none, in each of ${count} markets`, () => {
  it.each(Object.entries(cheats))('%s', async (_, { slice, workflow = 'simple_backtest' }) => {
    const lengths = new Set<number>();
    const blind = slice((ctx, symbol) => async () => {
      const bars = await fetching(ctx, symbol)();
      lengths.add(bars.length);
      return bars;
    });
    for (const seed of seeds) {
      const frames = { X: market(seed), Y: market(seed, 'Y') };
      const result = await decide(blind, frames, workflow);
      expect(result.errors).toEqual([]);
      const other = await decide(blind, { X: bent(frames.X), Y: bent(frames.Y) }, workflow);
      expect(decided(other)).toBe(decided(result));
      expect(judged(other)).not.toBe(judged(result));
    }
    expect([...lengths]).toEqual([from]);
  });

  it.each(Object.entries(cheats))('and is refused when it asks for later bars: %s', async (_, { slice, workflow }) => {
    const frames = { X: market(1) };
    const to = frames.X.time[frames.X.length - 1]!;
    const greedy = slice((ctx, symbol) => fetching(ctx, symbol, { to }));
    const { success, errors } = await decide(greedy, frames, workflow ?? 'simple_backtest');
    expect(success).toBe(false);
    expect(errors[0]!.code).toBe('BOT_DATA_LOOKAHEAD');
    expect(errors[0]!.message).toContain(greedy.id);
  });
});

test('what was fitted on later bars and says so trades nothing before them', async () => {
  const frames = { X: market(1) };
  const late = defineSlice({
    id: 'ml_strategy',
    provides: { select: sdk.selectStrategy },
    create: () => ({
      handlers: {
        select: ({ history }) => {
          const ref = { provider: 'inline', id: 'simple_ma', version: '1.0.0', params: {} };
          return { choice: { ...fixedChoice(history.symbol, ref), knownThrough: frames.X.time[from + 10]! } };
        },
      },
    }),
  });
  const { success, errors } = await decide(late, frames, 'simple_backtest');
  expect(success).toBe(false);
  expect(errors[0]!.code).toBe('BOT_DATA_LOOKAHEAD');
});
