import { readFileSync } from 'node:fs';
import { defineStrategy, flatAccount, regimeLabels, sizingMethods } from '@bot-v2/sdk';
import type { Allocation, Bars, PositionSize, Regime, RegimeLabel, StrategyChoice } from '@bot-v2/sdk';
import { sliceConformance, testContext } from '@bot-v2/sdk/testing';
import fc from 'fast-check';
import { z } from 'zod';
import { positionSizingConfig } from './config.schema.js';
import { runOnHistory } from './history-run.js';
import slice from './index.js';
import { kellyLoss, oddsOf, outcomeWeights } from './kelly.js';
import { settingsOf } from './presets.js';
import type { SizeInput } from './raw-size.js';
import { regimeMultipliers } from './regime-multiplier.js';
import { sizePosition } from './size-position.js';
import { firstSampleBars, sampleBars } from '../../../../tests/frames.js';

/** A choice of a strategy. */
function choiceOf(symbol: string, id = 'simple_ma', extra: Partial<StrategyChoice> = {}): StrategyChoice {
  return {
    symbol,
    strategy: { provider: 'test', id, version: '1.0.0', params: {} },
    kind: 'fallback',
    confidence: 0.1,
    evidence: null,
    reasons: [],
    knownThrough: null,
    ...extra,
  };
}

/** A regime with a label; its other figures play no part in sizing. */
function regimeOf(symbol: string, label: RegimeLabel): Regime {
  return {
    symbol,
    at: 0,
    label,
    weak: false,
    confidence: 1,
    volatility: 0.2,
    volatilityBand: 'medium',
    trend: 0,
    trendT: 0,
    drawdown: 0,
    since: 0,
    model: 'test',
    knownThrough: 0,
    reasons: [],
  };
}

/** An allocation of a quarter of a small account. */
function allocationOf(symbol: string, extra: Partial<Allocation> = {}): Allocation {
  return {
    symbol,
    tier: 'small',
    method: 'equal',
    weight: 0.25,
    maxFraction: 0.25,
    minimumPosition: 500,
    strategies: ['momentum'],
    reasons: ['tier small'],
    ...extra,
  };
}

/** In for `hold` bars, out for as many: many trades, whatever the prices do. */
const alternating = defineStrategy({
  id: 'alternating',
  version: '1.0.0',
  params: z.strictObject({ hold: z.number().int().min(1).default(5) }),
  warmup: () => 1,
  prepare: (bars) => ({ close: bars.close }),
  onBar: ({ t, p, out }) => out.target(Math.floor(t / p.hold) % 2 === 0 ? 1 : 0),
});

/** Never trades, so nothing is known of its edge. */
const idle = defineStrategy({
  id: 'idle',
  version: '1.0.0',
  params: z.strictObject({}),
  warmup: () => 1,
  prepare: (bars) => ({ close: bars.close }),
  onBar: () => undefined,
});

const msft = firstSampleBars('MSFT', 1_500);
const account = flatAccount(100_000, { fractional: true });
const ctx = () => testContext({ strategies: [alternating, idle] });
const tradesOf = async (history: Bars, of = account) => {
  const { run } = await runOnHistory(history, choiceOf('MSFT', 'alternating').strategy, of, ctx());
  return run!.trades;
};

function size(input: Partial<SizeInput> = {}, config: object = {}): Promise<PositionSize> {
  return sizePosition(settingsOf(positionSizingConfig.parse(config)), { history: msft, account, ...input }, ctx());
}
const textOf = ({ reasons }: PositionSize, step: string) => reasons.find((reason) => reason.step === step)?.text;

/** Volatility (dividends put back) and ATR(14) ÷ price (dividends left in: a small error) at the end, written out. */
function measured({ high, low, close, length, time, actions }: typeof msft) {
  const dividend = (row: number) => {
    const action = actions.find(({ exDate }) => exDate === time[row]);
    return action?.type === 'dividend' ? action.amount : 0;
  };
  const returns = Array.from({ length: 60 }, (_, i) => {
    const row = length - 60 + i;
    return Math.log(close[row]! / (close[row - 1]! - dividend(row)));
  });
  const mean = returns.reduce((a, b) => a + b, 0) / 60;
  const volatility = Math.sqrt((returns.reduce((a, r) => a + (r - mean) ** 2, 0) / 59) * 252);
  const range = (i: number) => Math.max(high[i]!, close[i - 1]!) - Math.min(low[i]!, close[i - 1]!);
  let atr = 0;
  for (let i = 1; i <= 14; i++) atr += range(i) / 14;
  for (let i = 15; i < length; i++) atr = (atr * 13 + range(i)) / 14;
  return { volatility, atr: atr / close[length - 1]! };
}

