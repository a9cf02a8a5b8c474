import { dataFact } from './data-fact.js';
import { passportFixture } from './run-result.fixture.js';

test('earlier names of a symbol are told, with the day they ended', () => {
  const passport = passportFixture('META', {
    actions: [
      { type: 'symbol_change', exDate: Date.UTC(2022, 5, 9), from: 'FB', to: 'META', source: 'reported' },
      { type: 'dividend', exDate: Date.UTC(2024, 1, 21), amount: 0.5, source: 'reported' },
    ],
  });
  expect(dataFact(passport).text).toBe('META raw + 2 actions, FB before 2022-06-09, bundled sample, sha 3f9c0123…');
});
