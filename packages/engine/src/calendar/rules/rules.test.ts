import { dateOf, nthWeekday } from '../calendar-date.js';
import { easterSunday } from './easter.js';
import { holidaysOf } from './holiday-rule.js';

describe('easterSunday', () => {
  it('gives the published dates, among them the earliest and the latest possible', () => {
    const years = [1818, 1943, 1961, 2000, 2008, 2019, 2024, 2025, 2038, 2285];
    expect(years.map((year) => dateOf(easterSunday(year)))).toEqual([
      ...['1818-03-22', '1943-04-25', '1961-04-02', '2000-04-23', '2008-03-23'],
      ...['2019-04-21', '2024-03-31', '2025-04-20', '2038-04-25', '2285-03-22'],
    ]);
  });
});

describe('nthWeekday', () => {
  it('counts from the start and from the end', () => {
    expect(dateOf(nthWeekday(2024, 11, 4, 4))).toBe('2024-11-28');
    expect(dateOf(nthWeekday(2024, 5, 1, -1))).toBe('2024-05-27');
    expect(dateOf(nthWeekday(2021, 5, 1, -1))).toBe('2021-05-31');
    expect(dateOf(nthWeekday(2024, 7, 1, 1))).toBe('2024-07-01');
  });
});

describe('holidaysOf', () => {
  const july4 = { name: 'July 4', on: { month: 7, day: 4 } } as const;
  it.each([
    ['none', 2020, '2020-07-04'],
    ['nearest', 2020, '2020-07-03'],
    ['nearest', 2021, '2021-07-05'],
    ['sunday', 2020, '2020-07-04'],
    ['sunday', 2021, '2021-07-05'],
    ['monday', 2020, '2020-07-06'],
    ['two_days_on', 2021, '2021-07-06'],
    ['nearest', 2019, '2019-07-04'],
  ] as const)('keeps %s in %d on %s', (observed, year, date) => {
    expect(holidaysOf([{ ...july4, observed }], year).map((holiday) => holiday.date)).toEqual([date]);
  });

  it('applies a rule in its years only', () => {
    const rule = { ...july4, from: 1968, through: 1980, everyFourth: 0 };
    const years = [1964, 1968, 1970, 1980, 1984].filter((year) => holidaysOf([rule], year).length > 0);
    expect(years).toEqual([1968, 1980]);
  });
});