describe('the intelligent size of real bars', () => {
  it('is volatility target ÷ volatility × regime, under the risk to the stop and the cap', async () => {
    const { volatility, atr } = measured(msft);
    const result = await size({ regime: regimeOf('MSFT', 'bull_volatile') });
    const [byVolatility, byRisk] = [(0.15 / volatility) * 0.9, 0.02 / (2 * atr)];
    expect(result.fraction / Math.min(byVolatility, byRisk, 0.8)).toBeCloseTo(1, 2);
    expect(result).toMatchObject({ symbol: 'MSFT', at: msft.time[1_499], noTrade: null });
    expect(result.reasons.map(({ step }) => step)).toEqual([
      ...['signal', 'edge', 'raw', 'confidence', 'regime', 'risk', 'cap'],
    ]);
    expect(textOf(result, 'edge')).toBe('edge not known: no strategy is chosen');
    expect(result.reasons.reduce((product, { factor }) => product * factor, 1)).toBeCloseTo(result.fraction, 12);
    expect(textOf(result, 'regime')).toBe('regime × 0.9 (bull_volatile)');
    expect(textOf(result, 'confidence')).toBe('confidence × 1 (no choice: not scaled)');
  });

  it('does not take a split for a crash', async () => {
    const all = sampleBars('MSFT');
    const split = all.time.indexOf(all.actions.find(({ type }) => type === 'split')!.exDate);
    const after = await size({ history: firstSampleBars('MSFT', split + 10) });
    const blind = await size({ history: { ...firstSampleBars('MSFT', split + 10), actions: [] } });
    expect(after.fraction).toBeGreaterThan(2 * blind.fraction);
  });

  it('an analysis that speaks against the position scales it down, one that speaks for it does nothing', async () => {
    const full = await size({});
    const scored = async (score: number) => {
      const analysis = {
        symbol: 'MSFT',
        at: 0,
        score,
        rating: 'neutral' as const,
        indicators: {},
        patterns: [],
        levels: [],
        reasons: [],
      };
      return (await size({ analysis })).policy.confidence;
    };
    expect(full.policy.confidence).toBe(1);
    expect(await Promise.all([1, 0.5, 0, -0.5, -1].map(scored))).toEqual([1, 1, 1, 0.75, 0.5]);
  });

  it('takes the confidence of a selected choice only, and only downwards', async () => {
    const full = await size();
    for (const kind of ['fallback', 'fixed', 'tuned'] as const) {
      expect((await size({ choice: choiceOf('MSFT', 'idle', { kind, confidence: 0.1 }) })).fraction).toBe(
        full.fraction,
      );
    }
    const half = await size({ choice: choiceOf('MSFT', 'idle', { kind: 'selected', confidence: 0.01 }) });
    expect(half.fraction).toBeCloseTo((0.01 * 0.15) / measured(msft).volatility, 10);
    expect(half.fraction).toBeLessThan(full.fraction);
    expect((await size({ choice: choiceOf('MSFT', 'idle', { kind: 'selected', confidence: 0 }) })).noTrade).toBe(
      'no confidence in the choice',
    );
  });

  it.each(regimeLabels)('scales with %s, which never raises it when weak', async (label) => {
    const config = { method: 'volatility_target', volatilityTarget: 0.01 };
    const plain = (await size({}, config)).fraction;
    const multiplier = regimeMultipliers[label];
    expect((await size({ regime: regimeOf('MSFT', label) }, config)).fraction / plain).toBeCloseTo(multiplier, 12);
    const weak = { ...regimeOf('MSFT', label), weak: true };
    expect((await size({ regime: weak }, config)).fraction / plain).toBeCloseTo(Math.min(multiplier, 1), 12);
  });

  it('with the prototype preset is at most 10 %, and under 1 % no trade', async () => {
    expect((await size({}, { preset: 'prototype' })).fraction).toBe(0.1);
    const tiny = await size({}, { preset: 'prototype', volatilityTarget: 0.001 });
    expect(tiny.fraction).toBe(0);
    expect(tiny.noTrade).toMatch(/is under the minimum of 1 %: no trade$/);
  });

  it('the prices times ten change nothing', async () => {
    const scaled = Object.fromEntries(
      (['open', 'high', 'low', 'close'] as const).map((c) => [c, msft[c].map((x) => x * 10)]),
    );
    const actions = msft.actions.map((a) => (a.type === 'dividend' ? { ...a, amount: a.amount * 10 } : a));
    const ten = await size({
      history: { ...msft, ...scaled, actions },
      account: flatAccount(1_000_000, { fractional: true }),
    });
    expect(ten.fraction).toBeCloseTo((await size()).fraction, 10);
  });
});

