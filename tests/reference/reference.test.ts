import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { referenceFolder } from '../shared-folder.js';

const root = join(import.meta.dirname, '..', '..');

/** What the packages the comparison imports promise to have built, and have not. */
const missing = ['quant', 'engine', 'slices/position-sizing'].flatMap((name) => {
  const folder = join(root, 'packages', name);
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { default: string }>;
  };
  return Object.values(exports)
    .map((target) => join(folder, typeof target === 'string' ? target : target.default))
    .filter((path) => !existsSync(path));
});

const why = [
  ...(referenceFolder === undefined ? ['no ../shared/reference, set BOT_V2_REFERENCE'] : []),
  ...(missing.length > 0 ? ['packages not built, run pnpm build'] : []),
].join('; ');
if (why !== '') console.warn(`SKIPPED: reference comparison (${why})`);
const describeBuilt = why === '' ? describe : describe.skip;

interface Area {
  area: string;
  cases: number;
  values: number;
  failed: number;
  notBuilt: number;
  reasons: string[];
  failures: string[];
  unmappedPlaces: string[];
}

/** Runs the command over a folder of expected values. */
function compare(reference: string, ...args: string[]): { code: number | null; areas: Area[]; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'run.mjs'), '--json', ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, BOT_V2_REFERENCE: reference },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const { areas = [] } = (stdout.startsWith('{') ? JSON.parse(stdout) : {}) as { areas?: Area[] };
  return { code: status, areas, stderr };
}

describeBuilt(`reference comparison${why === '' ? '' : ` (skipped: ${why})`}`, () => {
  it('all built areas agree, with cases in each', () => {
    const { code, areas, stderr } = compare(referenceFolder!);
    expect(stderr).toBe('');
    expect(areas.map((each) => [each.area, each.reasons])).toEqual(areas.map((each) => [each.area, []]));
    expect(areas.every((each) => each.cases > 0)).toBe(true);
    expect(code).toBe(0);
  });

  it('--strict passes an area of which everything is built', () => {
    expect(compare(referenceFolder!, '06', '--strict').code).toBe(0);
  });

  it('refuses an area that is not there', () => {
    const { code, stderr } = compare(referenceFolder!, 'nowhere');
    expect([code, stderr]).toEqual([2, expect.stringContaining('there is no area nowhere')]);
  });
});

describeBuilt('on copied backtests', () => {
  let copy = '';
  const folder = () => join(copy, '01_backtest', 'backtesting_py');
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'reference-'));
    for (const part of ['input', 'backtesting_py']) mkdirSync(join(copy, '01_backtest', part), { recursive: true });
    const own = (...path: string[]) => join(referenceFolder!, '01_backtest', ...path);
    cpSync(own('input', 'SPY_2007_2012.csv'), join(copy, '01_backtest', 'input', 'SPY_2007_2012.csv'));
    for (const end of ['json', 'trades.csv', 'equity.csv']) {
      cpSync(own('backtesting_py', `bt06_spy_rsi_mr_fixed_qty.${end}`), join(folder(), `bt90_copy.${end}`));
    }
  });
  afterEach(() => rmSync(copy, { recursive: true }));
  const edit = (change: (document: Record<string, unknown>) => void) => {
    const path = join(folder(), 'bt90_copy.json');
    const document = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    change(document);
    writeFileSync(path, JSON.stringify(document));
  };

  it('a case of another name runs from its tape and from its strategy', () => {
    const { code, areas } = compare(copy, '01');
    expect([code, areas[0]!.cases, areas[0]!.reasons]).toEqual([0, 6, []]);
  });

  it('the strategy is run with the parameters of the case, not with its own', () => {
    edit((document) => (document['strategy_params'] = { n: 14, lo: 31, hi: 70, qty: 50 }));
    const { code, areas } = compare(copy, '01');
    expect(code).toBe(1);
    expect(areas[0]!.failures.join()).toContain('from its strategy');
    expect(areas[0]!.failures.join()).not.toContain('from its tape');
  });

  it('the tape is run as it is written', () => {
    edit((document) => (document['order_tape'] as unknown[]).pop());
    expect(compare(copy, '01').areas[0]!.failures.join()).toContain('from its tape');
  });
});

