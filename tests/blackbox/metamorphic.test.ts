import type { RunResult, Stats } from '@bot-v2/sdk';
import { describeBuilt, freshFolder, fromCsv, run, writeCsv } from './bot.js';
import { constantRows, sampleRows } from './market-rows.js';

const headline = (result: RunResult) => result.portfolio.result.backtest!;
const fractions = [
  'totalReturn',
  'sharpe',
  'maxDrawdown',
  'annualizedVolatility',
  'timeInMarket',
  'averageExposure',
  'winRate',
] as const;

function expectSameFractions(a: Stats, b: Stats, tolerance: number): void {
  for (const key of fractions) {
    expect(a[key] === null).toBe(b[key] === null);
    expect(Math.abs((a[key] ?? 0) - (b[key] ?? 0))).toBeLessThanOrEqual(tolerance);
  }
}

describeBuilt('what must not matter does not', () => {
  it('prices × 10 with capital × 10 gives the same fractions', async () => {
    const rows = sampleRows('TXN').slice(0, 1400);
    const tenfold = rows.map((r) => ({
      ...r,
      open: r.open * 10,
      high: r.high * 10,
      low: r.low * 10,
      close: r.close * 10,
    }));
    const args = (folder: string, capital: string) => [
      '--symbols',
      'X',
      '--fractional',
      '--capital',
      capital,
      ...fromCsv(folder),
    ];
    const one = await run(args(writeCsv(freshFolder(), 'X', rows), '100000'));
    const ten = await run(args(writeCsv(freshFolder(), 'X', tenfold), '1000000'));
    expect(headline(one).stats.closedTrades).toBeGreaterThan(0);
    expect(headline(ten).fills).toBe(headline(one).fills);
    expectSameFractions(headline(one).stats, headline(ten).stats, 1e-6);
  });

  it('the order of symbols does not matter', async () => {
    const one = await run(['--symbols', 'MSFT', 'TXN']);
    const two = await run(['--symbols', 'TXN', 'MSFT']);
    expect(headline(one).fills).toBeGreaterThan(0);
    expect(headline(two).orderHash).toBe(headline(one).orderHash);
    expect(headline(two).stats).toEqual(headline(one).stats);
  });

  it('the time zone does not matter', async () => {
    const args = ['--symbols', 'AAPL'];
    const results = await Promise.all(
      ['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham'].map((TZ) => run(args, { env: { TZ } })),
    );
    for (const result of results) expect(JSON.stringify(headline(result))).toBe(JSON.stringify(headline(results[0]!)));
  });

  it('higher costs give no higher return', async () => {
    const args = ['--symbols', 'TXN', '--strategy', 'simple_ma'];
    const returns: number[] = [];
    for (const bps of [0, 10, 40, 160]) {
      const result = await run([...args, '--set', `account.costs.slippageBps=${bps}`]);
      returns.push(headline(result).stats.totalReturn!);
    }
    expect([...returns].sort((a, b) => b - a)).toEqual(returns);
    expect(new Set(returns).size).toBe(returns.length);
  });

  it('a constant series is sideways_quiet, trades nothing and has no Sharpe ratio', async () => {
    const result = await run(['--symbols', 'FLAT', ...fromCsv(writeCsv(freshFolder(), 'FLAT', constantRows()))]);
    expect(result.symbols['FLAT']!.result.regime!.label).toBe('sideways_quiet');
    expect(headline(result).fills).toBe(0);
    expect(headline(result).stats.sharpe).toBeNull();
    expect(headline(result).stats.totalReturn).toBe(0);
  });
});

describeBuilt('what must matter does', () => {
  it('twenty random walks give a fallback in at least eighteen', async () => {
    const { randomWalk } = await import('./market-rows.js');
    const folder = freshFolder();
    const symbols = Array.from({ length: 20 }, (_, i) => `RW${String(i).padStart(2, '0')}`);
    for (const symbol of symbols) writeCsv(folder, symbol, randomWalk(symbol));
    const result = await run(['--symbols', ...symbols, ...fromCsv(folder)]);
    const kinds = symbols.map((symbol) => result.symbols[symbol]!.result.choice!.kind);
    expect(kinds.filter((kind) => kind === 'fallback').length).toBeGreaterThanOrEqual(18);
  });

  it('the five strategies trade differently, at least ten times each, on TXN 2000-2014', async () => {
    const names = ['simple_ma', 'momentum', 'mean_reversion', 'volatility', 'breakout'];
    const reports = await Promise.all(
      names.map(async (name) => headline(await run(['--symbols', 'TXN', '--strategy', name]))),
    );
    for (const report of reports) expect(report.stats.closedTrades).toBeGreaterThanOrEqual(10);
    expect(new Set(reports.map((report) => report.orderHash)).size).toBe(5);
  });
});