describe('an allocation', () => {
  it('caps the size with its weight or its largest fraction, whichever is lower', async () => {
    const capped = await size({ allocation: allocationOf('MSFT', { weight: 0.2 }) });
    expect(capped.fraction).toBe(0.2);
    expect(textOf(capped, 'cap')).toBe('cap 20 % (allocation equal, tier small)');
    expect((await size({ allocation: allocationOf('MSFT', { weight: 0.3, maxFraction: 0.1 }) })).fraction).toBe(0.1);
  });

  it('that leaves the symbol out is no trade, with its reason', async () => {
    const reasons = ['left out', 'tier small holds at most 5 positions'];
    const none = await size({ allocation: allocationOf('MSFT', { weight: 0, maxFraction: 0, reasons }) });
    expect(none).toMatchObject({
      fraction: 0,
      noTrade: 'the cap is 0 (left out; tier small holds at most 5 positions)',
    });
  });

  it('has a smallest position in money: under it there is no trade', async () => {
    const small = { account: flatAccount(1_500, { fractional: true }), allocation: allocationOf('MSFT') };
    expect(await size(small)).toMatchObject({
      fraction: 0,
      noTrade: '25 % is under the minimum of 33 %: no trade (500 USD, tier small)',
    });
    expect((await size({ ...small, account: flatAccount(2_000, { fractional: true }) })).fraction).toBe(0.25);
  });
});

describe('with little or no history', () => {
  it('none at all gives a fixed size, and says so', async () => {
    const result = await size({ history: firstSampleBars('MSFT', 0), regime: regimeOf('MSFT', 'crisis') });
    expect(result).toMatchObject({
      at: null,
      fraction: 0.8,
      noTrade: null,
      policy: { method: 'fixed', fraction: 0.8, regime: 1 },
    });
    expect(textOf(result, 'method')).toBe('no history before the decision: fixed size');
  });

  it('too short a one is no trade now, and the policy stays for later entries', async () => {
    const result = await size({ history: firstSampleBars('MSFT', 40) });
    expect(result).toMatchObject({ fraction: 0, noTrade: 'realised volatility needs 61 bars, there are 40' });
    expect(result.policy.method).toBe('intelligent');
  });
});

describe('the methods differ', () => {
  it('fixed takes no notice of regime or confidence', async () => {
    const choice = choiceOf('MSFT', 'idle', { kind: 'selected', confidence: 0.1 });
    const input = { choice, regime: regimeOf('MSFT', 'crisis') };
    expect((await size(input, { method: 'fixed' })).fraction).toBe(0.8);
    expect((await size(input, { method: 'fixed', fraction: 0.3 })).fraction).toBe(0.3);
    expect((await size(input, { method: 'fixed_fractional', fraction: 0.3 })).fraction).toBeCloseTo(
      0.3 * 0.1 * 0.2,
      12,
    );
  });

  it('atr and volatility_target each follow their own measure', async () => {
    const { volatility, atr } = measured(msft);
    const config = { maxFraction: 1 };
    expect((await size({}, { ...config, method: 'volatility_target', volatilityTarget: 0.1 })).fraction).toBeCloseTo(
      0.1 / volatility,
      10,
    );
    expect((await size({}, { ...config, method: 'atr' })).fraction / (0.02 / (2 * atr))).toBeCloseTo(1, 2);
  });
});

describe('confidence_adjusted and regime_adjusted', () => {
  it('scale a fixed fraction by one of the two only', async () => {
    const choice = choiceOf('MSFT', 'idle', { kind: 'selected', confidence: 0.5 });
    const input = { choice, regime: regimeOf('MSFT', 'bear_quiet') };
    const of = async (method: string) => (await size(input, { method, fraction: 0.3 })).fraction;
    expect(await of('confidence_adjusted')).toBeCloseTo(0.15, 12);
    expect(await of('regime_adjusted')).toBeCloseTo(0.18, 12);
    expect(await of('fixed_fractional')).toBeCloseTo(0.09, 12);
  });
});

