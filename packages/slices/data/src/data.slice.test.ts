import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { barsSchema, barsRequestSchema, describeIssues, isBotError, isFloat64Array, validateSync } from '@bot-v2/sdk';
import type { Bars, BotError, RunContext } from '@bot-v2/sdk';
import data, { contentHash, dataConfigSchema } from './index.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** The slice's own handler, configured as a user would. */
function provider(config: unknown = {}) {
  const warnings: string[] = [];
  const { handlers } = data.create({
    config: dataConfigSchema.parse(config),
    log: { ...silent, warn: (text) => warnings.push(text) },
  });
  const get = async (request: unknown): Promise<Bars> =>
    (await handlers.get_data({ request: barsRequestSchema.parse(request) }, undefined as unknown as RunContext)).bars;
  return { get, warnings };
}

async function refusal(promise: Promise<unknown>): Promise<BotError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isBotError(outcome)) throw new Error(`expected a BotError, got ${String(outcome)}`);
  return outcome;
}

const date = (time: number | undefined) => new Date(time!).toISOString().slice(0, 10);
const at = (text: string) => Date.parse(text);

describe('configuration', () => {
  test('an empty section is valid and means the samples', () => {
    expect(dataConfigSchema.parse({})).toMatchObject({
      provider: 'sample',
      csv: { basis: 'as_given', kind: 'real', tradable: true },
    });
  });

  test.each([
    [{ provider: 'csv' }, 'csv.path: the csv provider needs a file or folder'],
    [{ provider: 'yahoo' }, 'provider: '],
    [{ csv: { pth: 'x' } }, 'pth'],
    [{ csv: { basis: 'guess' } }, 'csv.basis: '],
  ])('%j is refused', (config, text) => {
    const result = validateSync(dataConfigSchema, config);
    expect(result.issues && describeIssues(result.issues)).toContain(text);
  });
});

