import * as sdk from '@bot-v2/sdk';
import { defineSlice, getData, isCapability, portUse } from '@bot-v2/sdk';
import type {
  Allocation,
  Analysis,
  AnyCapability,
  AnySlice,
  Bars,
  PositionSize,
  Regime,
  RunResult,
  StrategyChoice,
} from '@bot-v2/sdk';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBot } from '@bot-v2/core';
import dataSlice from '@bot-v2/slice-data';
import { plantedSeries } from '../../packages/slices/ml-strategy/test/planted-signal.js';
import { builtInStrategies, elevenSlices, withInput } from './eleven-slices.js';

/**
 * Every edge of the port graph, enumerated from the contracts: an input whose port some capability produces. For each, a
 * run in which only that input of only that consumer is changed must place other orders.
 */
const capabilities = Object.values(sdk).filter(isCapability) as AnyCapability[];
const produced = new Set(
  capabilities.flatMap((c) => Object.values(c.out).map((port) => portUse(port as never).port.name)),
);
// The run derives these two from Bars.
const derived = new Set(produced.has('Bars') ? ['History', 'Evaluation'] : []);
const edges = capabilities.flatMap((consumer) =>
  Object.entries(consumer.in)
    .filter(([, port]) => {
      const { name } = portUse(port as never).port;
      return produced.has(name) || derived.has(name);
    })
    .map(([input]) => `${consumer.id}.${input}`),
);

type Change = (value: never) => unknown;

/** The last 80 bars fall to 40 % of what they were, in jumps. */
function crashed(bars: Bars): Bars {
  const bent = (column: Float64Array) =>
    column.map((x, i) => {
      const late = i - (bars.length - 80);
      return late < 0 ? x : x * (1 - (0.6 * late) / 80) * (i % 2 === 0 ? 1.04 : 0.96);
    });
  return { ...bars, open: bent(bars.open), high: bent(bars.high), low: bent(bars.low), close: bent(bars.close) };
}
/** A share that costs cents: too cheap for any tier. */
function cheap(bars: Bars): Bars {
  const bent = (column: Float64Array) => column.map((x) => x / 100);
  return { ...bars, open: bent(bars.open), high: bent(bars.high), low: bent(bars.low), close: bent(bars.close) };
}
/** The last bar comes first. */
function reversed(bars: Bars): Bars {
  const turned = (column: Float64Array) => Float64Array.from(column).reverse();
  return {
    ...bars,
    open: turned(bars.close),
    high: turned(bars.high),
    low: turned(bars.low),
    close: turned(bars.open),
  };
}
const crash = (regime: Regime): Regime => ({
  ...regime,
  label: 'crisis',
  weak: false,
  volatility: 0.9,
  trend: -2,
  trendT: -3,
});
const euphoria = (regime: Regime): Regime => ({ ...regime, volatility: 0, trend: 80, trendT: 60 });
const panic = (analysis: Analysis): Analysis => ({
  ...analysis,
  score: -1,
  rating: 'strong_sell',
  indicators: { ...analysis.indicators, rsi14: -5000 },
});
const otherChoice = (choice: StrategyChoice): StrategyChoice => ({
  ...choice,
  kind: 'selected',
  confidence: 0.3,
  strategy: { ...choice.strategy, id: choice.strategy.id === 'breakout' ? 'momentum' : 'breakout', params: {} },
});
const smaller = (size: PositionSize): PositionSize => ({
  ...size,
  fraction: size.fraction / 3,
  policy: { ...size.policy, maxFraction: size.fraction / 3 },
});
const tighter = (allocation: Allocation): Allocation => ({
  ...allocation,
  weight: allocation.weight / 3,
  maxFraction: allocation.maxFraction / 3,
});
const each = (change: Change) => (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([symbol, value]) => [symbol, change(value as never)]));
const laterEvaluation = (evaluation: { bars: Bars; from: number }) => ({ ...evaluation, from: evaluation.from + 40 });