describe('cvar', () => {
  it('is the risk ÷ the mean loss of the worst days of the last 250', async () => {
    const { close, length, actions, time } = msft;
    const returns = Array.from({ length: 250 }, (_, i) => {
      const row = length - 250 + i;
      const action = actions.find(({ exDate }) => exDate === time[row]);
      const dividend = action?.type === 'dividend' ? action.amount : 0;
      const ratio = action?.type === 'split' ? action.ratio : 1;
      return (close[row]! * ratio) / (close[row - 1]! - dividend) - 1;
    }).sort((a, b) => a - b);
    const worst = returns.slice(0, Math.floor(249 * 0.05) + 1);
    const loss = -worst.reduce((a, b) => a + b, 0) / worst.length;
    const result = await size({}, { method: 'cvar', tailRisk: { risk: 0.005, level: 0.05, window: 250 } });
    expect(result.fraction).toBeCloseTo(0.005 / loss, 8);
    expect(textOf(result, 'raw')).toMatch(/^0.5 % risk ÷ CVaR\(5 %\) [\d.]+ % = \d+ %$/);
  });

  it('of fewer than 250 returns is not known: no trade', async () => {
    const result = await size({ history: firstSampleBars('MSFT', 250) }, { method: 'cvar' });
    expect(result).toMatchObject({ fraction: 0, noTrade: 'CVaR needs 251 bars, there are 250' });
  });
});