describeBuilt('on a table of TA-Lib', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reference-'));
    mkdirSync(join(folder, '02_indicators', 'input'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const table = (columns: Record<string, string[]>) => {
    const rows = Object.values(columns)[0]!.map((_, row) => Object.values(columns).map((cells) => cells[row]));
    return [Object.keys(columns), ...rows].map((cells) => cells.join(',')).join('\n');
  };
  const run = (closes: number[], columns: Record<string, string[]>) => {
    const prices = Object.fromEntries(
      ['open', 'high', 'low', 'close', 'volume'].map((key) => [key, closes.map(String)]),
    );
    writeFileSync(join(folder, '02_indicators/input/X.csv'), table(prices));
    const rows = { i: closes.map((_, row) => String(row)), ...columns };
    writeFileSync(join(folder, '02_indicators/talib_X.csv'), table(rows));
    return compare(folder, '02').areas[0]!;
  };

  it('an infinite value agrees with the same infinity and with no other', () => {
    expect(run([800, 0], { EXP: ['inf', '1'], LN: [String(Math.log(800)), '-inf'] })).toMatchObject({ failed: 0 });
    expect(run([800, 0], { EXP: ['-inf', '1'], LN: [String(Math.log(800)), 'inf'] })).toMatchObject({ failed: 2 });
  });

  it('every average of one bar is the value itself', () => {
    const columns = Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7, 8].map((type) => [`MA_1_${type}`, ['5', '7', '6']]));
    expect(run([5, 7, 6], columns)).toMatchObject({ failed: 0, unmappedPlaces: [] });
  });

  it('signal and histogram of a MACD of any averages are told from its line', () => {
    const columns = {
      MACDEXT_2_0_3_0_2_0: ['', '', '', '1.3333333333333333', '2.6666666666666665'],
      MACDEXTsig_2_0_3_0_2_0: ['', '', '', '1', '2'],
      MACDEXThist_2_0_3_0_2_0: ['', '', '', '0.3333333333333333', '0.6666666666666666'],
    };
    expect(run([1, 2, 4, 8, 16], columns)).toMatchObject({ failed: 0, unmappedPlaces: [] });
  });
});

describeBuilt('on a case of lent purchases and charged positions', () => {
  const closes = [10, 9, 11, 12, 9, 8, 12, 12];
  const bars = closes.map((x, i) => `${i},2021-03-0${i + 1},${x},${x},${x},${x},100`);
  // 20 bought at 12 bind 60 and cost 2.40, and 0.24 a day; of 40 sold at 8 for 3.20, 20 are short and cost 0.16 a day.
  const given = {
    ...{ case: 'lent', engine: 'backtrader', data: 'input/tiny.csv', strategy: 'Rev' },
    params: { fast: 1, slow: 2, qty: 20 },
    cash: 100,
    commission: { commission: 0.01, leverage: 4, interest: 0.365, interest_long: true },
    ...{
      final_value: -66.4,
      final_cash: 173.6,
      max_drawdown_len: 5,
      sqn: 0,
      closed_trades: 1,
      won: 0,
      pnl_net: -84.48,
    },
    fills: [
      [3, 'buy', 'Market', 20, 12, 2.4],
      [5, 'sell', 'Market', -40, 8, 3.68],
    ],
    trades: [[3, 5, 12, -80, -84.48]],
  };
  const curve = [
    '100,100',
    '100,100',
    '100,100',
    '97.6,37.6',
    '37.36,37.36',
    '13.92,173.92',
    '-66.24,173.76',
    '-66.4,173.6',
  ];
  const failed = (change: object) => {
    const copy = mkdtempSync(join(tmpdir(), 'reference-'));
    const path = (...parts: string[]) => join(copy, '01_backtest', ...parts);
    for (const part of ['input', 'backtrader']) mkdirSync(path(part), { recursive: true });
    writeFileSync(path('input', 'tiny.csv'), ['i,date,open,high,low,close,volume', ...bars].join('\n'));
    writeFileSync(path('backtrader', 'lent.json'), JSON.stringify({ ...given, ...change }));
    const rows = curve.map((row, i) => `${i},${row}`);
    writeFileSync(path('backtrader', 'lent.equity.csv'), ['i,value,cash', ...rows].join('\n'));
    const { areas } = compare(copy, '01');
    rmSync(copy, { recursive: true });
    return areas[0]!.reasons;
  };

  it('cash, fills and trades are those of the peer', () => {
    expect(failed({})).toEqual([]);
  });

  it('and others without them', () => {
    expect(failed({ commission: { commission: 0.01 } })).not.toEqual([]);
    expect(failed({ commission: { ...given.commission, leverage: 2 } })).not.toEqual([]);
  });
});

