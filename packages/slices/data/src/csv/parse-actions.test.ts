import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CorporateAction, PriceBasis } from '@bot-v2/sdk';
import { getBars } from '../get-bars.js';
import { createCsvProvider } from './csv.provider.js';
import { parseActions } from './parse-actions.js';

const on = (date: string) => Date.parse(date);
const parse = (...lines: string[]) => parseActions(['date,type,value', ...lines].join('\n'), 'x.csv');

describe('parseActions', () => {
  it('reads every kind of action, by date', () => {
    expect(
      parse(
        '2022-06-09,symbol_change,FB > META',
        '2014-06-09,split,7',
        '2004-11-15,special_dividend,3.08',
        '2014-08-07, dividend , 0.47',
        '2015-01-02,split,1:10',
      ),
    ).toEqual([
      { type: 'dividend', exDate: on('2004-11-15'), amount: 3.08, special: true, source: 'reported' },
      { type: 'split', exDate: on('2014-06-09'), ratio: 7, source: 'reported' },
      { type: 'dividend', exDate: on('2014-08-07'), amount: 0.47, source: 'reported' },
      { type: 'split', exDate: on('2015-01-02'), ratio: 0.1, source: 'reported' },
      { type: 'symbol_change', exDate: on('2022-06-09'), from: 'FB', to: 'META', source: 'reported' },
    ]);
  });

  it('reads a header alone, CRLF, a byte order mark and blank lines', () => {
    expect(parse()).toEqual([]);
    expect(parseActions('\uFEFFDate,Type,Value\r\n\r\n2014-06-09,split,7\r\n', 'x.csv')).toHaveLength(1);
  });

  it('gives back what was written', () => {
    const action = fc.record({
      day: fc.integer({ min: 0, max: 20_000 }),
      amount: fc.double({ min: 1e-3, max: 1e3, noNaN: true }).map((x) => Number(x.toFixed(6))),
      type: fc.constantFrom('split', 'dividend', 'special_dividend'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(action, { selector: (a) => a.day, maxLength: 20 }), (actions) => {
        const lines = actions.map(
          ({ day, type, amount }) => `${new Date(day * 86_400_000).toISOString().slice(0, 10)},${type},${amount}`,
        );
        const read = parse(...lines).map((a) => [
          a.exDate / 86_400_000,
          'ratio' in a ? a.ratio : 'amount' in a && a.amount,
        ]);
        expect(read).toEqual(actions.map(({ day, amount }) => [day, amount]).sort((a, b) => a[0]! - b[0]!));
      }),
    );
  });

  it.each([
    ['', 1, /not a file of actions/],
    ['date,kind,value', 1, /not a file of actions/],
    ['date,type,value\n2014-06-09,split', 2, /2 fields instead of 3/],
    ['date,type,value\n2014-06-31,split,7', 2, /"2014-06-31" is not a date/],
    ['date,type,value\n06\/09\/2014,split,7', 2, /not a date/],
    ['date,type,value\n2014-06-09,merger,7', 2, /no action "merger"/],
    ['date,type,value\n2014-06-09,split,0', 2, /"0" is not a ratio/],
    ['date,type,value\n2014-06-09,split,7:', 2, /"" is not a ratio/],
    ['date,type,value\n2014-06-09,split,1:2:3', 2, /not a ratio/],
    ['date,type,value\n2014-06-09,dividend,-1', 2, /"-1" is not an amount/],
    ['date,type,value\n2014-06-09,dividend,NaN', 2, /"NaN" is not an amount/],
    ['date,type,value\n2014-06-09,dividend,1e400', 2, /not an amount/],
    ['date,type,value\n2014-06-09,symbol_change,META', 2, /not a change of symbol/],
    ['date,type,value\n2014-06-09,symbol_change,META > META', 2, /not a change of symbol/],
    ['date,type,value\n2014-06-09,split,7\n\n2014-06-09,split,7', 4, /same action as on line 2/],
  ])('refuses %j', (text, line, message) => {
    expect(() => parseActions(text, 'x.csv')).toThrow(
      expect.objectContaining({
        code: 'BOT_DATA_MALFORMED',
        message: expect.stringMatching(message),
        details: expect.objectContaining({ path: 'x.csv', line }),
        hint: expect.stringMatching(/./),
      }),
    );
  });
});

describe('the csv provider with a file of actions', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bot-v2-actions-'));
    const rows = ['2022-06-07', '2022-06-08', '2022-06-09', '2022-06-10', '2022-06-13'];
    const price = (k: number) => (k < 3 ? 200 : 100);
    writeFileSync(
      join(folder, 'META.csv'),
      `date,open,high,low,close,volume\n${rows.map((date, k) => `${date},${price(k)},${price(k)},${price(k)},${price(k)},5`).join('\n')}\n`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const load = async (actions: string, basis: PriceBasis = 'raw', request: object = {}, symbol = 'META') => {
    const file = join(folder, 'actions');
    writeFileSync(file, `date,type,value\n${actions}\n`);
    const options = { path: join(folder, 'META.csv'), actions: file, basis, calendar: 'XNYS' };
    return getBars(createCsvProvider(options), { symbol, interval: '1d', ...request });
  };
  const types = (actions: readonly CorporateAction[]) => actions.map(({ type }) => type);

  it('carries them, and takes the list to be complete', async () => {
    const bars = await load('2022-06-09,symbol_change,FB > META\n2022-06-10,split,2');
    expect(types(bars.actions)).toEqual(['symbol_change', 'split']);
    expect(bars.quality).toMatchObject({ dividendsKnown: true, calendar: 'XNYS' });
    expect(bars.quality.findings.map(({ check }) => check)).not.toContain('missing_split_adjustment');
    expect((await load('', 'raw')).provenance.contentHash).not.toBe(bars.provenance.contentHash);
  });

  it('keeps an earlier change of symbol for a later range, and drops what comes after it', async () => {
    const actions = '2022-06-08,symbol_change,FB > META\n2022-06-08,dividend,1\n2022-06-13,dividend,1';
    const bars = await load(actions, 'raw', { from: on('2022-06-10'), to: on('2022-06-10') });
    expect(types(bars.actions)).toEqual(['symbol_change']);
  });

  it('refuses what would not be settled, and changes that lead elsewhere', async () => {
    const code = (value: string) => expect.objectContaining({ code: value });
    await expect(load('2022-06-10,split,2', 'as_given')).rejects.toEqual(code('BOT_DATA_BASIS'));
    await expect(load('2022-06-09,symbol_change,FB > META', 'as_given')).resolves.toMatchObject({ length: 5 });
    await expect(load('2022-06-09,symbol_change,FB > MTA')).rejects.toEqual(code('BOT_DATA_MALFORMED'));
    await expect(load('2022-06-08,symbol_change,AA > BB\n2022-06-09,symbol_change,FB > META')).rejects.toEqual(
      code('BOT_DATA_MALFORMED'),
    );
  });

  it('takes a symbol without a file for an error, not for one without actions', async () => {
    const provider = createCsvProvider({ path: join(folder, 'META.csv'), actions: folder, basis: 'raw' });
    await expect(getBars(provider, { symbol: 'TXN', interval: '1d' })).rejects.toMatchObject({
      code: 'BOT_DATA_NOT_FOUND',
    });
  });

  it('refuses an option that is none', () => {
    expect(() => createCsvProvider({ path: folder, bases: 'raw' } as { path: string })).toThrow(
      expect.objectContaining({ code: 'BOT_CONFIG_INVALID', message: expect.stringContaining('"bases"') }),
    );
  });
});
