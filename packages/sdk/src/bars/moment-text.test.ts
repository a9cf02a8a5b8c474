import { dayText, momentText } from './moment-text.js';

test.each([
  [Date.UTC(2015, 10, 9, 14, 30), '2015-11-09T14:30:00.000Z', '2015-11-09'],
  [0, '1970-01-01T00:00:00.000Z', '1970-01-01'],
  [8.64e15, '+275760-09-13T00:00:00.000Z', '+275760-09-13'],
  [8.64e15 + 1, '8640000000000001', '8640000000000001'],
  [NaN, 'NaN', 'NaN'],
  [-Infinity, '-Infinity', '-Infinity'],
])('%d is the moment %s, the day %s', (time, moment, day) => {
  expect([momentText(time), dayText(time)]).toEqual([moment, day]);
});
