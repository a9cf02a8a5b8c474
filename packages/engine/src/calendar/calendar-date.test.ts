import fc from 'fast-check';
import { dateOf, dayMs, dayOf } from './calendar-date.js';

describe('days and their dates', () => {
  const iso = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10);

  it('are those of the platform, of every year with four digits', () => {
    const [first, last] = [dayOf('0000-01-01'), dayOf('9999-12-31')];
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (day) => {
        expect(dateOf(day)).toBe(iso(day));
        expect(dayOf(iso(day))).toBe(day);
      }),
    );
    for (const date of [
      '0000-01-01',
      '0050-03-01',
      '0999-12-31',
      '1000-01-01',
      '1900-02-28',
      '2000-02-29',
      '9999-12-31',
    ])
      expect(dateOf(dayOf(date))).toBe(date);
  });

  it.each([
    ...['2023-02-29', '1900-02-29', '2024-04-31', '2024-13-01', '2024-00-10', '2024-01-00', '2024-01-32'],
    ...['2024-1-01', '24-01-01', '+002024-01-01', '2024-01-01T00:00:00Z', ' 2024-01-01', '2024-01-01\n', ''],
  ])('%j is no date', (date) => {
    expect(() => dayOf(date)).toThrow(expect.objectContaining({ code: 'BOT_CONFIG_INVALID' }) as Error);
  });
});
