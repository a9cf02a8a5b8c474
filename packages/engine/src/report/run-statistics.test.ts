import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import { z } from 'zod';
import { realBars } from '../../test/frames.js';
import { runFrames } from '../frame-driver/index.js';
import { TradeTable } from '../ledger/index.js';
import type { TradeColumns } from '../ledger/index.js';
import { botPolicies } from '../policies/index.js';
import type { ReportPolicies } from '../policies/index.js';
import { reportOf, runStatistics } from './index.js';
import { drawdownSpells } from './drawdown-spells.js';
import { periodsBySpacing, sampledRows } from './periods.js';

const crossing = defineStrategy({
  id: 'crossing',
  version: '1.0.0',
  params: z.object({}),
  warmup: () => 30,
  prepare: (bars, _, ta) => ({ fast: ta.sma(bars.close, 10), slow: ta.sma(bars.close, 30) }),
  onBar: ({ cols, out }) => out.target(cols.fast.now > cols.slow.now ? 1 : 0),
});
const run = runFrames({
  legs: [{ symbol: 'AAPL', bars: realBars('AAPL'), from: 0, strategy: crossing }],
  account: flatAccount(10_000),
  probe: false,
});
const by = (changes: Partial<ReportPolicies>) => runStatistics(run, { ...botPolicies.report, ...changes });

/** The closed trades of the run, as often as it takes. */
function manyTrades(count: number): TradeColumns {
  const { symbols, closed } = run.tradeColumns;
  const table = new TradeTable(symbols);
  for (let k = 0; k < count; k++) table.take(run.tradeColumns, k % closed, 0);
  return table.finished(count);
}

describe('figures by report conventions', () => {
  it('are those of our own report by our own conventions', () => {
    const { stats } = reportOf(run, { draws: 0 }).portfolio;
    const own = runStatistics(run);
    const close = (a: number | null, b: number | null) => expect(a).toBeCloseTo(b!, 10);
    close(own.totalReturn, stats.totalReturn);
    close(own.annualReturn, stats.cagr);
    close(own.annualVolatility, stats.annualizedVolatility);
    close(own.sharpe, stats.sharpe);
    close(own.sortino, stats.sortino);
    close(own.calmar, stats.calmar);
    close(own.maxDrawdown, stats.maxDrawdown);
    close(own.winRate, stats.winRate);
    close(own.profitFactor, stats.profitFactor);
    close(own.averageTrade, stats.averageTradeReturn);
    close(own.exposure, stats.timeInMarket);
    expect(own.trades).toBe(stats.closedTrades);
  });

  it('are there for more trades than a call takes arguments', () => {
    const { bestTrade, worstTrade, maxTradeMs } = by({});
    const tradeColumns = manyTrades(200_000);
    const found = runStatistics({ ...run, tradeColumns });
    expect(found).toMatchObject({ trades: 200_000, bestTrade, worstTrade, maxTradeMs });
  });

  it('change with each convention they depend on, and with no other', () => {
    const plain = by({});
    const changed = (changes: Partial<ReportPolicies>) => {
      const other = by(changes);
      return Object.keys(plain).filter((key) => !Object.is(plain[key as 'sharpe'], other[key as 'sharpe']));
    };
    expect(changed({ sqnDdof: 0 })).toEqual(['sqn']);
    expect(changed({ averageTrade: 'geometric' })).toEqual(['averageTrade']);
    expect(changed({ profitFactor: 'returns' })).toEqual(['profitFactor']);
    expect(changed({ exposure: 'entry-to-exit' })).toEqual(['exposure']);
    expect(changed({ alphaBeta: 'whole-period' })).toEqual(['alpha', 'beta']);
    expect(changed({ drawdownDuration: 'time' })).toEqual(['maxDrawdownLength', 'averageDrawdownLength']);
    expect(changed({ annualVolatility: 'compounded' })).toEqual(['annualVolatility']);
    expect(changed({ annualReturn: 'geometric' })).toEqual(['annualReturn', 'calmar']);
    expect(changed({ annualReturn: 'geometric-flat-start' })).toEqual(['annualReturn', 'calmar']);
    for (const benchmarkStart of ['first-close', 'first-tradable-close'] as const)
      expect(changed({ benchmarkStart })).toEqual(['benchmarkReturn']);
    expect(changed({ ratios: 'annual' })).toEqual(expect.arrayContaining(['sharpe', 'sortino']));
    expect(changed({ sampling: 'calendar-period' })).toEqual([]);
  });

  it('are undefined without trades or movement', () => {
    const still = runStatistics({ ...run, tradeColumns: manyTrades(0), equity: run.equity.map(() => 10_000) });
    expect(still).toMatchObject({ sharpe: null, calmar: null, sqn: null, winRate: null, averageDrawdown: null });
    expect([still.trades, still.maxDrawdown, still.totalReturn]).toEqual([0, -0, 0]);
  });

  it('compare with a holder across splits', () => {
    const raw = realBars('AAPL');
    const splits = raw.actions.filter((action) => action.type === 'split');
    const ratio = splits.reduce((product, split) => product * split.ratio, 1);
    expect([raw.basis, ratio]).toEqual(['raw', 7]);
    const [first, last] = [raw.open[0]!, raw.close[raw.length - 1]!];
    expect(by({}).benchmarkReturn).toBeCloseTo((last * ratio) / first - 1, 9);
  });

  it('survive the loss of everything', () => {
    const equity = run.equity.map((value, i) => (i < 500 ? value : 0));
    const lost = runStatistics({ ...run, equity }, { ...botPolicies.report, annualReturn: 'geometric' });
    expect([lost.maxDrawdown, lost.annualReturn, lost.totalReturn]).toEqual([-1, 0, -1]);
  });
});

const day = 86_400_000;

it('falls are told from peak to recovery, the last one to the last bar', () => {
  expect(drawdownSpells(Float64Array.of(10, 8, 9, 11, 11, 10, 9))).toEqual([
    { from: 0, to: 3, bars: 2, depth: 1 - 8 / 10 },
    { from: 4, to: 6, bars: 2, depth: 1 - 9 / 11 },
  ]);
  expect(drawdownSpells(Float64Array.of(1, 2, 3))).toEqual([]);
});

describe('periods', () => {
  const every = (step: number, count: number) =>
    Float64Array.from({ length: count }, (_, i) => Date.UTC(2024, 0, 1) + i * step);
  const months = Float64Array.from({ length: 30 }, (_, i) => Date.UTC(2020, i + 1, 0));

  it('are told from the spacing of bars', () => {
    expect(periodsBySpacing(every(day, 100))).toBe(365);
    expect(periodsBySpacing(every(day, 100).filter((at) => new Date(at).getUTCDay() % 6 !== 0))).toBe(252);
    expect(periodsBySpacing(every(7 * day, 100))).toBe(52);
    expect(periodsBySpacing(months)).toBe(12);
    expect(periodsBySpacing(every(365 * day, 100))).toBe(1);
  });

  it('end with their last bar', () => {
    expect(sampledRows(every(day / 4, 9), 'calendar-period')).toEqual([3, 7, 8]);
    expect(sampledRows(every(day / 4, 9), 'bar')).toHaveLength(9);
    expect(sampledRows(months, 'calendar-period')).toHaveLength(30);
  });
});
