import { runResultSchema } from '@bot-v2/sdk';
import { createStyle } from '../terminal/style.js';
import { textWidth } from './columns.js';
import { renderRun } from './run-report.js';
import { passportFixture, reportFixture, runFixture, sessionFixture } from './run-result.fixture.js';
import { studyFixture, symbolFixture, undefinedStats } from './run-result.fixture.js';

const page = { width: 80, style: createStyle(false) };
const textOf = (...args: Parameters<typeof runFixture>) => renderRun(runFixture(...args), page).join('\n');

test('the fixtures are results of the contract', () => {
  const study = runFixture({ mode: 'optimize' }, { AAPL: symbolFixture('AAPL', { study: studyFixture() }) });
  const session = runFixture({ mode: 'paper', portfolio: { steps: [], result: { session: sessionFixture() } } });
  for (const result of [runFixture(), study, session]) expect(runResultSchema.safeParse(result).error).toBeUndefined();
});

test('the default run in full', () => {
  expect(textOf()).toMatchInlineSnapshot(`
   "AAPL · simple_backtest · real daily bars, offline
   Decided on  2013-05-13 … 2015-11-09    630 bars
   Judged on   2015-11-10 … 2018-05-11    630 bars, unseen

   VERDICT  Not distinguishable from luck; buy & hold did better.

                          bot   same exposure   buy & hold
   Return              +8.5 %         +18.1 %      +66.3 %
   CAGR                +3.3 %          +6.9 %      +22.6 %
   Sharpe (rf 0)         0.52            1.07         1.05
     95 % interval   -0.9…1.9        -0.1…2.3     -0.2…2.4
   Sortino               0.75            0.75         0.75
   Max drawdown        -9.9 %          -9.9 %       -9.9 %
   Time in market        63 %           100 %        100 %
    109k |                                         ********
    106k |                        *****************
    103k |        ****************
    100k |********
          2015-11              2017-02              2018-05
   Trades     13 closed + 1 open · 46 % won · costs $1,486
   Strategy   simple_ma(10,30), fallback: selector no better than baseline
   Regime     bull_volatile, weak: vol 32 %, trend +16 % (t 0.25)
   Size       42 %: vol target 15/32 = 46 %
   Track      P(Sharpe>0) 79 % · needs 10 y, has 2.5 y
   Look-ahead 27/27 orders probed: none
   Benchmark  buy & hold with dividends
   Data       AAPL raw + 2 actions, bundled sample, sha 3f9c0123…
   Run        r-7k2f · seed 1 · 612 ms"
  `);
});

test('every line fits the page, with colour and without, whatever its width', () => {
  const result = runFixture({}, { MSFT: symbolFixture('MSFT'), TXN: symbolFixture('TXN') });
  for (const width of [60, 80]) {
    for (const colour of [false, true]) {
      for (const line of renderRun(result, { width, style: createStyle(colour) })) {
        expect([line, textWidth(line) <= Math.max(width, 62)]).toEqual([line, true]);
      }
    }
  }
});

test('without colour there is no escape sequence', () => {
  expect(textOf()).not.toContain('\u001b');
});

test('figures that were not measured leave no line', () => {
  const text = textOf(
    { portfolio: { steps: [], result: { backtest: reportFixture({ stats: undefinedStats() }) } } },
    { AAPL: {} },
  );
  for (const label of ['Regime', 'Size', 'Track', 'report r-', 'replay']) expect(text).not.toContain(label);
});

test('an undefined figure is a dash, never zero', () => {
  const report = reportFixture({ stats: undefinedStats() });
  report.benchmark.buyAndHold = undefinedStats();
  report.benchmark.sameExposure = undefinedStats();
  const text = textOf({ portfolio: { steps: [], result: { backtest: report } } });
  expect(text).toMatch(/Sharpe \(rf 0\) +– +– +–/);
  expect(text).not.toContain('Sortino');
});

test('too little data is said beside every annual figure, with the reasons', () => {
  const text = textOf({
    portfolio: {
      steps: [],
      result: { backtest: reportFixture({ insufficient: ['157 history bars, fewer than 252'] }) },
    },
  });
  expect(text).toMatch(/^CAGR .* insufficient$/m);
  expect(text).toMatch(/^Sharpe .* insufficient$/m);
  expect(text).toMatch(/^Return .* %$/m);
  expect(text).toMatch(/^Too little 157 history bars/m);
});

