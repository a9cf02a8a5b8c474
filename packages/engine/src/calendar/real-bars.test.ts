import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadSample } from '@bot-v2/sample-data';
import { dataFolder, describeWith } from '../../../../tests/shared-folder.js';
import { calendar } from './calendars.js';
import { dateOf, dayMs } from './calendar-date.js';

/** First column of a CSV file, without its header. */
const firstColumn = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.slice(0, line.indexOf(',')));

/** Dates with a bar but no session, and sessions without a bar, over the span of the dates. */
function difference(id: string, dates: readonly string[]): { bars: string[]; sessions: string[] } {
  const sorted = [...new Set(dates)].sort();
  const sessions = calendar(id)
    .sessions(sorted[0]!, sorted[sorted.length - 1]!)
    .map((session) => session.date);
  return {
    bars: sorted.filter((date) => !sessions.includes(date)),
    sessions: sessions.filter((date) => !sorted.includes(date)),
  };
}
const none = { bars: [], sessions: [] };

describe('sessions of XNYS and the bundled daily bars', () => {
  it.each(['AAPL', 'MSFT', 'TXN', 'SP500'])('%s has a bar on every session and on no other day', (symbol) => {
    const dates = Array.from(loadSample(symbol).time, (time) => dateOf(time / dayMs));
    expect(difference('XNYS', dates)).toEqual(none);
  });
});

describeWith(dataFolder, 'sessions and real daily bars', (folder) => {
  it.each(['SPY', 'IBM', 'AAPL', 'BAC', 'AIG'])('%s 1998–2021 has all sessions of XNYS and no others', (symbol) => {
    const dates = firstColumn(join(folder, 'lean/daily', `${symbol}.csv`));
    expect(dates).toHaveLength(5849);
    expect(difference('XNYS', dates)).toEqual(none);
  });

  it.each([
    ['XNYS', 'sp500.csv'],
    ['XNAS', 'nasdaq.csv'],
  ])('%s has the days of %s, 1999–2018', (id, file) => {
    const dates = firstColumn(join(folder, 'other/arch', file)).map((date) => {
      const [month, day, year] = date.split('/').map(Number) as [number, number, number];
      return dateOf(Date.UTC(year, month - 1, day) / dayMs);
    });
    expect(dates.length).toBeGreaterThan(5000);
    expect(difference(id, dates)).toEqual(none);
  });

  const repair = readdirSync(join(folder, 'yfinance_repair'));
  const datesOf = (file: string) => firstColumn(join(folder, 'yfinance_repair', file)).map((time) => time.slice(0, 10));
  const abroad = repair.filter((file) => /-(L|T)-1d-.*\.csv$/.test(file));
  const american = repair.filter((file) => /^[A-Z]+-1d-.*\.csv$/.test(file));
  const xetra = repair.filter((file) => /-DE-1d-.*\.csv$/.test(file));

  it('lists American, London, Tokyo and Xetra files', () => {
    expect(american.length).toBeGreaterThan(3);
    expect(new Set(abroad.map((file) => file.split('-')[1]))).toEqual(new Set(['L', 'T']));
    expect(xetra).not.toEqual([]);
  });

  it.each(abroad)('%s has a bar on every session and on no other day', (file) => {
    expect(difference(file.includes('-L-') ? 'XLON' : 'XTKS', datesOf(file))).toEqual(none);
  });

  it.each(american)('%s has a bar on every session of XNYS and on no other day', (file) => {
    expect(difference('XNYS', datesOf(file))).toEqual(none);
  });

  it.each(xetra)('%s (one week, one row lost) has bars on sessions of XETR only', (file) => {
    expect(difference('XETR', datesOf(file)).bars).toEqual([]);
  });

  it('holds a month of GBP/USD minutes in sessions of FX', () => {
    const file = gunzipSync(readFileSync(join(folder, 'other/nautilus_gbpusd_m1_bid_2012.csv.gz'))).toString();
    const times = file.split('\n').slice(1).filter(Boolean);
    const instants = times.map((line) => Date.parse(line.slice(0, 25).replace(' ', 'T')));
    const fx = calendar('FX');
    const outside = instants.filter((instant) => fx.sessionAt(instant) === null);
    expect(instants.length).toBeGreaterThan(30_000);
    expect(outside.map((instant) => new Date(instant).toISOString())).toEqual([]);
  });
});
