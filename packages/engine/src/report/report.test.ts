import { createRandom } from '@bot-v2/quant/random';
import { backtestResultSchema, defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { CorporateAction } from '@bot-v2/sdk';
import { z } from 'zod';
import { realBars, tape } from '../../test/frames.js';
import { runFrames } from '../frame-driver/index.js';
import { tallyOf } from '../ledger/index.js';
import { adjusted } from '../price-view/index.js';
import { buyAndHold, reportOf, returnsOf, scoreOf } from './index.js';

const crossover = defineStrategy({
  id: 'crossover',
  version: '1.0.0',
  params: z.object({ fast: z.number().default(10), slow: z.number().default(30) }),
  warmup: (p) => p.slow - 1,
  scaleFree: true,
  prepare: (bars, p, ta) => ({ fast: ta.sma(bars.close, p.fast), slow: ta.sma(bars.close, p.slow) }),
  onBar: ({ cols, out }) => out.target(cols.fast.now > cols.slow.now ? 1 : 0),
});
const aapl = realBars('AAPL');
const from = Math.floor(aapl.length / 2);
const account = flatAccount(100_000);

it('the curves of a report are made once, and are plain data to whoever copies or writes them', () => {
  const { portfolio } = reportOf(
    runFrames({ legs: [{ symbol: 'AAPL', bars: aapl, from, strategy: crossover }], account }),
  );
  const { equity, benchmark } = portfolio;
  expect(equity.value).toBe(equity.value);
  expect(benchmark.equity.time).toBe(equity.time);
  expect(equity.value).toHaveLength(aapl.length - from);
  expect(equity.value.at(-1)).toBe(portfolio.stats.finalEquity);
  expect(benchmark.equity.value.at(-1)).toBe(benchmark.buyAndHold.finalEquity);
  expect(structuredClone(equity)).toEqual({ time: equity.time, value: equity.value });
  expect(JSON.parse(JSON.stringify({ ...equity }))).toEqual({ time: equity.time, value: equity.value });
});

describe('buyAndHold', () => {
  it('AAPL from the first evaluation open, price only, gross: +61.3 %', () => {
    expect(new Date(aapl.time[from]!).toISOString().slice(0, 10)).toBe('2015-11-10');
    const held = buyAndHold([{ symbol: 'AAPL', bars: aapl, from }], account, { dividends: false, costs: false });
    expect(held.basis).toBe('price only');
    expect(held.equity[held.equity.length - 1]! / account.capital - 1).toBeCloseTo(0.613, 2);
    const split = adjusted(aapl, 'split');
    expect(held.equity[held.equity.length - 1]! / account.capital).toBeCloseTo(
      split.close[split.length - 1]! / split.open[from]!,
      10,
    );
  });

  it('pays dividends as cash and costs at the entry', () => {
    const bars = tape(
      [
        [10, 10, 10, 10],
        [20, 20, 20, 20],
        [20, 20, 20, 30],
      ],
      {
        actions: [
          {
            type: 'dividend',
            exDate: tape([
              [1, 1, 1, 1],
              [1, 1, 1, 1],
              [1, 1, 1, 1],
            ]).time[2]!,
            amount: 2,
            source: 'reported',
          },
        ],
      },
    );
    const held = buyAndHold([{ symbol: 'X', bars, from: 1 }], flatAccount(1000), { costs: false });
    expect([...held.equity]).toEqual([1000, 50 * 30 + 50 * 2]);
    expect(held.basis).toBe('with dividends');
    const net = buyAndHold([{ symbol: 'X', bars, from: 1 }], flatAccount(1000));
    expect(net.costs).toBeCloseTo(1000 * 0.00125, 2);
    expect(net.equity[0]!).toBeCloseTo(1000 - net.costs, 6);
  });

  it('is what a holder has at every row, through splits and dividends, on frames of any length', () => {
    const random = createRandom('held');
    for (const [length, first] of [
      [9_000, 0],
      [9_000, 4_095],
      [40, 7],
    ] as const) {
      const plain = tape(Array.from({ length }, (_, i) => [1, 1, 1, 1 + ((i * 7919) % 97) / 100]));
      const rows = [...new Set(Array.from({ length: 9 }, () => random.integer(1, length - 1)))].sort((a, b) => a - b);
      const actions = rows.map((row, k): CorporateAction => {
        const given = { exDate: plain.time[row]! - random.integer(0, 1) * 3_600_000, source: 'reported' } as const;
        return k % 2 === 0 ? { ...given, type: 'split', ratio: 1.5 } : { ...given, type: 'dividend', amount: 0.01 };
      });
      const bars = { ...plain, actions };
      let [shares, cash] = [500 / bars.open[first]!, 0];
      const value = (row: number) => {
        for (const action of actions) {
          if (row === first || action.exDate > bars.time[row]! || action.exDate <= bars.time[row - 1]!) continue;
          if (action.type === 'split') shares *= action.ratio;
          else if (action.type === 'dividend') cash += shares * action.amount;
        }
        return shares * bars.close[row]! + cash;
      };
      const values = Array.from({ length: length - first }, (_, i) => value(first + i));
      const held = buyAndHold([{ symbol: 'X', bars, from: first }], flatAccount(500), { costs: false });
      expect([...held.equity]).toEqual(values);
      // The same beside a symbol that has no other times, and more of them.
      const other = { ...bars, symbol: 'Y', time: bars.time.slice() };
      const both = [
        { symbol: 'X', bars, from: first },
        { symbol: 'Y', bars: other, from: 0 },
      ];
      const half = buyAndHold(both.slice(0, 1), flatAccount(250), { costs: false });
      const rest = buyAndHold(both.slice(1), flatAccount(250), { costs: false });
      const together = buyAndHold(both, flatAccount(500), { costs: false });
      expect([...together.equity]).toEqual(
        [...rest.equity].map((y, i) => (i < first ? 250 : half.equity[i - first]!) + y),
      );
    }
  });

  it('splits the capital equally and waits for the later symbol', () => {
    const a = tape([
      [10, 10, 10, 10],
      [10, 10, 10, 20],
      [20, 20, 20, 20],
    ]);
    const b = {
      ...a,
      symbol: 'Y',
      time: a.time.slice(1),
      open: a.open.slice(1),
      high: a.high.slice(1),
      low: a.low.slice(1),
      close: a.close.slice(1),
      volume: a.volume.slice(1),
      length: 2,
    };
    const held = buyAndHold(
      [
        { symbol: 'X', bars: a, from: 1 },
        { symbol: 'Y', bars: b, from: 1 },
      ],
      flatAccount(1000),
      { costs: false },
    );
    expect([...held.equity]).toEqual([1000 + 500, 1000 + 500]);
  });
});

describe('what a report makes when it is first read', () => {
  const run = runFrames({ legs: [{ symbol: 'AAPL', bars: aapl, from, strategy: crossover }], account });
  const tally = { ...run.tally };
  const { portfolio, bySymbol } = reportOf(run, { draws: 0 });
  const contribution = bySymbol['AAPL']!;

  it('is there for every reader, and stays the same', () => {
    expect(portfolio.trades).toBe(portfolio.trades);
    expect(contribution.trades).toBe(portfolio.trades);
    expect(contribution.executions).toBe(portfolio.executions);
    expect([portfolio.scope, contribution.scope]).toEqual(['portfolio', 'contribution']);
    expect(portfolio.trades).toEqual(run.trades);
    expect(portfolio.trades).not.toBe(run.trades);
    expect(portfolio.executions).toHaveLength(run.fills.length);
    expect(Object.keys(portfolio)).toEqual(expect.arrayContaining(['trades', 'executions']));
    expect(structuredClone(portfolio).trades).toEqual(run.trades);
    expect(JSON.parse(JSON.stringify(portfolio))).toEqual(JSON.parse(JSON.stringify({ ...portfolio })));
    expect({ ...portfolio }.trades).toBe(portfolio.trades);
  });

  it('is counted without being made', () => {
    expect(tally).toEqual({ ...tallyOf(run.trades) });
    expect([tally.closed, tally.open]).toEqual([portfolio.stats.closedTrades, portfolio.stats.openTrades]);
    expect(tally.closed + tally.open).toBe(run.trades.length);
    expect(tally.closed).toBeGreaterThan(10);
  });
});

describe('reportOf', () => {
  const run = runFrames({ legs: [{ symbol: 'AAPL', bars: aapl, from, strategy: crossover }], account });
  const report = reportOf(run, { draws: 200 });

  it('fits the contract and survives JSON', () => {
    expect(backtestResultSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  it('judges every evaluation bar, from capital', () => {
    const { stats, windows, equity } = report.portfolio;
    expect(stats.bars).toBe(aapl.length - from);
    expect(equity.time[0]).toBe(aapl.time[from]);
    expect(windows.history!.bars).toBe(from);
    expect(returnsOf(run)[0]).toBe(run.equity[0]! / 100_000 - 1);
    expect(stats.totalReturn).toBeCloseTo(returnsOf(run).reduce((w, r) => w * (1 + r), 1) - 1, 10);
    expect(scoreOf(run)).toMatchObject({
      totalReturn: stats.totalReturn,
      sharpe: stats.sharpe,
      maxDrawdown: stats.maxDrawdown,
      closedTrades: stats.closedTrades,
    });
    expect(stats.years).toBeCloseTo((equity.time.at(-1)! - windows.history!.to) / (365.25 * 86_400_000), 10);
    expect(stats.cagr).toBeCloseTo((1 + stats.totalReturn!) ** (1 / stats.years) - 1, 10);
  });

  it('one symbol: contribution and portfolio agree', () => {
    expect({ ...report.bySymbol['AAPL'], scope: 'portfolio' }).toEqual(report.portfolio);
  });

  it('two symbols: contributions add up to the portfolio', () => {
    const msft = realBars('MSFT');
    const txn = realBars('TXN');
    const both = runFrames({
      legs: [
        { symbol: 'TXN', bars: txn, from: 3000, strategy: crossover },
        { symbol: 'MSFT', bars: msft, from: 3000, strategy: crossover },
      ],
      account,
      probe: false,
    });
    const { portfolio, bySymbol } = reportOf(both, { draws: 0 });
    const added = ['MSFT', 'TXN'].reduce((sum, s) => sum + bySymbol[s]!.stats.finalEquity - 100_000, 0);
    expect(added).toBeCloseTo(portfolio.stats.finalEquity - 100_000, 6);
    expect(bySymbol['MSFT']!.trades.length + bySymbol['TXN']!.trades.length).toBe(portfolio.trades.length);
    expect(bySymbol['MSFT']!.stats.costs + bySymbol['TXN']!.stats.costs).toBeCloseTo(portfolio.stats.costs, 6);
  });

  it('a flat curve has no Sharpe ratio, not zero', () => {
    const flat = tape(Array.from({ length: 60 }, () => [10, 10, 10, 10] as const));
    const { stats } = reportOf(
      runFrames({ legs: [{ symbol: 'X', bars: flat, from: 40, strategy: crossover }], account }),
    ).portfolio;
    expect(stats).toMatchObject({
      sharpe: null,
      sharpeInterval: null,
      sortino: null,
      winRate: null,
      profitFactor: null,
      totalReturn: 0,
      closedTrades: 0,
      timeInMarket: 0,
    });
  });

  it('says what is insufficient', () => {
    const short = reportOf(
      runFrames({ legs: [{ symbol: 'AAPL', bars: aapl, from: 100, strategy: crossover }], account, probe: false }),
      { draws: 0 },
    );
    expect(short.portfolio.insufficient).toEqual(['history has 100 bars of 252 needed']);
  });
});