test('in-sample judgement is titled so', () => {
  const text = textOf({ portfolio: { steps: [], result: { backtest: reportFixture({ inSample: true }) } } });
  expect(text).toContain('IN-SAMPLE');
  expect(text).not.toContain('unseen');
});

test('several symbols: the portfolio first, then what each contributed; a failed one says so', () => {
  const aapl = reportFixture({ scope: 'contribution' });
  const result = runFixture({}, { MSFT: symbolFixture('MSFT', { backtest: aapl }), TXN: symbolFixture('TXN') });
  result.symbols['TXN']!.success = false;
  const text = renderRun(result, page).join('\n');
  expect(text).toMatch(/^MSFT TXN · simple_backtest/);
  expect(text).toMatch(/^MSFT +\+8\.5 % +14 +46 % +\$1,486 +42 % +simple_ma\(10,30\)$/m);
  expect(text).toMatch(/^TXN +failed$/m);
});

test('degraded parts and warnings are said', () => {
  const text = textOf({
    degraded: ['monitor: disk is full'],
    portfolio: {
      steps: [],
      result: { backtest: reportFixture({ warnings: ['opens are untrusted: fills at the next close'] }) },
    },
  });
  expect(text).toMatch(/^Degraded {3}monitor: disk is full$/m);
  expect(text).toMatch(/^Warning {4}opens are untrusted/m);
});

test('an unusual fill rule is said at the top, what the checks found once each', () => {
  const finding = { check: 'open_equals_previous_close', severity: 'error' as const, message: '', from: 0, to: 1 };
  const passport = passportFixture('SP500');
  passport.quality.findings.push(
    { ...finding, count: 240 },
    { ...finding, count: 11 },
    { ...finding, severity: 'info', count: 1 },
  );
  const conventions = { fill: 'market orders at the next close: opens are not trusted' };
  const text = textOf({
    portfolio: { steps: [], result: { backtest: reportFixture({ conventions, provenance: [passport] }) } },
  });
  expect(text.split('\n')[3]).toBe('Filled      market orders at the next close: opens are not trusted');
  expect(text).toContain('open_equals_previous_close (251×)');
});

test('data that is not the market’s is named in the first line', () => {
  const synthetic = passportFixture('X', {
    provenance: { kind: 'synthetic', provider: 'made_up', source: 'generator', contentHash: 'ff' },
  });
  const text = textOf({ portfolio: { steps: [], result: { backtest: reportFixture({ provenance: [synthetic] }) } } });
  expect(text.split('\n')[0]).toBe('AAPL · simple_backtest · synthetic daily bars');
});

test('optimize: best trials first, the winner on both windows, the verdict', () => {
  const text = textOf({ mode: 'optimize' }, { AAPL: symbolFixture('AAPL', { study: studyFixture() }) });
  expect(text).toMatch(/→ +fast 10, slow 20 +1\.100 +1\.10 /);
  expect(text).toMatch(/^Sharpe +1\.10 +0\.52$/m);
  expect(text).toMatch(/^VERDICT {2}fragile: deflated Sharpe 0\.61 < 0\.95$/m);
  expect(text.indexOf('VERDICT')).toBeLessThan(text.indexOf('parameters'));
});

