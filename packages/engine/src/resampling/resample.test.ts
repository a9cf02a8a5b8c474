import fc from 'fast-check';
import { isBotError } from '@bot-v2/sdk';
import type { Bars, CorporateAction, Interval } from '@bot-v2/sdk';
import { loadSample } from '@bot-v2/sample-data';
import { calendar, dateOf, dayOf } from '../calendar/index.js';
import type { TradingCalendar } from '../calendar/index.js';
import { adjusted } from '../price-view/index.js';
import { frameAt } from '../../test/resampling-frames.js';
import { resample } from './resample.js';
import type { Resampled } from './resample.js';

const hash = () => 'hash';
const minute = 60_000;
const xnys = calendar('XNYS');
const iso = (times: ArrayLike<number>) => Array.from(times, (time) => new Date(time).toISOString().slice(0, 16));

/** Every minute of the sessions of some dates. */
function minutesOf(market: TradingCalendar, from: string, to: string): number[] {
  const times: number[] = [];
  for (const session of market.sessions(from, to)) {
    for (let time = session.open; time < session.close; time += minute) {
      if (session.pause === undefined || time < session.pause.from || time >= session.pause.to) times.push(time);
    }
  }
  return times;
}
const midnights = (market: TradingCalendar, from: string, to: string) =>
  market.sessions(from, to).map((session) => dayOf(session.date) * 86_400_000);
