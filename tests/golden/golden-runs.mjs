/**
 * Representative runs of the built packages over the bundled bars, as JSON on stdout: statistics, order hash and bars
 * read of each. Everything in it is a function of the code alone.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBot } from '@bot-v2/core';
import { createSession, replayFeed, replayHistory, reportOf, runFrames, simulatedBroker } from '@bot-v2/engine';
import { createRandom } from '@bot-v2/quant/random';
import { loadSample, sampleSymbols } from '@bot-v2/sample-data';
import { definePortfolioStrategy, defineStrategy, flatAccount } from '@bot-v2/sdk';
import adaptivePortfolio from '@bot-v2/slice-adaptive-portfolio';
import analyze from '@bot-v2/slice-analyze';
import backtest from '@bot-v2/slice-backtest';
import data from '@bot-v2/slice-data';
import marketRegime from '@bot-v2/slice-market-regime';
import mlStrategy from '@bot-v2/slice-ml-strategy';
import monitor from '@bot-v2/slice-monitor';
import optimize from '@bot-v2/slice-optimize';
import paperTrade from '@bot-v2/slice-paper-trade';
import positionSizing from '@bot-v2/slice-position-sizing';
import { simpleMa, strategies } from '@bot-v2/strategies';
import { z } from 'zod';

/** Conventions of other engines; none where their folder has been deleted, and then no run by them. */
const { conventionsOf } = await import('@bot-v2/engine/conventions').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  return {};
});

/** Bundled bars as a frame. */
function sample(symbol) {
  const { info, sha256, actions, tradable, currency, ...frame } = loadSample(symbol);
  return {
    ...frame,
    symbol,
    actions: actions.map(({ type, exDate, source, ratio, amount }) =>
      type === 'split' ? { type, exDate, ratio, source } : { type, exDate, amount, source },
    ),
    provenance: { kind: 'real', provider: 'sample', source: info.source.package, contentHash: sha256 },
    quality: {
      tradable,
      periodsPerYear: 252,
      currency,
      calendar: 'XNYS',
      dividendsKnown: info.actionsComplete,
      findings: [],
    },
  };
}

/** Rolls dice with every call a strategy has: targets long and short, limits, stops, brackets, cancels. */
const everyCall = defineStrategy({
  id: 'every_call',
  version: '1.0.0',
  params: z.object({}),
  warmup: () => 20,
  state: () => ({ last: 0 }),
  prepare: (bars, _, ta) => ({ close: bars.close, mean: ta.sma(bars.close, 20) }),
  onBar: ({ t, cols, account, state, out }) => {
    const random = createRandom(`every call:${t}`);
    const close = cols.close.now;
    const quantity = Math.max(1, Math.floor((0.3 * account.equity) / close));
    const protection = { stopLoss: close * 0.96, takeProfit: close * 1.05 };
    const what = random.integer(0, 11);
    if (what === 0) out.target(close > cols.mean.now ? 1 : -1);
    else if (what === 1) out.target(random.uniform(-1, 1));
    else if (what === 2) out.target(0);
    else if (what === 3) state.last = out.order({ side: 'buy', quantity, limit: close * 0.985, ...protection });
    else if (what === 4) state.last = out.order({ side: 'buy', quantity, stop: close * 1.01 });
    else if (what === 5) out.order({ side: 'sell', quantity, limit: close * 1.015 });
    else if (what === 6) out.cancel(random.next() < 0.5 ? undefined : state.last);
  },
});

/** The symbol that rose most over a quarter. */
const strongest = definePortfolioStrategy({
  id: 'strongest',
  version: '1.0.0',
  params: z.object({}),
  warmup: () => 63,
  prepare: (bars, _, ta) => ({ change: ta.rocp(bars.close, 63) }),
  onBar: ({ cols, out }) => {
    const best = cols.reduce((i, c, k) => (c.change.now > cols[i].change.now ? k : i), 0);
    out.forEach((orders, i) => orders.target(i === best ? 1 : 0));
  },
});

/** Long while the last finished week closed above its average. */
const weekly = defineStrategy({
  id: 'weekly',
  version: '1.0.0',
  params: z.object({}),
  warmup: () => 70,
  timeframes: { '1w': (week, _, ta) => ({ week: week.close, trend: ta.sma(week.close, 10) }) },
  prepare: (_, __, ___, { week, trend }) => ({ week, trend }),
  onBar: ({ cols, out }) => out.target(cols.week.now > cols.trend.now ? 1 : 0),
});

const half = (bars) => Math.floor(bars.length / 2);
const leg = (symbol, strategy, more = {}) => {
  const bars = sample(symbol);
  return { symbol, bars, from: half(bars), strategy, ...more };
};

