import { defineStrategy, fixedChoice, flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy } from '@bot-v2/sdk';
import { testContext } from '@bot-v2/sdk/testing';
import { z } from 'zod';
import { sampleBars } from '../../../../tests/frames.js';
import { memoryStore, optimizeConfig, runStudy, trialEvaluator } from './index.js';

/** Raw bars with a split and dividends. */
const history = sampleBars('AAPL');
const account = flatAccount(100_000, { costs: { commissionRate: 0.001, halfSpreadBps: 2.5, slippageBps: 10 } });

/** Long above its mean by `band`, flat below; `short` and a band of 9 ask for what only the loop knows. */
const banded = defineStrategy({
  id: 'banded',
  version: '1.0.0',
  params: z.object({ n: z.number().default(20), band: z.number().default(0), short: z.boolean().default(false) }),
  search: { n: { min: 5, max: 60, step: 11 }, band: [0, 0.02] },
  warmup: (p) => p.n,
  scaleFree: true,
  prepare: (bars, p, ta) => {
    if (p.band === 9) throw new Error('nine');
    const mean = ta.sma(bars.close, p.n);
    const below = p.short ? -1 : 0;
    return {
      wanted: bars.close.map((close, t) =>
        close > mean[t]! * (1 + p.band) ? 1 : close < mean[t]! * (1 - p.band) ? below : NaN,
      ),
    };
  },
  target: 'wanted',
});

function study(strategy: AnyStrategy, config: object, params: Record<string, number | boolean> = {}) {
  const ctx = testContext({ strategies: [strategy] });
  const choice = fixedChoice('AAPL', {
    ...{ provider: 'inline', id: strategy.id, version: strategy.version },
    params: { n: 20, band: 0, short: false, ...params },
  });
  return runStudy({ history, choice, account }, optimizeConfig.parse({ workers: 0, ...config }), ctx, memoryStore());
}

const without = <T extends { evaluated?: unknown }>({ evaluated: _, ...study }: T) => JSON.stringify(study);

test.each([{ objective: 'sharpe' }, { objective: 'return', search: 'tpe', trials: 10 }])(
  'a study is the same byte for byte with the sweep switched off: %p',
  async (config) => {
    const swept = await study(banded, config);
    const looped = await study(banded, { ...config, sweep: false });
    const { length } = swept.study.trials;
    expect(swept.study.evaluated).toEqual({ sweep: length, loop: 0 });
    expect(looped.study.evaluated).toEqual({ sweep: 0, loop: length });
    expect(without(swept.study)).toBe(without(looped.study));
    expect(JSON.stringify(swept.choice)).toBe(JSON.stringify(looped.choice));
  },
);

test('trials that a sweep does not know are run by the loop, faults too', async () => {
  const sets = [{ n: 10 }, { n: 10, short: true }, { n: 20, band: 9 }, { n: 20, band: 0.01 }].map((set) => ({
    band: 0,
    short: false,
    ...set,
  }));
  const bench = { strategy: banded, history, from: 61, account };
  const outcomes = await trialEvaluator(bench).evaluate(sets);
  const looped = await trialEvaluator(bench, { sweep: false }).evaluate(sets);
  expect(outcomes.map(({ swept }) => swept)).toEqual([true, false, false, true]);
  outcomes.forEach(({ returns, stats, trades, finalEquity, error }, k) =>
    expect({ returns, stats, trades, finalEquity, error, swept: false }).toEqual(looped[k]),
  );
  expect(outcomes[2]!.error).toContain('nine');
});

test('a strategy that writes into an indicator spoils no other trial', async () => {
  const writer = defineStrategy({
    id: 'writer',
    version: '1.0.0',
    params: z.object({ n: z.number().default(20) }),
    search: { n: { min: 5, max: 60, step: 11 } },
    warmup: (p) => p.n,
    scaleFree: true,
    prepare: (bars, p, ta) => {
      const mean = ta.sma(bars.close, 20);
      for (let t = 20; t < mean.length; t++) mean[t] = mean[t]! * (1 + p.n / 1000);
      return { close: bars.close, mean };
    },
    target: { above: ['close', 'mean'] },
  });
  const swept = await study(writer, {});
  expect(swept.study.evaluated!.sweep).toBe(0);
  expect(without(swept.study)).toBe(without((await study(writer, { sweep: false })).study));
});
