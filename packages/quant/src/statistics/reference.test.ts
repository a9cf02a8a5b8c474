import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fromRows, ledoitWolf } from '../linear/index.js';
import * as statistics from './index.js';

function referenceFolder(): string | undefined {
  const named = process.env['BOT_V2_REFERENCE'];
  if (named) return existsSync(named) ? resolve(named) : undefined;
  for (let at = process.cwd(); ; at = dirname(at)) {
    const candidate = join(at, 'shared', 'reference');
    if (existsSync(candidate)) return candidate;
    if (dirname(at) === at) return undefined;
  }
}

const folder = referenceFolder();
if (folder === undefined) console.warn('SKIPPED: statistics reference values (set BOT_V2_REFERENCE to their folder)');
const describeReference = folder === undefined ? describe.skip : describe;
const note = folder === undefined ? ' (skipped: folder not found)' : '';

function read<T>(empty: T, ...path: string[]): T {
  return folder === undefined ? empty : (JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as T);
}

function readColumns(...path: string[]): Record<string, Float64Array> {
  if (folder === undefined) return {};
  const [head, ...rows] = readFileSync(join(folder, ...path), 'utf8')
    .trim()
    .split(/\r?\n/);
  const cells = rows.map((row) => row.split(','));
  return Object.fromEntries(
    head!.split(',').map((name, j) => [name, Float64Array.from(cells, (row) => Number(row[j]))]),
  );
}

const undefinedAsNull = (value: unknown): unknown => (value === 'nan' || value === undefined ? null : value);

describeReference(`empyrical on real returns${note}`, () => {
  const { empyrical, quantstats } = read<Record<string, Record<string, Record<string, number>>>>(
    { empyrical: { SPY: {}, IBM: {} }, quantstats: { SPY: {}, IBM: {} } },
    '03_perf',
    'perf_real.json',
  ) as Record<'empyrical' | 'quantstats', Record<string, Record<string, number>>>;
  const returns = readColumns('03_perf', 'returns_spy_ibm_bac_2007_2012.csv');

  it.each(['SPY', 'IBM'])('%s', (symbol) => {
    const r = returns[symbol]!;
    const spy = returns['SPY']!;
    const equity = statistics.equityFromReturns(r);
    const expected = { ...quantstats[symbol]!, ...empyrical[symbol]! };
    const actual: Record<string, number | null> = {
      cum_returns_final: statistics.cumulativeReturn(r),
      annual_return: statistics.annualisedReturn(r),
      annual_volatility: statistics.annualisedVolatility(r),
      sharpe: statistics.sharpe(r),
      sortino: statistics.sortino(r),
      downside_risk: statistics.downsideDeviation(r),
      calmar: statistics.calmar(r),
      omega: statistics.omega(r),
      max_drawdown: statistics.maxDrawdown(equity)!.value,
      tail_ratio: statistics.tailRatio(r),
      var_5: statistics.valueAtRisk(r),
      cvar_5: statistics.conditionalValueAtRisk(r),
      beta: statistics.beta(r, spy),
      capture: statistics.capture(r, spy),
      up_capture: statistics.upCapture(r, spy),
      down_capture: statistics.downCapture(r, spy),
      skew: sampleSkewness(r),
      kurt: sampleExcessKurtosis(r),
      win_rate: statistics.hitRate(r),
      profit_factor: statistics.profitFactor(r),
      payoff_ratio: statistics.payoffRatio(r),
    };
    for (const [name, value] of Object.entries(actual)) {
      const relative = Math.abs(value! - expected[name]!) / Math.abs(expected[name]!);
      expect([name, relative < 1e-9]).toEqual([name, true]);
    }
    expect(statistics.alpha(r, spy)).toBeCloseTo(expected['alpha']!, 12);
    expect(statistics.stability(r)).toBeCloseTo(expected['stability']!, 12);
    expect(statistics.informationRatio(r, spy)).toEqual(
      expected['excess_sharpe'] === null ? null : expect.closeTo(expected['excess_sharpe']!, 12),
    );
  });
});

/** The peers print the bias-corrected moments; ours are the biased ones. */
function sampleSkewness(r: Float64Array): number {
  const n = r.length;
  return (statistics.skewness(r)! * Math.sqrt(n * (n - 1))) / (n - 2);
}

function sampleExcessKurtosis(r: Float64Array): number {
  const n = r.length;
  return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (statistics.kurtosis(r)! - 3) + 6);
}

it('corrects the bias of the moments as the peers do', () => {
  const r = Float64Array.of(1, 2, 3, 4, 10);
  expect(sampleSkewness(r)).toBeCloseTo(1.6970562748477143, 12);
  expect(sampleExcessKurtosis(r)).toBeCloseTo(3.152000000000001, 12);
});

