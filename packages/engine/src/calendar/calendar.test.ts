import fc from 'fast-check';
import { isBotError } from '@bot-v2/sdk';
import { calendar, calendarIds } from './calendars.js';
import { dateOf, dayOf, weekdayOf } from './calendar-date.js';
import type { TradingCalendar } from './trading-calendar.js';

const hour = 3_600_000;
const codeOf = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    if (isBotError(error)) return `${error.code}: ${error.message} ${error.hint ?? ''}`;
    throw error;
  }
  return 'nothing thrown';
};

describe('calendar()', () => {
  it('knows usual names and suggests the nearest for others', () => {
    expect(calendar('LSE')).toBe(calendar('XLON'));
    expect(calendar('24/7').id).toBe('CRYPTO');
    expect(codeOf(() => calendar('XNYE'))).toMatch(/^BOT_CONFIG_INVALID: .*"XNYE" Did you mean "XNYS"\?/);
    expect(codeOf(() => calendar('constructor'))).toMatch(/^BOT_CONFIG_INVALID/);
  });

  it.each(calendarIds)('%s answers from its first to its last known date and refuses to guess beyond', (id) => {
    const market = calendar(id);
    expect(market.sessions(market.knownFrom, market.knownFrom).length).toBeLessThan(2);
    expect(market.sessions(market.knownThrough, market.knownThrough).length).toBeLessThan(2);
    const after = dateOf(dayOf(market.knownThrough) + 1);
    const before = dateOf(dayOf(market.knownFrom) - 1);
    for (const call of [
      () => market.isSession(after),
      () => market.session(before),
      () => market.sessions(market.knownFrom, after),
      () => market.closures(before, market.knownThrough),
      () => market.nextSession(market.knownThrough),
      () => market.previousSession(market.knownFrom),
      () => market.sessionAt(Date.parse(`${after}T12:00:00Z`)),
    ]) {
      expect(codeOf(call)).toMatch(/^BOT_DATA_CALENDAR_RANGE: .*(unknown, as is all (before|after) \d)/);
    }
  });

  it.each(['2024-02-30', '2024-2-3', 'yesterday', '2024-01-01T00:00'])('refuses %s as a date', (text) => {
    expect(codeOf(() => calendar('XNYS').isSession(text))).toMatch(/^BOT_CONFIG_INVALID/);
  });
});