const codeOf = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    if (isBotError(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'nothing thrown';
};
const shape = ({ bars }: Resampled) =>
  Array.from(bars.time, (time, k) => [time, bars.open[k], bars.high[k], bars.low[k], bars.close[k]]);

describe('bars of a session', () => {
  it('count from the open and end with it, on a half day too', () => {
    const frame = frameAt(minutesOf(xnys, '2024-11-27', '2024-11-29'), '1m');
    const { bars, closeTime, partial } = resample(frame, '1h', xnys, { hash });
    expect(iso(bars.time.slice(7))).toEqual([
      '2024-11-29T14:30',
      '2024-11-29T15:30',
      '2024-11-29T16:30',
      '2024-11-29T17:30',
    ]);
    expect(iso(closeTime.slice(-2))).toEqual(['2024-11-29T17:30', '2024-11-29T18:00']);
    expect(partial).toEqual({ first: false, last: false });
  });

  it.each([
    ['spring', '2024-03-08', '2024-03-11', ['14:30', '13:30'], ['21:00', '20:00']],
    ['autumn', '2024-11-01', '2024-11-04', ['13:30', '14:30'], ['20:00', '21:00']],
  ])('follow New York across the %s change', (_, friday, monday, opens, closes) => {
    const frame = frameAt(minutesOf(xnys, friday, monday), '1m');
    const hours = resample(frame, '1h', xnys, { hash });
    expect([...iso(hours.bars.time)].filter((_time, k) => k % 7 === 0).map((time) => time.slice(11))).toEqual(opens);
    const days = resample(frame, '1d', xnys, { hash });
    expect(iso(days.bars.time)).toEqual([`${friday}T00:00`, `${monday}T00:00`]);
    expect(iso(days.closeTime).map((time) => time.slice(11))).toEqual(closes);
  });

  it('do not reach into the lunch break of Tokyo', () => {
    const xtks = calendar('XTKS');
    const { bars, closeTime } = resample(frameAt(minutesOf(xtks, '2024-06-03', '2024-06-03'), '1m'), '1h', xtks, {
      hash,
    });
    const tokyo = (times: ArrayLike<number>) =>
      iso(Array.from(times, (t) => t + 9 * 60 * minute)).map((t) => t.slice(11));
    expect(tokyo(bars.time)).toEqual(['09:00', '10:00', '11:00', '12:30', '13:00', '14:00']);
    expect(tokyo(closeTime)).toEqual(['10:00', '11:00', '11:30', '13:00', '14:00', '15:00']);
  });

  it('take five days of currencies from Sunday to Friday 17:00 in New York, through the clock change', () => {
    const fx = calendar('FX');
    const frame = frameAt(
      minutesOf(fx, '2024-03-04', '2024-03-15').filter((_, k) => k % 5 === 0),
      '5m',
    );
    const days = resample(frame, '1d', fx, { hash });
    expect(days.bars.length).toBe(10);
    expect(Array.from(days.rows, (row, k) => row - (days.rows[k - 1] ?? 0))).toEqual([
      0,
      ...Array<number>(10).fill(288),
    ]);
    expect(iso(days.closeTime).slice(4, 6)).toEqual(['2024-03-08T22:00', '2024-03-11T21:00']);
    expect(resample(frame, '1w', fx, { hash }).bars.length).toBe(2);
  });

  it('leave out rows outside sessions, and say how many', () => {
    const session = xnys.session('2024-06-03')!;
    const times = [session.open - 2 * minute, ...minutesOf(xnys, '2024-06-03', '2024-06-03'), session.close + minute];
    const result = resample(frameAt(times, '1m'), '1d', xnys, { hash });
    expect(result.outside).toBe(2);
    expect(result.bars.open[0]).toBe(frameAt(times, '1m').open[1]);
    expect(result.bars.quality.findings).toEqual([
      expect.objectContaining({ check: 'outside_session', severity: 'warning', count: 2, from: times[0] }),
    ]);
  });
});

describe('weeks and months', () => {
  it('are stamped with their first session and end with their last', () => {
    const frame = frameAt(midnights(xnys, '2024-03-01', '2024-04-30'), '1d');
    const weeks = resample(frame, '1w', xnys, { hash });
    expect(iso(weeks.bars.time).slice(3, 5)).toEqual(['2024-03-25T00:00', '2024-04-01T00:00']);
    expect(iso(weeks.closeTime).slice(3, 4)).toEqual(['2024-03-28T20:00']);
    const months = resample(frame, '1M', xnys, { hash });
    expect(iso(months.bars.time)).toEqual(['2024-03-01T00:00', '2024-04-01T00:00']);
    expect(months.bars.quality.periodsPerYear).toBe(12);
  });

  it('drop or keep the incomplete ends, as asked, and say so', () => {
    const frame = frameAt(midnights(xnys, '2024-03-06', '2024-03-27'), '1d');
    const dropped = resample(frame, '1w', xnys, { hash });
    const kept = resample(frame, '1w', xnys, { hash, partial: 'keep' });
    expect(dropped.partial).toEqual({ first: true, last: true });
    expect(kept.partial).toEqual({ first: true, last: true });
    expect(iso(dropped.bars.time)).toEqual(['2024-03-11T00:00', '2024-03-18T00:00']);
    expect(kept.bars.length).toBe(4);
    expect(kept.bars.volume[0]).toBe(frame.volume[0]! + frame.volume[1]! + frame.volume[2]!);
  });

  it('take a short last bar as complete when the frame is known to be', () => {
    const times = minutesOf(xnys, '2024-06-03', '2024-06-03').slice(0, 380);
    const through = xnys.session('2024-06-03')!.close;
    expect(resample(frameAt(times, '1m'), '1d', xnys, { hash }).bars.length).toBe(0);
    expect(resample(frameAt(times, '1m'), '1d', xnys, { hash, through }).bars.length).toBe(1);
  });
});

describe('refusals', () => {
  const daily = frameAt(midnights(xnys, '2024-06-03', '2024-06-28'), '1d');
  it('names what does not fit', () => {
    expect(codeOf(() => resample(daily, '1h', xnys, { hash }))).toMatch(
      /^BOT_CAP_INPUT.*1d bars cannot be made into 1h/,
    );
    expect(codeOf(() => resample({ ...daily, interval: '1w' }, '1M', xnys, { hash }))).toMatch(/^BOT_CAP_INPUT/);
    const stamped = { ...daily, time: daily.time.map((time) => time + 1) };
    expect(codeOf(() => resample(stamped, '1w', xnys, { hash }))).toMatch(
      /^BOT_DATA_MALFORMED.*not stamped with a date/,
    );
    const clockHours = frameAt([Date.UTC(2024, 5, 3, 16), Date.UTC(2024, 5, 3, 17)], '1h');
    expect(codeOf(() => resample(clockHours, '4h', xnys, { hash }))).toMatch(
      /^BOT_DATA_MALFORMED.*lies in two 4h bars/,
    );
    const later = frameAt([dayOf('2031-05-05') * 86_400_000], '1d');
    expect(codeOf(() => resample(later, '1w', xnys, { hash }))).toMatch(/^BOT_DATA_CALENDAR_RANGE.*unknown/);
  });

  it('takes an empty frame for what it is', () => {
    expect(resample(frameAt([], '1m'), '1d', xnys, { hash }).bars.length).toBe(0);
  });
});

/** Bars by the plainest means: a list of rows for each bar. */
function byHand(frame: Bars, to: Interval, market: TradingCalendar): unknown[] {
  const groups = new Map<number, number[]>();
  for (let row = 0; row < frame.length; row++) {
    const session = market.sessionAt(frame.time[row]!)!;
    const length = { '5m': 5, '15m': 15, '30m': 30, '1h': 60, '4h': 240 }[to as string];
    const key =
      length === undefined
        ? dayOf(session.date) * 86_400_000
        : session.open + Math.floor((frame.time[row]! - session.open) / (length * minute)) * length * minute;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].map(([time, rows]) => [
    time,
    frame.open[rows[0]!],
    Math.max(...rows.map((row) => frame.high[row]!)),
    Math.min(...rows.map((row) => frame.low[row]!)),
    frame.close[rows[rows.length - 1]!],
  ]);
}

describe('properties', () => {
  const spans = fc.constantFrom(
    ['XNYS', '2024-11-27', '2024-12-02'],
    ['XNYS', '2024-03-07', '2024-03-12'],
    ['XLON', '2023-12-21', '2023-12-28'],
    ['CRYPTO', '2024-06-01', '2024-06-03'],
  );
  const gaps = fc.uniqueArray(fc.integer({ min: 0, max: 1600 }), { maxLength: 800 });

  it('equals rows grouped by hand, whatever minutes are missing', () => {
    fc.assert(
      fc.property(spans, gaps, fc.constantFrom<Interval>('5m', '30m', '1h', '4h', '1d'), (span, missing, to) => {
        const [id, from, until] = span as [string, string, string];
        const absent = new Set(missing);
        const market = calendar(id);
        const frame = frameAt(
          minutesOf(market, from, until).filter((_, k) => !absent.has(k)),
          '1m',
        );
        const result = resample(frame, to, market, { hash, partial: 'keep' });
        expect(shape(result)).toEqual(byHand(frame, to, market));
        const total = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0);
        expect(total(result.bars.volume)).toBe(total(frame.volume));
        expect(result.closeTime.every((close, k) => close > result.bars.time[k]!)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('gives the same whether made at once or in steps', () => {
    fc.assert(
      fc.property(spans, gaps, (span, missing) => {
        const [id, from, until] = span as [string, string, string];
        const absent = new Set(missing);
        const market = calendar(id);
        const frame = frameAt(
          minutesOf(market, from, until).filter((_, k) => !absent.has(k)),
          '1m',
        );
        const keep = { hash, partial: 'keep' } as const;
        let stepped = resample(frame, '5m', market, keep);
        for (const to of ['30m', '1h', '1d'] as const) stepped = resample(stepped.bars, to, market, keep);
        expect(shape(stepped)).toEqual(shape(resample(frame, '1d', market, keep)));
      }),
      { numRuns: 12 },
    );
  });
});

/** Bundled bars with their splits only. */
function splitsOf(symbol: string): Bars {
  const { time, open, high, low, close, volume, actions } = loadSample(symbol);
  const splits: CorporateAction[] = [];
  for (const { type, exDate, source, ...rest } of actions) {
    if (type === 'split') splits.push({ type, exDate, source, ratio: (rest as { ratio: number }).ratio });
  }
  return { ...frameAt([...time], '1d'), open, high, low, close, volume, actions: splits };
}

describe('splits inside a bar', () => {
  it.each([
    ['AAPL', '1w'],
    ['AAPL', '1M'],
    ['MSFT', '1w'],
    ['MSFT', '1M'],
    ['TXN', '1w'],
    ['TXN', '1M'],
  ] as const)('%s to %s: adjusting and resampling can change places', (symbol, to) => {
    const raw = splitsOf(symbol);
    expect(raw.actions.length).toBeGreaterThan(0);
    const keep = { hash, partial: 'keep' } as const;
    const one = adjusted(resample(raw, to, xnys, keep).bars, 'split');
    const other = resample(adjusted(raw, 'split'), to, xnys, keep).bars;
    expect(one.length).toBe(other.length);
    for (const column of ['open', 'high', 'low', 'close', 'volume'] as const) {
      const worst = one[column].reduce((w, value, k) => Math.max(w, Math.abs(value / other[column][k]! - 1)), 0);
      expect(worst).toBeLessThan(1e-12);
    }
  });

  it('lets a dividend after the split count for one old share', () => {
    const time = midnights(xnys, '2024-06-03', '2024-06-14');
    const actions: CorporateAction[] = [
      { type: 'dividend', exDate: time[6]!, amount: 4, source: 'reported' },
      { type: 'split', exDate: time[7]!, ratio: 2, source: 'reported' },
      { type: 'dividend', exDate: time[8]!, amount: 1, source: 'reported' },
    ];
    const { bars } = resample(frameAt(time, '1d', { actions }), '1w', xnys, { hash });
    expect(dateOf(bars.time[1]! / 86_400_000)).toBe('2024-06-10');
    expect(
      bars.actions.map((action) =>
        action.type === 'dividend' ? action.amount : action.type === 'split' && action.ratio,
      ),
    ).toEqual([4, 2, 2]);
    expect(new Set(bars.actions.map((action) => action.exDate))).toEqual(new Set([bars.time[1]]));
  });
});