interface EmpyricalCase {
  test: string;
  fn: string;
  inputs: Record<string, unknown>;
  asserts: { actual: unknown; expected: unknown; decimal: number }[];
}

type Input = (name: string) => Float64Array;

const PERIODS: Record<string, number> = { daily: 252, weekly: 52, monthly: 12, quarterly: 4, yearly: 1 };
const year = (raw: Record<string, unknown>): number => PERIODS[String(raw['period'])] ?? 252;

/** Functions of the reference that exist here, as calls on their recorded inputs. */
const CASES: Record<string, (input: Input, raw: Record<string, unknown>) => number | null> = {
  cum_returns_final: (input, raw) => {
    const growth = statistics.cumulativeReturn(input('returns'));
    return Number(raw['starting_value']) === 0 ? growth : Number(raw['starting_value']) * (1 + growth);
  },
  max_drawdown: (input) =>
    input('returns').length === 0
      ? null
      : (statistics.maxDrawdown(statistics.equityFromReturns(input('returns')))?.value ?? null),
  annual_volatility: (input, raw) => statistics.annualisedVolatility(input('returns'), year(raw)),
  omega: (input, raw) => {
    const yearly = Number(raw['required_return']);
    const threshold = yearly <= -1 ? NaN : (1 + yearly) ** (1 / 252) - 1;
    return statistics.omega(input('returns'), threshold + Number(raw['risk_free']));
  },
  sharpe_ratio: (input, raw) => statistics.sharpe(input('returns'), { riskFree: Number(raw['risk_free']), minimum: 2 }),
  downside_risk: (input, raw) =>
    statistics.downsideDeviation(input('returns'), { target: Number(raw['required_return']), periods: year(raw) }),
  sortino: (input, raw) =>
    statistics.sortino(input('returns'), { target: Number(raw['required_return']), periods: year(raw), minimum: 2 }),
  stability_of_timeseries: (input) => statistics.stability(input('returns')),
  tail_ratio: (input) => statistics.tailRatio(input('returns')),
  beta: (input) => statistics.beta(input('returns'), input('benchmark')),
  alpha: (input) => statistics.alpha(input('returns'), input('benchmark')),
  capture_ratio: (input) => statistics.capture(input('returns'), input('factor_returns')),
  down_capture: (input) => statistics.downCapture(input('returns'), input('factor_returns')),
  up_capture: (input) => statistics.upCapture(input('returns'), input('benchmark')),
};

/** These count a missing return as a bar without movement. */
const COUNTING: typeof CASES = {
  annual_ret: (input, raw) => statistics.annualisedReturn(input('returns'), year(raw)),
  cagr: (input, raw) => statistics.annualisedReturn(input('returns'), year(raw)),
  calmar: (input, raw) => statistics.calmar(input('returns'), year(raw)),
};

/** Frames of several series, and parameters given as a series per bar, cannot be expressed here. */
const notExpressible = ({ test, inputs }: EmpyricalCase): boolean =>
  /df_|_df/.test(test) ||
  ['risk_free', 'required_return'].some((name) => name in inputs && !Number.isFinite(Number(inputs[name])));

describeReference(`empyrical's own cases${note}`, () => {
  const file = read<{ series: Record<string, { index: string[]; values: unknown[] }>; cases: EmpyricalCase[] }>(
    { series: {}, cases: [] },
    '03_perf',
    'empyrical_cases.json',
  );
  const known = file.cases.filter(
    (each) =>
      (CASES[each.fn] ?? COUNTING[each.fn]) !== undefined &&
      typeof each.asserts[0]?.expected !== 'object' &&
      !notExpressible(each),
  );

  it('covers the functions that exist here', () => {
    expect(known.length).toBeGreaterThan(40);
  });

  it.each(known.map((each): [string, EmpyricalCase] => [each.test, each]))('%s', (_, each) => {
    const columns = new Map<string, Map<string, unknown>>();
    for (const name of ['returns', 'benchmark', 'factor_returns']) {
      const id = (each.inputs[name] as { $series?: string } | undefined)?.$series;
      const series = id === undefined ? undefined : file.series[id];
      if (series) columns.set(name, new Map(series.index.map((day, k) => [day, series.values[k]])));
    }
    const counting = COUNTING[each.fn] !== undefined;
    const days = [...columns.values().next().value!.keys()].filter((day) =>
      [...columns.values()].every((values) => counting || typeof values.get(day) === 'number'),
    );
    const input: Input = (name) => Float64Array.from(days, (day) => Number(columns.get(name)!.get(day)) || 0);
    const actual = (CASES[each.fn] ?? COUNTING[each.fn])!(input, each.inputs);
    const { expected, decimal } = each.asserts[0]!;
    const wanted = undefinedAsNull(expected);
    if (typeof wanted === 'number') expect(Math.abs(actual! - wanted)).toBeLessThan(1.5 * 10 ** -decimal);
    else expect(actual).toBeNull();
  });
});