describe('XNYS after the reference ends', () => {
  const xnys = calendar('XNYS');
  it('closes for Sandy, both funerals and Juneteenth, and says why', () => {
    expect(xnys.closures('2012-10-27', '2012-10-31')).toEqual([
      expect.objectContaining({ date: '2012-10-29', reason: 'Hurricane Sandy', kind: 'exception' }),
      expect.objectContaining({ date: '2012-10-30', reason: 'Hurricane Sandy', source: 'NYSE Group press release' }),
    ]);
    expect(xnys.closures('2018-12-05', '2018-12-05')[0]!.reason).toContain('Bush');
    expect(xnys.closures('2025-01-09', '2025-01-09')[0]!.reason).toContain('Carter');
    expect([xnys.isSession('2021-06-18'), xnys.isSession('2022-06-20'), xnys.isSession('2027-06-18')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('has the closures and short sessions NYSE Group announced for 2026 to 2028', () => {
    const dates = (year: number) => xnys.closures(`${year}-01-01`, `${year}-12-31`).map((c) => c.date.slice(5));
    expect(dates(2026)).toEqual([
      '01-01',
      '01-19',
      '02-16',
      '04-03',
      '05-25',
      '06-19',
      '07-03',
      '09-07',
      '11-26',
      '12-25',
    ]);
    expect(dates(2027)).toEqual([
      '01-01',
      '01-18',
      '02-15',
      '03-26',
      '05-31',
      '06-18',
      '07-05',
      '09-06',
      '11-25',
      '12-24',
    ]);
    expect(dates(2028)).toEqual(['01-17', '02-21', '04-14', '05-29', '06-19', '07-04', '09-04', '11-23', '12-25']);
    const short = xnys.sessions('2026-01-01', '2028-12-31').filter((session) => session.early);
    expect(short.map((session) => session.date)).toEqual([
      '2026-11-27',
      '2026-12-24',
      '2027-11-26',
      '2028-07-03',
      '2028-11-24',
    ]);
    expect(new Set(short.map((session) => (session.close - session.open) / hour))).toEqual(new Set([3.5]));
  });

  it('keeps the schedule on days trading was interrupted, and records what happened', () => {
    expect(xnys.session('1996-01-08')!.early).toBe(false);
    expect(xnys.interruptions('1996-01-01', '1996-12-31')).toEqual([
      {
        date: '1996-01-08',
        reason: 'Snow',
        source: expect.stringContaining('Special Closings') as string,
        open: Date.UTC(1996, 0, 8, 16),
        close: Date.UTC(1996, 0, 8, 19),
      },
    ]);
    expect(calendar('XNAS').interruptions('1999-01-01', '2020-12-31')).toEqual([]);
  });

  it('knows the hours of earlier decades', () => {
    const length = (date: string) => (xnys.session(date)!.close - xnys.session(date)!.open) / hour;
    expect([length('1960-05-02'), length('1974-10-01'), length('1985-09-30'), length('1969-05-01')]).toEqual([
      5.5, 6, 6.5, 4,
    ]);
    expect(xnys.session('1969-05-01')).toMatchObject({ early: true, reason: 'Paperwork backlog' });
  });
});

describe('London, Frankfurt and Tokyo', () => {
  it('move the bank holidays that were moved', () => {
    const xlon = calendar('XLON');
    expect(xlon.closures('2022-05-01', '2022-09-30').map((c) => c.date)).toEqual([
      '2022-05-02',
      '2022-06-02',
      '2022-06-03',
      '2022-08-29',
      '2022-09-19',
    ]);
    expect(xlon.session('2020-05-04')!.reason).toContain('moved');
    expect(xlon.closures('2021-12-20', '2022-01-07').map((c) => c.date)).toEqual([
      '2021-12-27',
      '2021-12-28',
      '2022-01-03',
    ]);
    expect(
      xlon
        .sessions('2023-12-18', '2023-12-31')
        .filter((s) => s.early)
        .map((s) => s.date),
    ).toEqual(['2023-12-22', '2023-12-29']);
  });

  it('Xetra trades on Whit Monday 2014 and 2022, not in between, and until 14:00 on its last day of 2012', () => {
    const xetr = calendar('XETR');
    expect(['2014-06-09', '2015-05-25', '2021-05-24', '2022-06-06'].map((date) => xetr.isSession(date))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(xetr.session('2012-12-28')!.close).toBe(Date.UTC(2012, 11, 28, 13));
    expect(xetr.sessions('2012-12-24', '2012-12-31').map((s) => s.date)).toEqual(['2012-12-27', '2012-12-28']);
  });

  it('Tokyo has its lunch break, its half days until 2009, ten days off in 2019 and the failure of 2020', () => {
    const xtks = calendar('XTKS');
    expect(xtks.session('2009-01-05')).toMatchObject({ early: true, close: Date.UTC(2009, 0, 5, 2) });
    expect(xtks.session('2009-01-05')).not.toHaveProperty('pause');
    expect(xtks.session('2009-12-30')!.early).toBe(false);
    expect(xtks.session('2024-11-05')).toMatchObject({
      close: Date.UTC(2024, 10, 5, 6, 30),
      pause: { from: Date.UTC(2024, 10, 5, 2, 30), to: Date.UTC(2024, 10, 5, 3, 30) },
    });
    expect([xtks.previousSession('2019-05-01').date, xtks.nextSession('2019-05-01').date]).toEqual([
      '2019-04-26',
      '2019-05-07',
    ]);
    expect(['2009-05-06', '2015-05-06', '2003-05-06'].map((date) => xtks.isSession(date))).toEqual([
      false,
      false,
      true,
    ]);
    expect(xtks.session('2006-02-01')!.pause!.to).toBe(Date.UTC(2006, 1, 1, 4));
    expect(xtks.closures('2020-10-01', '2020-10-01')[0]!.source).toContain('JPX');
    expect(xtks.closures('2015-09-21', '2015-09-23').map((c) => c.reason)).toEqual([
      'Respect for the Aged Day',
      "Citizens' holiday",
      'Autumnal Equinox Day',
    ]);
  });
});

describe('annualisation', () => {
  it('is 252 for shares, 365 for crypto, and bars a session × sessions', () => {
    const perYear = (id: string) => calendar(id).periodsPerYear('1d');
    expect(['XNYS', 'XLON', 'XTKS', 'CRYPTO', 'FX'].map(perYear)).toEqual([252, 252, 252, 365, 260]);
    const xnys = calendar('XNYS');
    expect(xnys.periodsPerYear('1m')).toBe(390 * 252);
    expect(xnys.periodsPerYear('1h')).toBe(7 * 252);
    expect([xnys.periodsPerYear('1w'), xnys.periodsPerYear('1M')]).toEqual([52, 12]);
    expect(calendar('CRYPTO').periodsPerYear('4h')).toBe(6 * 365);
    expect(calendar('XTKS').barsPerSession('30m')).toBe(11);
    expect(calendar('XTKS').barsPerSession('30m', '2011-01-31')).toBe(9);
  });

  it('is measured where asked', () => {
    const years = { from: '1990-01-01', to: '2009-12-31' };
    const measured = calendar('XNYS').periodsPerYear('1d', years);
    expect(measured).toBeCloseTo((5043 / 7305) * 365.2425, 9);
    expect(calendar('XNYS').periodsPerYear('1h', years)).toBeCloseTo(measured * 7, 9);
    expect(codeOf(() => calendar('XNYS').measuredSessionsPerYear({ from: '2020-01-01', to: '2020-06-30' }))).toMatch(
      /^BOT_CONFIG_INVALID/,
    );
  });
});

describe.each(calendarIds)('properties of %s', (id) => {
  const market: TradingCalendar = calendar(id);
  const date = fc.integer({ min: dayOf(market.knownFrom) + 20, max: dayOf(market.knownThrough) - 20 }).map(dateOf);

  it('next and previous undo each other and have no session between', () => {
    fc.assert(
      fc.property(date, (day) => {
        const next = market.nextSession(day);
        const previous = market.previousSession(day);
        const within = market.sessions(previous.date, next.date).map((session) => session.date);
        expect(within).toEqual([previous.date, ...(market.isSession(day) ? [day] : []), next.date]);
        expect(previous.close).toBeLessThanOrEqual(next.open);
      }),
      { numRuns: 60 },
    );
  });

  it('finds a session by any instant in it, and none at its close unless the next begins there', () => {
    fc.assert(
      fc.property(date, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (day, share) => {
        const session = market.nextSession(day);
        expect(market.sessionAt(session.open)).toEqual(session);
        expect(market.sessionAt(session.open + Math.floor(share * (session.close - session.open)))).toEqual(session);
        expect(market.sessionAt(session.close)?.date).not.toBe(session.date);
      }),
      { numRuns: 60 },
    );
  });

  it('gives every day of its week either a session or a closure with a reason', () => {
    const span = { from: dateOf(dayOf(market.knownFrom) + 100), to: dateOf(dayOf(market.knownFrom) + 2000) };
    const sessions = market.sessions(span.from, span.to).map((session) => session.date);
    const closures = market.closures(span.from, span.to);
    const week = id === 'CRYPTO' ? [0, 1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5];
    const expected: string[] = [];
    for (let day = dayOf(span.from); day <= dayOf(span.to); day++) {
      if (week.includes(weekdayOf(day))) expected.push(dateOf(day));
    }
    expect([...sessions, ...closures.map((closure) => closure.date)].sort()).toEqual(expected);
    expect(closures.every((closure) => closure.reason.length > 3)).toBe(true);
  });
});