describeBuilt('on small cases of portfolios', () => {
  let copy = '';
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'reference-'));
    for (const part of ['input', 'vectorbt']) mkdirSync(join(copy, '01_backtest', part), { recursive: true });
    const rows = ['date,open,high,low,close,volume', '2020-01-01,9,10,9,10,1', '2020-01-02,10,10,8.5,10,1'];
    rows.push('2020-01-03,10,10,9.2,9.2,1', '2020-01-04,9.2,9.2,8.8,8.8,1', '');
    writeFileSync(join(copy, '01_backtest', 'input', 'four.csv'), rows.join('\n'));
  });
  afterEach(() => rmSync(copy, { recursive: true }));
  /** What comparing a case that trades 10 of an account of 1,000 says; fills as row, price and side. */
  const run = (given: object, settings: object, fills: readonly (readonly number[])[], stats: object) => {
    const orders = fills.map(([idx, price, side], id) => ({ id, idx, size: 10, price, side }));
    const columns = ['id', 'idx', 'size', 'price', 'side'] as const;
    const document = {
      case: 'small',
      engine: 'vectorbt',
      data: 'four.csv',
      settings: { init_cash: 1000, ...settings },
      stats,
      orders_cols: columns,
      orders: orders.map((order) => columns.map((column) => order[column])),
      trades_cols: ['size'],
      trades: [[10]],
      ...given,
    };
    writeFileSync(join(copy, '01_backtest', 'vectorbt', 'vb90.json'), JSON.stringify(document));
    const { code, areas } = compare(copy, '01');
    return [code, areas[0]?.failures];
  };
  const signals = { entries: [0], exits: [] };
  const bought = [0, 10, 0];

  it('stops see the prices a case gives, and the close alone where it gives none', () => {
    const given = { size: 10, sl_stop: 0.1, open: '@open', high: '@high', low: '@low' };
    expect(run(signals, given, [bought, [1, 9, 1]], { final_value: 990 })).toEqual([0, []]);
    const none = { size: 10, sl_stop: 0.1 };
    expect(run(signals, none, [bought, [3, 8.8, 1]], { final_value: 988 })).toEqual([0, []]);
  });

  it('orders of the first row fill at its open', () => {
    expect(run(signals, { size: 10, price: '@open' }, [[0, 9, 0]], { final_value: 998 })).toEqual([0, []]);
    const sizes = { size: [10, null, null, null] };
    expect(run(sizes, { price: '@open' }, [[0, 9, 0]], { final_value: 998 })).toEqual([0, []]);
  });

  it('the cash at the beginning is what the return started from where a case does not say', () => {
    // All of 1,000 buys 100 less the fee of the first row: its value is not what there was before it.
    const all = { init_cash: undefined, fixed_fees: 20 };
    const fills = [[0, 10, 0]];
    const document = { ...signals, orders: [[0, 0, 98, 10, 0]], trades: [[98]] };
    expect(run(document, all, fills, { final_value: 862.4, total_return: -0.1376 })).toEqual([0, []]);
  });

  it('a year has the bars that a case says', () => {
    // 0.988 over four days to the power of 252 ÷ 4, or of 365 ÷ 2 ÷ 4 where a bar is two.
    const stats = (annual: number) => ({ total_return: -0.012, annualized_return: annual });
    const year = { ...signals, year_freq: '252 days' };
    expect(run(year, { size: 10 }, [bought], stats(-0.5326012904342705))).toEqual([0, []]);
    expect(run(signals, { size: 10, freq: '2 days' }, [bought], stats(-0.4235182053176454))).toEqual([0, []]);
  });
});

