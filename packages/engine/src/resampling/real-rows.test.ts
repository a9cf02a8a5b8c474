import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Bars, Interval } from '@bot-v2/sdk';
import { dataFolder, describeWith } from '../../../../tests/shared-folder.js';
import { calendar, dateOf, dayMs, dayOf, localInstant } from '../calendar/index.js';
import { frameAt } from '../../test/resampling-frames.js';
import { higherTimeframe } from './higher-timeframe.js';
import { resample } from './resample.js';

const xnys = calendar('XNYS');
const hash = () => 'hash';

/** A CSV file of time, open, high, low, close and, if it has one, volume. */
function read(file: string, interval: Interval, timeOf: (text: string) => number): Bars {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
  const rows = text.split(/\r?\n/).slice(1).filter(Boolean);
  const cells = rows.map((row) => row.split(','));
  const column = (k: number) => Float64Array.from(cells, (row) => Number(row[k] ?? 1));
  const frame = frameAt(
    cells.map((row) => timeOf(row[0]!)),
    interval,
  );
  return { ...frame, open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
}
const midnight = (date: string) => dayOf(date) * dayMs;
const newYork = (text: string) =>
  localInstant(
    'America/New_York',
    dayOf(text.slice(0, 10)),
    Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)),
  );
const utc = (text: string) => Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`);

describeWith(dataFolder, 'resampled real rows', (folder) => {
  const daily = (symbol: string) => read(join(folder, 'lean/daily', `${symbol}.csv`), '1d', midnight);

  it.each(['SPY', 'IBM'])('%s: 23 years of hours make the daily bars of the same source', (symbol) => {
    const hours = read(join(folder, 'lean/hour', `${symbol}.csv.gz`), '1h', newYork);
    const made = resample(hours, '1d', xnys, { hash }).bars;
    const expected = daily(symbol);
    expect([...made.time]).toEqual([...expected.time]);
    expect([...made.open]).toEqual([...expected.open]);
    const unequal = (column: 'high' | 'low' | 'close' | 'volume') =>
      Array.from(made.time)
        .filter((_, k) => made[column][k] !== expected[column][k])
        .map((time) => dateOf(time / dayMs));
    // On some half days the source has a row after 13:00 (the closing auction), which no session contains.
    for (const column of ['close', 'volume'] as const) {
      expect(unequal(column).filter((date) => !xnys.session(date)!.early)).toEqual([]);
      expect(unequal(column).length).toBeLessThan(40);
    }
    expect(unequal('high').length + unequal('low').length).toBeLessThan(12);
  });

  const minutes = readdirSync(join(folder, 'lean/minute'));
  it.each(minutes)(
    '%s: the minutes of the session make the daily bar, those before and after it do not count',
    (file) => {
      const frame = read(join(folder, 'lean/minute', file), '1m', newYork);
      const { bars, outside, partial } = resample(frame, '1d', xnys, { hash });
      expect([bars.length, frame.length - outside, partial.last]).toEqual([1, 390, false]);
      const expected = daily(file.slice(0, file.indexOf('_')));
      const row = expected.time.indexOf(bars.time[0]!);
      if (row < 0) return expect(file).toBe('SPY_20230803.csv');
      expect(bars.volume[0]).toBe(expected.volume[row]);
      // Volumes are equal to the share; the prices of the source's two files differ by up to two cents.
      for (const column of ['open', 'high', 'low', 'close'] as const) {
        expect(Math.abs(bars[column][0]! - expected[column][row]!)).toBeLessThan(0.0201);
      }
    },
  );

  it('a month of currency minutes makes its days, and shows them causally', () => {
    const fx = calendar('FX');
    const frame = read(join(folder, 'other/nautilus_gbpusd_m1_bid_2012.csv.gz'), '1m', utc);
    const days = resample(frame, '1d', fx, { hash });
    expect(days.partial).toEqual({ first: true, last: true });
    expect(days.bars.length).toBe(fx.sessions('2012-02-02', '2012-02-29').length);
    const { bar, closeTime } = higherTimeframe(frame, '1d', fx);
    expect(bar[bar.length - 1]).toBe(days.bars.length - 1);
    for (let row = 0; row < frame.length; row += 977) {
      if (bar[row]! >= 0) expect(closeTime[bar[row]!]!).toBeLessThanOrEqual(frame.time[row]! + 60_000);
    }
  });

  it('a month of crypto minutes makes whole UTC days', () => {
    const frame = read(join(folder, 'other/nautilus_btc_perp_1m.csv.gz'), '1m', utc);
    const days = resample(frame, '1d', calendar('CRYPTO'), { hash });
    expect(days.partial).toEqual({ first: true, last: true });
    expect([dateOf(days.bars.time[0]! / dayMs), days.bars.length]).toEqual(['2022-01-01', 31]);
  });
});