describe('an edge of nothing or less', () => {
  /** Costs that no strategy of five days earns back. */
  const dear = flatAccount(100_000, {
    fractional: true,
    costs: { halfSpreadBps: 500, slippageBps: 0, commissionRate: 0 },
  });
  const losing = { choice: choiceOf('MSFT', 'alternating'), account: dear };

  it.each(sizingMethods)('with %s is no trade, the fixed methods excepted', async (method) => {
    const result = await size(losing, { method });
    if (method === 'fixed' || method === 'fixed_fractional') expect(result.fraction).toBeGreaterThan(0);
    else {
      expect(result).toMatchObject({ fraction: 0, policy: { edge: false }, knownThrough: msft.time[1_499] });
      expect(result.noTrade).toMatch(
        /^no edge: nothing is held \(150 trades, W 0\.0\d shrunk, R [\d.]+ for alternating\)$/,
      );
    }
  });

  it('is judged only where the trades are enough to judge by', async () => {
    const result = await size({ ...losing, history: firstSampleBars('MSFT', 200) });
    expect(result.fraction).toBeGreaterThan(0);
    expect(textOf(result, 'edge')).toBe('edge not known: alternating closed 20 trades on the history, 30 are needed');
    expect((await size(losing, { kelly: { minimumTrades: 200 } })).fraction).toBeGreaterThan(0);
  });

  it('is only said where it is not required, but by Kelly', async () => {
    const config = { requireEdge: false };
    const held = await size(losing, config);
    expect(held.fraction).toBeGreaterThan(0);
    expect(textOf(held, 'edge')).toMatch(/^no edge, held all the same: 150 trades, W /);
    for (const method of ['kelly', 'fractional_kelly', 'optimal_f']) {
      expect((await size(losing, { ...config, method })).fraction).toBe(0);
    }
  });

  it('of the returns is what counts where Kelly is taken from them', async () => {
    const config = { method: 'kelly', kelly: { from: 'returns' } };
    expect((await size(losing, config)).noTrade).toMatch(
      /^no edge: nothing is held \(\d+ returns, mean -\d+\.\d % a year over risk-free \(shrunk, t -/,
    );
  });
});

describe('what a size has seen', () => {
  const seen = async (input: Partial<SizeInput>, config: object = {}) => (await size(input, config)).knownThrough;

  it('is the latest of the choice, the regime, the analysis and the bars its trades were counted on', async () => {
    const last = msft.time[1_499]!;
    expect(await seen({ choice: choiceOf('MSFT', 'alternating') }, { method: 'fractional_kelly' })).toBe(last);
    expect(await seen({ choice: choiceOf('MSFT', 'alternating') }, { method: 'fixed' })).toBeNull();
    expect(await seen({})).toBeNull();
    const regime = { ...regimeOf('MSFT', 'bull_quiet'), knownThrough: 5 };
    expect(await seen({ regime })).toBe(5);
    expect(await seen({ regime, choice: choiceOf('MSFT', 'idle', { knownThrough: 7 }) })).toBe(7);
    expect(await seen({ regime }, { method: 'confidence_adjusted' })).toBeNull();
  });
});

describe('the lot', () => {
  const whole = flatAccount(100_000);

  it('rounds down to whole shares, as the engine does at a decision', async () => {
    const [fine, coarse] = [await size(), await size({ account: whole })];
    const price = msft.close[1_499]!;
    const shares = Math.floor((fine.fraction * 100_000) / price);
    expect(coarse.fraction).toBeCloseTo((shares * price) / 100_000, 12);
    expect(coarse.policy).toEqual(fine.policy);
    expect(textOf(coarse, 'lot')).toBe(`${shares} at ${Number(price.toFixed(2))} USD`);
    expect(coarse.reasons.reduce((product, { factor }) => product * factor, 1)).toBeCloseTo(coarse.fraction, 12);
  });

  it('an account that cannot buy one share trades nothing, and says so', async () => {
    const result = await size({ account: flatAccount(20) }, { method: 'fixed' });
    expect(result.fraction).toBe(0);
    expect(result.noTrade).toMatch(/^16 USD does not buy one at [\d.]+ USD: no trade$/);
  });

  it('follows the instrument: lots of a hundred, contracts of fifty', async () => {
    const lots = flatAccount(100_000, { instruments: { MSFT: { lot: 100, multiplier: 2 } } });
    const result = await size({ account: lots }, { method: 'fixed' });
    const contract = msft.close[1_499]! * 2;
    expect((result.fraction * 100_000) / contract / 100).toBeCloseTo(Math.floor(80_000 / contract / 100), 9);
  });
});

describe('for any account and configuration', () => {
  const situation = fc.record({
    capital: fc.double({ min: 500, max: 1e6, noNaN: true }),
    config: fc.record({
      method: fc.constantFrom(...sizingMethods),
      maxFraction: fc.double({ min: 0.01, max: 1, noNaN: true }),
      minFraction: fc.constantFrom(0, 0.02),
    }),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    label: fc.constantFrom(...regimeLabels),
    strategy: fc.constantFrom('alternating', 'idle'),
  });
  const history = firstSampleBars('TXN', 400);

  it('the reasons multiply to the size, which is whole shares under the cap', async () => {
    await fc.assert(
      fc.asyncProperty(situation, async ({ capital, config, confidence, label, strategy }) => {
        const result = await size(
          {
            history,
            account: flatAccount(capital),
            choice: choiceOf('TXN', strategy, { kind: 'selected', confidence }),
            regime: regimeOf('TXN', label),
          },
          config,
        );
        const { fraction, reasons, noTrade } = result;
        expect(reasons.reduce((product, { factor }) => product * factor, 1)).toBeCloseTo(fraction, 10);
        expect(fraction).toBeLessThanOrEqual(config.maxFraction + 1e-12);
        const shares = (fraction * capital) / history.close[399]!;
        expect(Math.abs(shares - Math.round(shares))).toBeLessThan(1e-6);
        expect(noTrade === null).toBe(fraction > 0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('Kelly and optimal f', () => {
  const choice = choiceOf('TXN', 'alternating');

  it('hold the whole of what fractional Kelly holds a part of, and what grows fastest', async () => {
    for (const rows of [600, 900, 1_200, 1_500]) {
      const history = firstSampleBars('TXN', rows);
      const fractionOf = async (config: object) => (await size({ history, choice }, config)).policy.fraction!;
      const full = await fractionOf({ method: 'kelly' });
      if (full === 0) continue;
      expect(await fractionOf({ method: 'fractional_kelly', kelly: { part: 0.5 } })).toBeCloseTo(full / 2, 12);
      const trades = await tradesOf(history);
      const weights = outcomeWeights(trades);
      const growth = (f: number) => trades.reduce((sum, r, i) => sum + weights[i]! * Math.log1p(f * r), 0);
      const best = await fractionOf({ method: 'optimal_f' });
      for (const other of [best * 0.98, best * 1.02, full]) expect(growth(best)).toBeGreaterThanOrEqual(growth(other));
      return;
    }
    throw new Error('the strategy has no edge on any window');
  });

  it('from returns is the shrunk mean over the variance of the account at a full position', async () => {
    const held = choiceOf('MSFT', 'alternating', {
      strategy: { provider: 'test', id: 'alternating', version: '1.0.0', params: { hold: 10_000 } },
    });
    const history = firstSampleBars('TXN', 1_000);
    const result = await size(
      { history, choice: held },
      { method: 'kelly', kelly: { from: 'returns' }, maxFraction: 1 },
    );
    const { run } = await runOnHistory(history, held.strategy, account, ctx());
    const n = run!.bars.length;
    const mean = run!.bars.reduce((a, b) => a + b, 0) / n;
    const variance = run!.bars.reduce((a, r) => a + (r - mean) ** 2, 0) / (n - 1);
    const t2 = (mean * mean * n) / variance;
    const expected = Math.max(0, (mean * t2) / (1 + t2) / variance);
    expect(result.policy.fraction).toBeCloseTo(expected, 9);
    expect(
      (
        await size(
          { history: firstSampleBars('TXN', 200), choice: held },
          { method: 'kelly', kelly: { from: 'returns' } },
        )
      ).reasons[1]!.text,
    ).toMatch(/^fixed_fractional, not kelly: the history has \d+ returns, 250 are needed$/);
  });
});

describe('fractional Kelly', () => {
  const config = { method: 'fractional_kelly', maxFraction: 1 };
  const choice = choiceOf('MSFT', 'alternating');

  /** A window on which the alternating strategy happens to have had an edge. */
  async function edge() {
    for (const rows of [600, 900, 1_200, 1_500]) {
      const history = firstSampleBars('TXN', rows);
      const odds = oddsOf(await tradesOf(history))!;
      const f = kellyLoss(odds);
      if (f > 0 && odds.trades >= 30) return { history, odds, f };
    }
    throw new Error('the strategy has no edge on any window');
  }

  it('is a part of Kelly over the average loss of real trades on the history', async () => {
    const withEdge = await edge();
    const result = await size({ history: withEdge.history, choice }, config);
    expect(result.policy).toMatchObject({
      method: 'fractional_kelly',
      fraction: (0.25 * withEdge.f) / withEdge.odds.averageLoss,
    });
    expect(textOf(result, 'raw')).toContain(
      `${withEdge.odds.trades} trades, W ${withEdge.odds.winRate.toFixed(2)} shrunk`,
    );
  });

  it('holds nothing without an edge', async () => {
    const dear = flatAccount(100_000, { costs: { halfSpreadBps: 500, slippageBps: 0, commissionRate: 0 } });
    const result = await size({ choice, account: dear }, config);
    expect(result).toMatchObject({ fraction: 0, policy: { method: 'fractional_kelly', fraction: 0, edge: false } });
    expect(result.noTrade).toMatch(/^no edge: nothing is held \(\d+ trades, W/);
  });

  it.each([
    [
      'too few trades',
      { history: firstSampleBars('MSFT', 100), choice },
      /^fixed_fractional, not fractional_kelly: alternating closed \d+ trades on the history, 30 are needed$/,
    ],
    [
      'a history shorter than the strategy needs',
      { history: firstSampleBars('MSFT', 1), choice },
      /alternating needs 1 bars/,
    ],
    ['no strategy', {}, /no strategy is chosen/],
  ])('falls to a fixed fraction with %s', async (_, input, text) => {
    const result = await size(input, config);
    expect(result.policy.method).toBe('fixed_fractional');
    expect(textOf(result, 'method')).toMatch(text);
  });

  it('says when the choice was made on the same bars', async () => {
    const tuned = { ...choice, kind: 'tuned' as const, knownThrough: msft.time[1_499]! };
    expect((await size({ choice: tuned }, config)).reasons.map(({ text }) => text).join()).toContain(
      'the choice has seen these bars',
    );
  });

  it('does not depend on how much capital there is', async () => {
    const { history } = await edge();
    const of = async (capital: number) =>
      (await size({ history, choice, account: flatAccount(capital) }, config)).policy.fraction!;
    expect((await of(1e7)) / (await of(600))).toBeCloseTo(1, 1);
  });
});

const packageJson: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

describe.each(sizingMethods)('position_sizing with %s meets the requirements on a slice', (method) => {
  const input = () => ({
    history: firstSampleBars('MSFT', 600),
    account: flatAccount(100_000),
    choice: choiceOf('MSFT', 'alternating'),
    regime: regimeOf('MSFT', 'bear_quiet'),
    allocation: allocationOf('MSFT'),
  });
  const examples = { calculate: () => ({ input: input(), context: testContext({ strategies: [alternating] }) }) };
  for (const check of sliceConformance(slice, { packageJson, examples, config: { method } })) it(check.name, check.run);
});