describe('sample', () => {
  test('AAPL is raw bars with actions and a stated source', async () => {
    const bars = await provider().get('aapl');
    expect(barsSchema.safeParse(bars).success).toBe(true);
    expect(bars).toMatchObject({ symbol: 'aapl', interval: '1d', length: 1260, basis: 'raw' });
    expect([date(bars.time[0]), date(bars.time[1259])]).toEqual(['2013-05-13', '2018-05-11']);
    expect(bars.actions.filter((action) => action.type === 'split')).toEqual([
      { type: 'split', exDate: at('2014-06-09'), ratio: 7, source: 'derived' },
    ]);
    expect(bars.actions).toHaveLength(21);
    expect(bars.provenance).toMatchObject({ kind: 'real', provider: 'sample' });
    expect(bars.provenance.source).toContain('@observablehq/sample-datasets@1.0.1');
    expect(bars.quality).toMatchObject({ tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: true });
    expect(bars.quality.findings.filter((finding) => finding.severity !== 'info')).toEqual([]);
  });

  test('MSFT’s special dividend and splits are not jumps', async () => {
    const { quality, actions } = await provider().get('MSFT');
    expect(actions.some((action) => action.type === 'dividend' && action.amount === 3.08)).toBe(true);
    for (const { check, message } of quality.findings) {
      expect(check === 'large_jump' ? message : '').not.toMatch(/2004-11-15|2003-02-18/);
    }
  });

  test('the S&P 500 is an index whose early opens are not trusted', async () => {
    const { get, warnings } = provider();
    const { quality } = await get('SP500');
    expect(quality).toMatchObject({ tradable: false, dividendsKnown: false });
    const untrusted = quality.findings.filter(
      (f) => f.check === 'open_equals_previous_close' && f.severity === 'error',
    );
    const years = untrusted.map(({ from, to }) => `${date(from).slice(0, 4)} ${date(to)}`);
    expect(years).toEqual(expect.arrayContaining(['2000 2000-12-31', '2003 2003-12-31', '2005 2005-12-31']));
    expect(warnings.some((text) => text.startsWith('SP500: 2003: the open equals the previous close on 9'))).toBe(true);
  });

  test('a range is inclusive, keeps the actions inside it and has its own hash', async () => {
    const { get } = provider();
    const bars = await get({ symbol: 'AAPL', from: at('2014-06-06'), to: at('2014-06-09') });
    expect([...bars.time].map(date)).toEqual(['2014-06-06', '2014-06-09']);
    expect(bars.actions).toEqual([{ type: 'split', exDate: at('2014-06-09'), ratio: 7, source: 'derived' }]);
    expect(bars.close[0]! / bars.close[1]!).toBeCloseTo(7, 0);
    const whole = await get('AAPL');
    expect(bars.provenance.contentHash).not.toBe(whole.provenance.contentHash);
    expect((await get({ symbol: 'AAPL', from: at('2013-05-13'), to: at('2018-05-11') })).provenance).toEqual(
      whole.provenance,
    );
    expect((await get({ symbol: 'AAPL', from: at('2014-06-07'), to: at('2014-06-10') })).length).toBe(2);
  });

  test('an empty range names the one there is', async () => {
    const error = await refusal(provider().get({ symbol: 'AAPL', from: at('2020-01-01') }));
    expect(error.code).toBe('BOT_DATA_EMPTY');
    expect(error.hint).toContain('2013-05-13 to 2018-05-11');
    expect((await refusal(provider().get({ symbol: 'AAPL', from: at('2015-01-03'), to: at('2015-01-04') }))).code).toBe(
      'BOT_DATA_EMPTY',
    );
  });

  test('an unknown symbol names the nearest, and an interval that is not there the one that is', async () => {
    const unknown = await refusal(provider().get('APPL'));
    expect(unknown.code).toBe('BOT_DATA_NOT_FOUND');
    expect(unknown.hint).toContain('Did you mean "AAPL"?');
    expect((await refusal(provider().get('ZZTOP9'))).hint).toContain('There is: AAPL, MSFT, SP500, TXN.');
    expect((await refusal(provider().get({ symbol: 'AAPL', interval: '1h' }))).hint).toContain('--interval 1d');
  });

  test('weeks and months are made from the daily bars, by the calendar', async () => {
    const weeks = await provider().get({ symbol: 'AAPL', interval: '1w' });
    expect(weeks).toMatchObject({ interval: '1w', basis: 'raw', quality: { periodsPerYear: 52 } });
    expect(weeks.length).toBe(261);
    expect(new Date(weeks.time[0]!).toISOString().slice(0, 10)).toBe('2013-05-13');
    expect(weeks.actions).toHaveLength(21);
    expect(weeks.provenance.source).toContain('resampled to 1w (XNYS)');
    expect((await provider().get({ symbol: 'AAPL', interval: '1M' })).quality.periodsPerYear).toBe(12);
  });
});

