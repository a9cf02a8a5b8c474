import { allocationMethods } from '@bot-v2/slice-adaptive-portfolio';
import adaptivePortfolio from '@bot-v2/slice-adaptive-portfolio';
import { defineSlice, execute } from '@bot-v2/sdk';
import type { Allocation, AnySlice, BySymbol, RunResult } from '@bot-v2/sdk';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBot } from '@bot-v2/core';
import { builtInStrategies, elevenSlices } from './eleven-slices.js';

async function cycle(
  symbols: readonly string[],
  flags: Record<string, unknown>,
  slices: readonly AnySlice[] = elevenSlices,
): Promise<RunResult> {
  const directory = mkdtempSync(join(tmpdir(), 'bot-v2-allocation-'));
  const bot = await createBot({
    discover: false,
    slices,
    strategies: builtInStrategies,
    cwd: directory,
    environment: { BOT_V2_STATE_DIR: directory },
    flags,
  });
  try {
    const workflow = 'trading_cycle';
    return await bot.run({ workflow, mode: 'backtest', strategy: 'simple_ma', symbols: [...symbols] });
  } finally {
    await bot.close();
  }
}

describe('the choice of an allocator', () => {
  const symbols = ['MSFT', 'TXN', 'AAPL'];
  /** The bars that all three have, and a short look for look-ahead: what matters here are the orders. */
  const quick = { from: '2013-05-13', to: '2014-08-08', backtest: { probePoints: 1 } };
  const ofMethod = (method: string) => ({ ...quick, adaptive_portfolio: { method, maxPosition: 0.6 } });

  it('reaches the orders of a run of several symbols', async () => {
    const seen = new Map<string, string[]>();
    for (const method of allocationMethods) {
      const result = await cycle(symbols, ofMethod(method));
      expect(result.errors).toEqual([]);
      const weights = symbols.map((symbol) => result.symbols[symbol]!.result.allocation!.weight);
      expect(weights.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(0.8 + 1e-9);
      for (const symbol of symbols) {
        const { size, allocation } = result.symbols[symbol]!.result;
        expect(size!.fraction).toBeLessThanOrEqual(allocation!.weight);
      }
      const hash = result.portfolio.result.backtest!.orderHash;
      seen.set(hash, [...(seen.get(hash) ?? []), method]);
    }
    expect([...seen.values()]).toEqual(allocationMethods.map((method) => [method]));
  });

  it('does not matter in which order the symbols are named', async () => {
    const hashOf = async (order: readonly string[]) =>
      (await cycle(order, ofMethod('hierarchical_risk_parity'))).portfolio.result.backtest!.orderHash;
    expect(await hashOf([...symbols].reverse())).toBe(await hashOf(symbols));
  });

  it('an account that can hold nothing trades nothing, and says why', async () => {
    const result = await cycle(['MSFT', 'TXN'], { ...quick, account: { capital: 550 } });
    expect(result.success).toBe(true);
    expect(result.portfolio.result.backtest!.trades).toEqual([]);
    for (const symbol of ['MSFT', 'TXN']) {
      expect(result.symbols[symbol]!.result.size!.noTrade).toContain(
        'nothing can be held: tier micro begins at 500, but below 600 its largest position (25 %) is under its smallest (150)',
      );
    }
  });
});

describe('a decision that recurs while equity walks along a boundary', () => {
  /** Asks for a decision at each equity, on the same bars. */
  async function tiersAlong(equities: readonly number[], hysteresis: number): Promise<string[]> {
    const tiers: string[] = [];
    const asking = defineSlice({
      id: 'backtest',
      provides: { execute },
      create: () => ({
        handlers: {
          execute: async (input, ctx) => {
            const { bars, from } = Object.values(input.evaluations!)[0]!;
            for (const [i, equity] of equities.entries()) {
              const account = { ...input.account, equity, cash: equity };
              const { allocation } = await ctx.decide(bars.time[from + i]!, account);
              tiers.push(Object.values(allocation as BySymbol<Allocation>)[0]!.tier);
            }
            throw new Error('asked enough');
          },
        },
      }),
    });
    const slices = elevenSlices.map((slice) => (slice.id === 'backtest' ? asking : slice));
    expect(slices).toContain(adaptivePortfolio);
    const config = { from: '2011-01-01', account: { capital: 10_100 }, adaptive_portfolio: { hysteresis } };
    await cycle(['TXN'], config, slices);
    return tiers;
  }
  const walk = [9_900, 10_200, 9_800, 10_400, 9_600, 10_100, 9_550, 10_450];

  it('does not oscillate: the tier of the decision before is known', async () => {
    expect(await tiersAlong(walk, 0.05)).toEqual(walk.map(() => 'medium'));
  });

  it('would, without a band', async () => {
    expect(await tiersAlong(walk.slice(0, 4), 0)).toEqual(['small', 'medium', 'small', 'medium']);
  });

  it('changes once when it leaves the band, and stays changed', async () => {
    expect(await tiersAlong([9_900, 9_400, 9_900, 10_400, 10_600, 10_100], 0.05)).toEqual([
      ...['medium', 'small', 'small', 'small', 'medium', 'medium'],
    ]);
  });
});
