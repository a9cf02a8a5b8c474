import { patternDayTradingRules, rulesOn, settlementRules } from './account-rules.js';

const on = (date: string) => rulesOn(Date.parse(date));

describe('the account rules of a day', () => {
  it.each([
    ['1995-06-06', 5],
    ['1995-06-07', 3],
    ['2017-09-04', 3],
    ['2017-09-05', 2],
    ['2024-05-27', 2],
    ['2024-05-28', 1],
  ])('a sale on %s settles after %i business days', (date, days) => {
    expect(on(date).settlementDays).toBe(days);
  });

  it.each([
    ['2001-09-27', undefined],
    ['2001-09-28', 'in_force'],
    ['2026-04-13', 'in_force'],
    ['2026-04-14', 'broker_setting'],
  ])('pattern day trading on %s: %s', (date, status) => {
    expect(on(date).patternDayTrading?.status).toBe(status);
  });

  it('a pattern day trader makes four day trades in five sessions and needs 25,000', () => {
    expect(on('2015-01-02').patternDayTrading).toMatchObject({ dayTrades: 4, sessions: 5, minimumEquity: 25_000 });
  });

  it('every rule says where it is written, in order of its day', () => {
    for (const rules of [settlementRules, patternDayTradingRules]) {
      expect(rules.every(({ source }) => source.length > 10)).toBe(true);
      expect(rules.map(({ from }) => from)).toEqual([...rules.map(({ from }) => from)].sort((a, b) => a - b));
    }
  });
});