test('the evidence of a study is told, and fits eighty columns', () => {
  const window = { from: Date.UTC(2014, 0, 2), to: Date.UTC(2015, 0, 2), bars: 252 };
  const params = { fast: 10, slow: 20, aVeryLongParameterName: 0.123456789, another: 'with words', third: 1e-7 };
  const fold = { train: window, test: window, params, inSample: 0.1, outOfSample: null };
  const base = studyFixture();
  const study = studyFixture({
    trials: base.trials.map((trial) => ({ ...trial, params })),
    front: [0, 1],
    evidence: {
      configurations: 1234,
      effectiveTrials: 5,
      probabilityOfOverfitting: 0.125,
      probabilityOfOverfittingNote: null,
      plateau: 0.71,
      neighbours: [5, 15].map((fast) => ({ params: { ...params, fast }, value: fast / 100 })),
      minimumTrackRecordBars: 811.2,
      validation: {
        ...{ method: 'walk_forward', anchored: true, folds: [fold, fold], bars: 300, totalReturn: -0.031 },
        ...{ sharpe: 0.04, closedTrades: 9, sharpeInterval: [-0.01, 0.09], minimumTrackRecordBars: 1700 },
        ...{ efficiency: null, efficiencyNote: 'the choices lost money in sample too' },
      },
      validationNote: null,
    },
  });
  const told = (given: typeof study) => textOf({ mode: 'optimize' }, { AAPL: symbolFixture('AAPL', { study: given }) });
  const text = told(study);
  const wide = text.split('\n').filter((line) => line.length > 80);
  expect(wide).toEqual([]);
  for (const part of [
    /^Looks {6}1,234 configurations ever tried on these bars; returns form 5 groups$/m,
    /^Luck {7}deflated Sharpe ratio 61 %/m,
    /^Record {5}needs 812 bars to show a Sharpe above 0, has 630$/m,
    /^Overfit {4}probability 13 %$/m,
    /^Plateau {4}2 neighbours keep 71 % of the best \(median\): fast 5 → 0\.050, fast 15$/m,
    /^Tested {5}walking forward, 2 tests \(anchored\): -3\.1 % in 300 unseen bars$/m,
    /^Efficiency not defined: the choices lost money in sample too$/m,
    /^Front {6}2 trials that none beats/m,
  ]) {
    expect(text).toMatch(part);
  }
  const crossed = told({
    ...study,
    evidence: {
      ...study.evidence!,
      validation: {
        ...{ method: 'combinatorial', folds: 6, testFolds: 2, splits: 15, purged: 20, paths: [-0.02, 0.01, 0.05] },
        ...{ bars: 610, totalReturn: 0.2, sharpe: 0.01, sharpeInterval: null, efficiency: 0.5, efficiencyNote: null },
        minimumTrackRecordBars: null,
      },
    },
  });
  expect(crossed).toMatch(/^Tested {5}combinatorial cross-validation, 15 splits, 3 paths: \+20\.0 % in 610/m);
  expect(crossed).toContain('Sharpe a bar 0.01; paths -0.02…0.05');
  expect(crossed).toMatch(/^Efficiency 50 % of the mean return/m);
});

test('a study without a winner says so', () => {
  const study = studyFixture({ best: null, trials: [] });
  const text = textOf({ mode: 'optimize', portfolio: { steps: [], result: {} } }, { AAPL: { study } });
  expect(text).toContain('No trial has a value');
  expect(text).not.toContain('Winner');
});

test('a paper session: account, orders, journal', () => {
  const text = textOf({ mode: 'paper', portfolio: { steps: [], result: { session: sessionFixture() } } });
  expect(text).toMatch(/^Session {4}s-1, paper, new, finished$/m);
  expect(text).toMatch(/^Orders {5}27 orders · 26 fills · 1 rejected$/m);
  expect(text).toMatch(/^Equity {5}\$108,500 \(\+8\.5 % since the start\), cash \$51,000$/m);
  expect(text).toMatch(/^Journal {4}\.bot-v2\/paper\/s-1\.db \(140 events, tail deadbeef…\)$/m);
});

test('a failed run shows no part of its decision as a result', () => {
  expect(textOf({ success: false, portfolio: { steps: [], result: {} } })).toBe('');
  expect(textOf({ portfolio: { steps: [], result: {} } })).toMatch(/^Strategy/m);
});

test('a strategy that was named, not chosen, is taken from the report', () => {
  const backtest = reportFixture({ strategies: { AAPL: 'momentum@1.0.0' } });
  expect(textOf({ portfolio: { steps: [], result: { backtest } } }, { AAPL: {} })).toMatch(
    /^Strategy {3}momentum@1\.0\.0$/m,
  );
});

test('a run that produced nothing renders as nothing', () => {
  expect(textOf({ success: false, portfolio: { steps: [], result: {} } }, { AAPL: {} })).toBe('');
});