function summary(run) {
  const { stats } = reportOf(run, { seed: 1 }).portfolio;
  return {
    orderHash: run.orderHash,
    barsRead: run.legs.reduce((sum, { bars }) => sum + bars.length, 0),
    barsJudged: run.time.length,
    orders: run.orders.length,
    fills: run.fills.length,
    denials: run.denialCounts,
    probe: run.probe,
    stats,
  };
}

const terms = { allowIndex: true, fractional: true };
const frames = (legs, more = {}) =>
  summary(runFrames({ legs, account: flatAccount(100_000, terms), seed: 1, ...more }));

async function session(legs) {
  const account = flatAccount(50_000, { shorting: true });
  const journal = [];
  const started = legs.map((each) => ({ ...each, history: replayHistory(each) }));
  const outcome = await createSession({
    legs: started,
    account,
    journal: { read: () => undefined, append: (type) => void journal.push(type) },
    broker: simulatedBroker({ legs: started, account }),
    feed: replayFeed(legs),
  }).run();
  const { orderHash, bars, orders, fills, rejected, finalEquity, denialCounts } = outcome;
  return { orderHash, barsRead: bars, orders, fills, rejected, finalEquity, denialCounts, journaled: journal.length };
}

/** Whole runs of the product. */
async function product(mode, symbols) {
  const home = mkdtempSync(join(tmpdir(), 'bot-v2-golden-'));
  const slices = [adaptivePortfolio, analyze, backtest, data, marketRegime, mlStrategy, monitor, optimize, paperTrade];
  const bot = await createBot({
    cwd: home,
    environment: { BOT_V2_STATE_DIR: join(home, 'state') },
    discover: false,
    slices: [...slices, positionSizing],
    strategies,
    flags: { mode, symbols },
  });
  try {
    return await bot.run({ symbols });
  } finally {
    await bot.close();
    rmSync(home, { recursive: true, force: true });
  }
}

async function simpleBacktest(symbols) {
  const { portfolio, symbols: each } = await product('backtest', symbols);
  const { orderHash, stats, lookAhead, windows } = portfolio.result.backtest;
  const decided = Object.values(each).map(({ result: { regime, choice, size } }) => ({
    regime: regime.label ?? regime.regime,
    strategy: choice.strategy.id,
    params: choice.strategy.params,
    fraction: size.fraction,
  }));
  return { orderHash, barsRead: windows.history.bars + windows.evaluation.bars, decided, probe: lookAhead, stats };
}

async function study(symbol) {
  const { symbols } = await product('optimize', [symbol]);
  const { trials, ...verdict } = symbols[symbol].result.study;
  const tried = trials.map(({ params, value, trades, error }) => ({ params, value, trades, error }));
  const sha256 = createHash('sha256').update(JSON.stringify(tried)).digest('hex');
  return { trials: { count: tried.length, sha256 }, verdict };
}

const runs = {};
for (const { symbol } of sampleSymbols()) {
  for (const strategy of strategies) runs[`${strategy.id} on ${symbol}`] = frames([leg(symbol, strategy)]);
}
runs['two symbols on one account'] = frames([leg('MSFT', simpleMa), leg('TXN', strategies[1])]);
runs['short sales'] = frames([leg('TXN', everyCall)], { account: flatAccount(100_000, { shorting: true }) });
runs['every call on two symbols, with costs and interest'] = frames([leg('MSFT', everyCall), leg('TXN', everyCall)], {
  account: flatAccount(100_000, { shorting: true, cashInterest: 0.02, costs: { commissionRate: 0.001 } }),
});
runs['one strategy for three symbols'] = frames(['AAPL', 'MSFT', 'TXN'].map((symbol) => leg(symbol, strongest)));
runs['weekly bars'] = frames([leg('MSFT', weekly)]);
for (const name of conventionsOf === undefined ? [] : ['backtesting.py', 'backtrader', 'vectorbt'])
  runs[`simple_ma by the conventions of ${name}`] = frames([leg('MSFT', simpleMa)], { policies: conventionsOf(name) });
runs['every call on AAPL'] = frames([leg('AAPL', everyCall)], { account: flatAccount(50_000, { shorting: true }) });
runs['a session over replayed bars'] = await session([leg('AAPL', everyCall)]);
runs['simple_backtest AAPL'] = await simpleBacktest(['AAPL']);
runs['simple_backtest MSFT TXN'] = await simpleBacktest(['MSFT', 'TXN']);
runs['optimize AAPL'] = await study('AAPL');
process.stdout.write(`${JSON.stringify(runs, null, 1)}\n`);