interface Scenario {
  readonly workflow: string;
  readonly mode?: 'backtest' | 'paper' | 'optimize';
  readonly symbols?: readonly string[];
  readonly config?: Record<string, unknown>;
  /** Bars in which one feature decides which strategy wins, so that a selector has something to select. */
  readonly planted?: boolean;
}
interface Edge {
  readonly scenario: Scenario;
  readonly change: Change;
}

const cycle: Scenario = { workflow: 'trading_cycle', symbols: ['MSFT', 'TXN'] };
const simple: Scenario = { workflow: 'simple_backtest', symbols: ['MSFT'] };
const selecting: Scenario = { workflow: 'simple_backtest', planted: true, symbols: ['PLANTED'] };
const paper: Scenario = { workflow: 'paper_trading', mode: 'paper', symbols: ['MSFT'] };
const optimizing: Scenario = { workflow: 'optimization', mode: 'optimize', symbols: ['TXN'] };
const cycling = (input: string, change: Change): Record<string, Edge> => ({ [input]: { scenario: cycle, change } });

const tests: Record<string, Edge> = {
  'analyze.analyze.history': { scenario: simple, change: crashed },
  'market_regime.detect.history': { scenario: simple, change: crashed },
  'ml_strategy.select.history': { scenario: selecting, change: crashed },
  'ml_strategy.select.analysis': { scenario: selecting, change: panic },
  'ml_strategy.select.regime': { scenario: selecting, change: euphoria },
  'adaptive_portfolio.allocate.histories': {
    scenario: cycle,
    change: (histories: Record<string, Bars>) => ({ ...histories, MSFT: cheap(histories['MSFT']!) }),
  },
  ...cycling('adaptive_portfolio.allocate.choices', each(otherChoice)),
  ...cycling('adaptive_portfolio.allocate.regimes', each(crash)),
  'position_sizing.calculate.history': {
    scenario: { ...simple, config: { position_sizing: { method: 'fractional_kelly', kelly: { minimumTrades: 10 } } } },
    change: crashed,
  },
  'position_sizing.calculate.choice': { scenario: simple, change: otherChoice },
  'position_sizing.calculate.analysis': { scenario: simple, change: panic },
  'position_sizing.calculate.regime': { scenario: simple, change: crash },
  ...cycling('position_sizing.calculate.allocation', tighter),
  'optimize.run.history': { scenario: optimizing, change: reversed },
  'optimize.run.choice': { scenario: optimizing, change: otherChoice },
  'backtest.run.evaluations': { scenario: simple, change: each(laterEvaluation) },
  'backtest.run.choices': { scenario: simple, change: each(otherChoice) },
  'backtest.run.sizes': { scenario: simple, change: each(smaller) },
  'paper_trade.run.evaluations': { scenario: paper, change: each(laterEvaluation) },
  'paper_trade.run.choices': { scenario: paper, change: each(otherChoice) },
  'paper_trade.run.sizes': { scenario: paper, change: each(smaller) },
  ...cycling('execution.execute.evaluations', each(laterEvaluation)),
  ...cycling('execution.execute.choices', each(otherChoice)),
  ...cycling('execution.execute.sizes', each(smaller)),
  ...cycling('execution.execute.allocation', each(tighter)),
};

/** Edges that no shipped workflow of a built mode uses, each with a test of its own below or a reason. */
const elsewhere: Record<string, string> = {
  'backtest.run.allocation': 'the same handler as execution.execute.allocation',
  'paper_trade.run.allocation': 'the same handler as execution.execute.allocation in paper mode',
  'analyze.correlate.histories': 'correlations are for people to read: no capability takes them',
  'analyze.compare_strategies.histories': 'comparisons are for people to read: no capability takes them',
  'market_regime.label.history': 'labels are read when trading is over: that they change no order is tested below',
  'live_trade.run.choices': 'live trading refuses before it reads an input, until a venue is built',
  'live_trade.run.sizes': 'live trading refuses before it reads an input, until a venue is built',
  'live_trade.run.allocation': 'live trading refuses before it reads an input, until a venue is built',
};