describe('csv', () => {
  const header = 'date,open,high,low,close,volume\n';
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bot-v2-csv-'));
    await writeFile(join(folder, 'acme.csv'), `${header}2015-01-30,10,12,9,11,100\n2015-02-02,11,12,10,11.5,100\n`);
    await writeFile(join(folder, 'BAD.csv'), `${header}2015-01-30,10,8,9,11,100\n`);
    await writeFile(join(folder, 'EMPTY.csv'), '');
    await mkdir(join(folder, 'DIR.csv'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const csv = (path: string, more: object = {}) => provider({ provider: 'csv', csv: { path, ...more } });

  test('a folder: the file of the symbol, in any case', async () => {
    const bars = await csv(folder).get('ACME');
    expect(barsSchema.safeParse(bars).success).toBe(true);
    expect(isFloat64Array(bars.close)).toBe(true);
    expect(bars).toMatchObject({ symbol: 'ACME', length: 2, basis: 'as_given', actions: [] });
    expect(bars.provenance).toMatchObject({ kind: 'real', provider: 'csv', source: join(folder, 'acme.csv') });
    expect(bars.quality).toMatchObject({ tradable: true, periodsPerYear: 252, dividendsKnown: false });
  });

  test('what is configured is what the frame says', async () => {
    const bars = await csv(folder, {
      basis: 'total_return',
      kind: 'synthetic',
      tradable: false,
      currency: 'EUR',
      periodsPerYear: 12,
    }).get('acme');
    expect(bars.basis).toBe('total_return');
    expect(bars.provenance.kind).toBe('synthetic');
    expect(bars.quality).toMatchObject({ tradable: false, currency: 'EUR', periodsPerYear: 12, dividendsKnown: true });
  });

  test('one file serves one symbol', async () => {
    const { get } = csv(join(folder, 'acme.csv'));
    expect((await get('ANY')).symbol).toBe('ANY');
    expect((await get('ANY')).length).toBe(2);
    expect((await refusal(get('OTHER'))).message).toContain('already serves ANY, not OTHER');
  });

  test.each([
    ['ACNE', 'BOT_DATA_NOT_FOUND', 'Did you mean "acme"?'],
    ['../acme', 'BOT_DATA_NOT_FOUND', ''],
    ['DIR', 'BOT_DATA_UNREADABLE', 'data.csv.path'],
    ['BAD', 'BOT_DATA_MALFORMED', 'repairs nothing'],
    ['EMPTY', 'BOT_DATA_EMPTY', 'header line'],
  ])('%s: %s', async (symbol, code, hint) => {
    const error = await refusal(csv(folder).get(symbol));
    expect(error.code).toBe(code);
    expect(error.hint).toContain(hint);
  });

  test('a path that is not there', async () => {
    const error = await refusal(csv(join(folder, 'nowhere')).get('ACME'));
    expect([error.code, error.details['code']]).toEqual(['BOT_DATA_UNREADABLE', 'ENOENT']);
    expect(error.message).toContain('nowhere cannot be read: there is no such file or folder');
  });

  test('bars at weekends make a year of 365', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${date(Date.UTC(2020, 0, 1 + i))},1,1,1,1,1`).join('\n');
    await writeFile(join(folder, 'COIN.csv'), header + rows);
    expect((await csv(folder).get('COIN')).quality.periodsPerYear).toBe(365);
  });
});

test('the content hash is a function of rows and actions alone', async () => {
  const bars = await provider().get('TXN');
  const hash = contentHash(bars);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hash).toBe(bars.provenance.contentHash);
  expect(contentHash({ ...bars, time: bars.time.slice() })).toBe(hash);
  const close = bars.close.slice();
  close[close.length - 1]! += 0.01;
  expect(contentHash({ ...bars, close })).not.toBe(hash);
  expect(contentHash({ ...bars, actions: bars.actions.slice(1) })).not.toBe(hash);
});

describe('what is checked and repaired on the way', () => {
  let folder: string;
  const days = Array.from({ length: 60 }, (_, i) => Date.UTC(2020, 0, 1 + Math.floor(i / 5) * 7 + (i % 5) + 5));
  const rowsOf = (change: (cells: number[], row: number) => void) =>
    days
      .map((time, row) => {
        const close = 20 + Math.sin(row) / 2;
        const cells = [close - 0.1, close + 0.3, close - 0.4, close, 1000 + row];
        change(cells, row);
        return [date(time), ...cells].join(',');
      })
      .join('\n');
  const write = (name: string, change: (cells: number[], row: number) => void) =>
    writeFile(join(folder, name), `Date,Open,High,Low,Close,Volume\n${rowsOf(change)}\n`);
  const hundredfold = (cells: number[], row: number) => {
    if (row === 30) for (let i = 0; i < 4; i++) cells[i] = cells[i]! * 100;
  };

  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'bot-v2-quality-'))));
  afterAll(() => rm(folder, { recursive: true }));

  test('nothing is repaired unless it is named, and then the frame says so', async () => {
    await write('UNIT.csv', hundredfold);
    await write('GOOD.csv', () => undefined);
    const csv = { path: folder };
    const given = await provider({ provider: 'csv', csv }).get('UNIT');
    expect(given.close[30]).toBeGreaterThan(1900);
    expect(given.quality.findings).toContainEqual(
      expect.objectContaining({ check: 'hundredfold_error', severity: 'error', count: 1 }),
    );
    const repaired = await provider({ provider: 'csv', csv, repair: ['hundredfold_error', 'bad_split'] }).get('UNIT');
    const good = await provider({ provider: 'csv', csv }).get('GOOD');
    expect(repaired.close[30]).toBeCloseTo(good.close[30]!, 10);
    expect(repaired.provenance.source).toBe(`${join(folder, 'UNIT.csv')} (repaired: hundredfold_error)`);
    expect(repaired.provenance.contentHash).not.toBe(given.provenance.contentHash);
    expect(repaired.quality.findings[0]).toMatchObject({
      check: 'repaired_hundredfold_error',
      severity: 'info',
      count: 4,
    });
    expect(repaired.quality.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const unchanged = await provider({ provider: 'csv', csv, repair: ['hundredfold_error'] }).get('GOOD');
    expect(unchanged).toEqual(good);
  });

  test('a repair that does not exist is refused by the configuration', () => {
    const result = validateSync(dataConfigSchema, { repair: ['everything'] });
    expect(result.issues && describeIssues(result.issues)).toContain('repair');
  });

  test('a refused file: with data.csv.inspect the error lists every finding', async () => {
    await write('BROKEN.csv', (cells, row) => {
      if (row === 10) cells[3] = NaN;
      if (row === 20) [cells[1], cells[2]] = [cells[2]!, cells[1]!];
      if (row === 40) cells[0] = -1;
      hundredfold(cells, row);
    });
    const short = await refusal(provider({ provider: 'csv', csv: { path: folder } }).get('BROKEN'));
    expect(short.message).toContain('BROKEN.csv:12:');
    expect(short.message).not.toContain('high_below_low');
    const long = await refusal(provider({ provider: 'csv', csv: { path: folder, inspect: true } }).get('BROKEN'));
    expect(long.code).toBe('BOT_DATA_MALFORMED');
    for (const check of ['non_finite', 'high_below_low', 'non_positive_price', 'hundredfold_error'])
      expect(long.message).toContain(check);
    expect((long.details['findings'] as unknown[]).length).toBeGreaterThanOrEqual(4);
    await expect(
      provider({ provider: 'csv', csv: { path: folder, inspect: true } }).get('GOOD'),
    ).resolves.toMatchObject({ length: 60 });
  });

  test('with a calendar, missing sessions are told from holidays; a calendar that does not exist is refused', async () => {
    await write('GOOD.csv', () => undefined);
    const checks = async (calendar?: string) =>
      (
        await provider({ provider: 'csv', csv: { path: folder, ...(calendar && { calendar }) } }).get('GOOD')
      ).quality.findings.map(({ check }) => check);
    expect(await checks()).toEqual([]);
    // Mondays to Fridays of January to March 2020, Martin Luther King Day and Washington's Birthday among them.
    expect(await checks('XNYS')).toEqual(['unexpected_session']);
    expect((await refusal(checks('XNYZ'))).code).toBe('BOT_CONFIG_INVALID');
  });

  test('the sample data is complete by the calendar of its exchange', async () => {
    for (const symbol of ['AAPL', 'MSFT', 'TXN', 'SP500']) {
      const { quality } = await provider().get(symbol);
      expect(quality.findings.filter(({ check }) => /session|gap/.test(check))).toEqual([]);
    }
  });
});
