import { loadSample } from './load-sample.js';
import { sampleSymbols } from './sample-catalog.js';
import type { SampleFrame } from './sample-frame.js';

const DAY_MS = 86_400_000;
const symbols = sampleSymbols().map((info) => info.symbol);
const date = (time: number) => new Date(time).toISOString().slice(0, 10);
const indexOf = (frame: SampleFrame, day: string) => frame.time.indexOf(Date.parse(day));
const bar = (frame: SampleFrame, day: string) => {
  const i = indexOf(frame, day);
  return [frame.open[i], frame.high[i], frame.low[i], frame.close[i], frame.volume[i]];
};

describe.each(symbols)('%s', (symbol) => {
  const frame = loadSample(symbol);

  test('time is the midnight UTC of weekdays and strictly increases', () => {
    for (let i = 0; i < frame.length; i += 1) {
      const time = frame.time[i]!;
      if (i > 0 && !(time > frame.time[i - 1]!)) throw new Error(`${date(time)} out of order`);
      if (time % DAY_MS !== 0 || new Date(time).getUTCDay() % 6 === 0) throw new Error(`${date(time)} is no session`);
    }
  });

  test('low ≤ open, close ≤ high on every bar, and every bar traded', () => {
    const wrong: string[] = [];
    for (let i = 0; i < frame.length; i += 1) {
      const [open, high, low, close] = [frame.open[i]!, frame.high[i]!, frame.low[i]!, frame.close[i]!];
      const fits = 0 < low && low <= Math.min(open, close) && Math.max(open, close) <= high && high < Infinity;
      if (!fits || !(frame.volume[i]! > 0)) wrong.push(date(frame.time[i]!));
    }
    expect(wrong).toEqual([]);
  });

  test('prices are whole cents and volumes whole hundreds, exactly', () => {
    for (const column of [frame.open, frame.high, frame.low, frame.close]) {
      expect(column.every((price) => Math.round(price * 100) / 100 === price)).toBe(true);
    }
    expect(frame.volume.every((shares) => shares % 100 === 0)).toBe(true);
  });

  test('no session is missing but the long closures', () => {
    const gaps: string[] = [];
    for (let i = 1; i < frame.length; i += 1) {
      if (frame.time[i]! - frame.time[i - 1]! > 4 * DAY_MS) gaps.push(date(frame.time[i]!));
    }
    const closures = ['2001-09-17', '2007-01-03', '2012-10-31'].filter(
      (day) => Date.parse(day) > frame.info.first && Date.parse(day) < frame.info.last,
    );
    expect(gaps).toEqual(closures);
  });
});

test('AAPL is raw: × 7 and volume ÷ 7 before the split, as published after it', () => {
  const frame = loadSample('AAPL');
  expect([frame.length, date(frame.time[0]!), date(frame.time[1259]!)]).toEqual([1260, '2013-05-13', '2018-05-11']);
  expect(bar(frame, '2013-05-13')).toEqual([451.51, 457.9, 451.5, 454.74, 11_319_600]);
  expect(bar(frame, '2014-06-06')[3]).toBe(645.57);
  expect(bar(frame, '2014-06-09')[3]).toBe(93.7);
  expect(bar(frame, '2018-05-11')).toEqual([189.49, 190.06, 187.45, 188.59, 25_806_600]);
});

test('MSFT and TXN keep the prices of their files; volume is halved before the split', () => {
  const msft = loadSample('MSFT');
  expect(bar(msft, '2000-01-03')).toEqual([117.38, 118.62, 112, 116.56, 26_614_200]);
  expect(bar(msft, '2003-02-14')).toEqual([47.25, 48.5, 46.77, 48.3, 45_223_200]);
  expect(bar(msft, '2003-02-18')).toEqual([24.62, 24.99, 24.4, 24.96, 57_415_500]);
  const txn = loadSample('TXN');
  expect(bar(txn, '2000-05-22')).toEqual([137.56, 138.25, 129.12, 133.75, 6_652_700]);
  expect(bar(txn, '2000-05-23')).toEqual([68, 68.75, 64, 64, 6_087_000]);
  expect([...txn.time]).toEqual([...msft.time]);
});

test('AAPL and MSFT overlap on 314 bars', () => {
  const days = new Set(loadSample('MSFT').time);
  expect([...loadSample('AAPL').time].filter((day) => days.has(day))).toHaveLength(314);
});

test('the open of the S&P 500 is the previous close, to a cent, on 96 to 99 % of bars in 2000 to 2005', () => {
  const { time, open, close, length } = loadSample('SP500');
  const share = new Map<number, number[]>();
  for (let i = 1; i < length; i += 1) {
    const year = new Date(time[i]!).getUTCFullYear();
    const same = Math.abs(open[i]! - close[i - 1]!) < 0.0101;
    share.set(year, [...(share.get(year) ?? []), Number(same)]);
  }
  const mean = (year: number) => share.get(year)!.reduce((sum, x) => sum + x, 0) / share.get(year)!.length;
  for (const year of [2000, 2001, 2002, 2003, 2004, 2005]) {
    expect(mean(year)).toBeGreaterThanOrEqual(0.96);
    expect(mean(year)).toBeLessThanOrEqual(0.99);
  }
  expect(mean(2008)).toBeLessThan(0.1);
  expect(mean(2019)).toBeLessThan(0.05);
});