interface SharpeCase {
  id: string;
  inputs: Record<string, number>;
  expected: number;
  tol: number;
}

describeReference(`probabilistic Sharpe ratios${note}`, () => {
  const cases = read<SharpeCase[]>([], '04_overfit', 'psr_dsr_mintrl.json');
  const lines =
    folder === undefined
      ? []
      : readFileSync(join(folder, '04_overfit', 'psr_returns_for_tests.csv'), 'utf8')
          .trim()
          .split('\n');
  const returns = Float64Array.from(
    lines.map((line) => Number(line.split(',').at(-1))).filter((value) => Number.isFinite(value)),
  );
  const observed = (): { sharpe: number; n: number; skewness: number; kurtosis: number } => ({
    sharpe: statistics.sharpe(returns, { periods: 1, minimum: 2 })!,
    n: returns.length,
    skewness: statistics.skewness(returns)!,
    kurtosis: statistics.kurtosis(returns)!,
  });
  const compute: Record<string, (p: Record<string, number>) => number | null> = {
    sr: () => observed().sharpe,
    sr_sd: () => {
      const { sharpe, n, skewness, kurtosis } = observed();
      return statistics.sharpeStandardError(sharpe, n, skewness, kurtosis);
    },
    psr: (p) => statistics.probabilisticSharpe({ ...observed(), benchmark: p['benchmark']! }),
    psr_paper: (p) =>
      statistics.probabilisticSharpe({ sharpe: p['sr']!, n: p['n']!, skewness: p['skew']!, kurtosis: p['kurt']! }),
    mintrl_years: (p) => {
      const year = p['periods_per_year']!;
      const bars = statistics.minimumTrackRecordLength({
        sharpe: p['sr_annual']! / Math.sqrt(year),
        benchmark: p['bench_annual']! / Math.sqrt(year),
        skewness: p['skew']!,
        kurtosis: p['kurt']!,
      });
      return bars === null ? null : bars / year;
    },
    dsr_sr0: (p) => statistics.expectedMaximumSharpe(p['N']!, p['var_sr_annual']! / p['ppy']!),
    dsr: (p) =>
      statistics.deflatedSharpe({
        sharpe: p['sr_annual']! / Math.sqrt(p['ppy']!),
        n: p['T']!,
        skewness: p['skew']!,
        kurtosis: p['kurt']!,
        trials: p['N']!,
        variance: p['var_sr_annual']! / p['ppy']!,
      }),
  };

  it.each(cases.map((each): [string, SharpeCase] => [each.id, each]))('%s', (id, each) => {
    const actual = compute[id]!(each.inputs)!;
    expect(Math.abs(actual - each.expected)).toBeLessThanOrEqual(each.tol * Math.max(1, Math.abs(each.expected)));
  });
});

describeReference(`Ledoit-Wolf${note}`, () => {
  it('equals the published shrinkage and matrix of 20 stocks', () => {
    const lines = readFileSync(join(folder!, '05_portfolio', 'pypfopt_stock_prices.csv'), 'utf8')
      .trim()
      .split(/\r?\n/);
    const prices = lines.slice(1).map((line) =>
      line
        .split(',')
        .slice(1)
        .map((cell) => (cell === '' ? NaN : Number(cell))),
    );
    const rows: number[][] = [];
    for (let i = 1; i < prices.length; i++) {
      rows.push(prices[i]!.map((price, j) => price / prices[i - 1]![j]! - 1 || 0));
    }
    const { covariance, shrinkage } = ledoitWolf(fromRows(rows));
    const expected = readFileSync(join(folder!, '05_portfolio', 'pypfopt_lw_constant_variance.csv'), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .flatMap((line) => line.split(',').slice(1).map(Number));
    const cases = read<{ id: string; expected: { delta: number } }[]>([], '05_portfolio', 'portfolio_cases.json');
    const delta = cases.find((each) => each.id === 'lw_constant_variance')!.expected.delta;
    expect(Math.abs(shrinkage / delta - 1)).toBeLessThan(1e-8);
    const worst = Math.max(...expected.map((value, k) => Math.abs((252 * covariance.data[k]!) / value - 1)));
    expect(worst).toBeLessThan(1e-8);
  });
});
