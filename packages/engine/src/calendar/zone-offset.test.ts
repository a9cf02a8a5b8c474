import fc from 'fast-check';
import { localDay, localInstant, zoneOffset, zoneTransitions } from './zone-offset.js';

const hour = 3_600_000;
const newYork = 'America/New_York';

/** The platform's own answer, by another way than the code under test. */
const ask = (zone: string, instant: number): string =>
  new Date(instant).toLocaleString('sv-SE', { timeZone: zone, hour12: false });
const shown = (local: number): string => new Date(local).toISOString().slice(0, 19).replace('T', ' ');

describe('zoneOffset', () => {
  it.each([newYork, 'Europe/London', 'Europe/Berlin', 'Asia/Tokyo', 'UTC'])(
    '%s equals the platform everywhere',
    (zone) => {
      const instant = fc.integer({ min: Date.UTC(1952, 9, 1) / 1000, max: Date.UTC(2037, 11, 31) / 1000 });
      fc.assert(
        fc.property(instant, (seconds) => {
          const at = seconds * 1000;
          expect(shown(at + zoneOffset(zone, at))).toBe(ask(zone, at));
        }),
        { numRuns: 150 },
      );
    },
  );

  it('knows the rule of 2007', () => {
    const days = (year: number) => zoneTransitions(newYork, year).map((t) => new Date(t.at).toISOString().slice(5, 10));
    expect(days(2006)).toEqual(['04-02', '10-29']);
    expect(days(2007)).toEqual(['03-11', '11-04']);
    expect(zoneTransitions('Asia/Tokyo', 2007)).toEqual([]);
  });
});

describe('localInstant', () => {
  const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

  it('opens New York an hour earlier in UTC after the spring change, later after the autumn one', () => {
    const open = (text: string) => new Date(localInstant(newYork, day(text), 570)).toISOString().slice(11, 16);
    expect(['2024-03-08', '2024-03-11', '2024-11-01', '2024-11-04'].map(open)).toEqual([
      '14:30',
      '13:30',
      '13:30',
      '14:30',
    ]);
  });

  it('reads a skipped time with the offset before, a repeated one as the first', () => {
    expect(localInstant(newYork, day('2024-03-10'), 150)).toBe(Date.UTC(2024, 2, 10, 7, 30));
    expect(localInstant(newYork, day('2024-11-03'), 90)).toBe(Date.UTC(2024, 10, 3, 5, 30));
  });

  it('is undone by the offset, and by localDay, away from the changes', () => {
    const days = fc.integer({ min: day('1960-01-01'), max: day('2030-12-31') });
    fc.assert(
      fc.property(days, fc.integer({ min: 4 * 60, max: 23 * 60 }), (date, minutes) => {
        const instant = localInstant(newYork, date, minutes);
        expect(instant + zoneOffset(newYork, instant)).toBe(date * 24 * hour + minutes * 60_000);
        expect(localDay(newYork, instant)).toBe(date);
      }),
      { numRuns: 150 },
    );
  });
});