describeBuilt('on a changed copy', () => {
  let copy = '';
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'reference-'));
    for (const area of ['04_overfit', '06_sizing'])
      cpSync(join(referenceFolder!, area), join(copy, area), { recursive: true });
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  type Case = { id: string; inputs: object; expected: unknown; tol: number };
  const path = (name: string) => join(copy, '06_sizing', name);
  const edit = (change: (cases: Case[]) => unknown, name = 'sizing_cases.json') => {
    const cases = JSON.parse(readFileSync(path('sizing_cases.json'), 'utf8')) as Case[];
    writeFileSync(path(name), JSON.stringify(change(cases)));
  };
  const caseOf = (cases: Case[], id: string) => cases.find((each) => each.id === id)!;
  const run = () => {
    const { code, areas } = compare(copy, '06');
    return { code, ...areas[0]! };
  };

  it('one value changed by a relative 1e-6 fails and is named', () => {
    edit((cases) => {
      caseOf(cases, 'vol_target').expected = (caseOf(cases, 'vol_target').expected as number) * (1 + 1e-6);
      return cases;
    });
    expect(run()).toMatchObject({ code: 1, failed: 1, failures: [expect.stringContaining('vol_target')] });
  });

  it('a null against a number fails', () => {
    edit((cases) => {
      caseOf(cases, 'vol_target').expected = null;
      return cases;
    });
    expect(run().code).toBe(1);
  });

  it('a case of an unknown subject is unmapped and fails', () => {
    edit((cases) => [...cases, { id: 'unheard_of', inputs: {}, expected: { a: 1, b: 2 }, tol: 0 }]);
    const { code, reasons, unmappedPlaces } = run();
    expect(code).toBe(1);
    expect(reasons.join()).toContain('are mapped');
    expect(unmappedPlaces).toEqual(expect.arrayContaining([expect.stringMatching(/expected\/a$/)]));
  });

  it('a further file of a known form is found and compared', () => {
    const before = run();
    edit((cases) => cases, 'sizing_more.json');
    expect(run()).toMatchObject({ code: 0, cases: 2 * before.cases, values: 2 * before.values });
  });

  it('a packed file in a folder of its own is found and compared', () => {
    const before = run();
    mkdirSync(path('more'));
    writeFileSync(path('more/sizing_more.json.gz'), gzipSync(readFileSync(path('sizing_cases.json'))));
    expect(run()).toMatchObject({ code: 0, cases: 2 * before.cases, values: 2 * before.values });
  });

  it('a file of unknown form fails', () => {
    writeFileSync(path('weights.json'), '{"w":[0.5,0.5]}');
    const { code, reasons } = run();
    expect([code, reasons.join()]).toEqual([1, expect.stringContaining('weights.json')]);
  });

  it('an area without cases fails', () => {
    rmSync(path('sizing_cases.json'));
    expect(run()).toMatchObject({ code: 1, reasons: ['no cases found'] });
  });

  it('an area that has no forms yet is listed and does not fail', () => {
    mkdirSync(join(copy, '99_later'));
    writeFileSync(join(copy, '99_later', 'cases.json'), '[1]');
    expect(compare(copy, '99').code).toBe(0);
    expect(compare(copy, '99', '--strict').code).toBe(1);
  });
});
