import { createBot } from '@bot-v2/core';
import { defineStrategy, flatAccount, ifProvided, runBacktest, runResultSchema } from '@bot-v2/sdk';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import analyze from '@bot-v2/slice-analyze';
import { builtInStrategies, elevenSlices } from './eleven-slices.js';

const peeker = defineStrategy({
  id: 'peeker',
  version: '1.0.0',
  params: z.strictObject({}),
  warmup: () => 1,
  prepare: ({ close }) => ({ next: close.map((_, i) => close[i + 1] ?? NaN), close }),
  onBar: ({ cols, out }) => out.target(cols.next.now > cols.close.now ? 1 : 0),
});

const open = (slices = elevenSlices) =>
  createBot({
    discover: false,
    slices,
    strategies: [...builtInStrategies, peeker],
    environment: {},
    cwd: mkdtempSync(join(tmpdir(), 'bot-v2-comparison-')),
    set: ['analyze.compare.strategies=["simple_ma", {"id": "breakout", "params": {"n": 25}}, "peeker"]'],
  });

it('a workflow compares by the backtests that the backtest slice makes, and a cheat has no figures', async () => {
  const bot = await open();
  const result = await bot.run({ workflow: 'compare_strategies', symbols: ['AAPL'] });
  const { comparison } = result.portfolio.result;
  expect(runResultSchema.safeParse(result).error?.issues).toBeUndefined();
  expect(result).toMatchObject({ success: true, degraded: [] });
  expect(comparison!.rows.map(({ strategy }) => strategy.id).sort()).toEqual(['breakout', 'peeker', 'simple_ma']);
  const row = (id: string) => comparison!.rows.find(({ strategy }) => strategy.id === id)!;
  expect(row('peeker')).toMatchObject({ stats: null, rank: null, error: { code: 'BOT_STRATEGY_LOOKAHEAD' } });
  expect(row('breakout').strategy.params).toMatchObject({ n: 25 });
  expect(result.manifest.strategies).toMatchObject({ simple_ma: {}, breakout: {} });

  const bars = await bot.data.getData('AAPL');
  const { from } = comparison!.window;
  const evaluations = { AAPL: { bars, from: bars.time.indexOf(from) } };
  const { strategy } = row('simple_ma');
  const choice = {
    symbol: 'AAPL',
    strategy,
    kind: 'fixed' as const,
    confidence: 1,
    evidence: null,
    reasons: [],
    knownThrough: null,
  };
  const policy = { method: 'fixed' as const, fraction: 1, confidence: 1, regime: 1, maxFraction: 1, minFraction: 0 };
  const size = { symbol: 'AAPL', at: null, fraction: 1, policy, reasons: [], noTrade: null };
  const own = await bot.call(runBacktest, {
    evaluations,
    choices: { AAPL: choice },
    sizes: { AAPL: size },
    account: flatAccount(100_000),
  });
  expect(row('simple_ma').orderHash).toBe(own.result.portfolio.orderHash);
  expect(row('simple_ma').stats).toEqual(own.result.portfolio.stats);

  const called = await bot.analyze.compareStrategies([bars], ['simple_ma', 'volatility']);
  expect(called.rows.map((each) => each.strategy.id).sort()).toEqual(['simple_ma', 'volatility']);
  const { pairs } = await bot.analyze.correlate([bars, await bot.data.getData('MSFT')]);
  expect(pairs[0]).toMatchObject({ a: 'AAPL', b: 'MSFT', reason: null });
  await expect(bot.analyze.correlate([bars, bars])).rejects.toMatchObject({ code: 'BOT_CAP_INPUT' });
  await bot.close();
});

it('where nothing backtests, an analysis goes on and a comparison says what is missing', async () => {
  expect(analyze.consumes).toEqual({ backtest: ifProvided(runBacktest) });
  const bot = await open(elevenSlices.filter(({ id }) => id !== 'backtest'));
  const bars = await bot.data.getData('AAPL');
  expect((await bot.analyze.analyze(bars)).symbol).toBe('AAPL');
  await expect(bot.analyze.compareStrategies([bars])).rejects.toMatchObject({ code: 'BOT_REGISTRY_MISSING' });
  await bot.close();
});