it('every edge of the contracts has a test', () => {
  expect([...Object.keys(tests), ...Object.keys(elsewhere)].sort()).toEqual([...edges].sort());
});

const planted = plantedSeries(4200, 1).bars;
const plantedData: AnySlice = defineSlice({
  id: 'data',
  provides: { get_data: getData },
  create: () => ({ handlers: { get_data: () => ({ bars: { ...planted, symbol: 'PLANTED' } }) } }),
});

function capabilityOf(edge: string): AnyCapability {
  return capabilities.find(({ id }) => edge.startsWith(`${id}.`))!;
}

/** The slices, with the named input of the consuming capability changed wherever it is provided. */
function slicesFor(scenario: Scenario, edge?: string, change?: Change): AnySlice[] {
  const base = elevenSlices.map((slice) => (scenario.planted && slice.id === dataSlice.id ? plantedData : slice));
  if (edge === undefined || change === undefined) return base;
  const consumer = capabilityOf(edge);
  const input = edge.slice(consumer.id.length + 1);
  return base.map((slice) => {
    const entry = Object.entries(slice.provides as Record<string, AnyCapability>).find(
      ([, token]) => token.id === consumer.id,
    );
    if (!entry) return slice;
    return withInput(slice, entry[0], (values) => {
      if (values[input] === undefined) throw new Error(`${edge} is not connected in ${scenario.workflow}`);
      return { ...values, [input]: change(values[input] as never) };
    });
  });
}

async function orderHash(scenario: Scenario, slices: readonly AnySlice[]): Promise<string> {
  const bot = await createBot({
    discover: false,
    slices,
    strategies: builtInStrategies,
    cwd: mkdtempSync(join(tmpdir(), 'bot-v2-ports-')),
    environment: { BOT_V2_STATE_DIR: mkdtempSync(join(tmpdir(), 'bot-v2-ports-')) },
    flags: { ...(scenario.planted ? {} : { from: '2009-01-01' }), ...scenario.config },
  });
  try {
    const result: RunResult = await bot.run({
      workflow: scenario.workflow,
      mode: scenario.mode ?? 'backtest',
      symbols: [...(scenario.symbols ?? ['MSFT'])],
    });
    if (!result.success) throw new Error(JSON.stringify(result.errors));
    const { backtest, session } = result.portfolio.result;
    const executed = backtest ?? session;
    return executed!.orderHash;
  } finally {
    await bot.close();
  }
}

const baselines = new Map<Scenario, Promise<string>>();
function baseline(scenario: Scenario): Promise<string> {
  const known = baselines.get(scenario) ?? orderHash(scenario, slicesFor(scenario));
  baselines.set(scenario, known);
  return known;
}

describe('changing one input of one consumer changes the order', () => {
  it.each(Object.entries(tests))('%s', async (edge, { scenario, change }) => {
    const changed = await orderHash(scenario, slicesFor(scenario, edge, change));
    expect(changed).not.toBe(await baseline(scenario));
  });

  it('a run that trades nothing would prove nothing', async () => {
    const nothing = slicesFor(
      simple,
      'backtest.run.sizes',
      each((size: PositionSize) => ({ ...size, policy: { ...size.policy, maxFraction: 0 } })),
    );
    expect(await baseline(simple)).not.toBe(await orderHash(simple, nothing));
  });

  it('labels of bars, of which the report is made, change none', async () => {
    const mislabelled = slicesFor(simple, 'market_regime.label.history', crashed);
    expect(await orderHash(simple, mislabelled)).toBe(await baseline(simple));
  });

  it('and changing nothing changes nothing', async () => {
    const same = slicesFor(simple, 'backtest.run.choices', (value: unknown) => value);
    expect(await orderHash(simple, same)).toBe(await baseline(simple));
  });
});
