import { columnsOf, wantsColour } from './process-terminal.adapter.js';

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ TERM: 'dumb' }, true, false],
])('%j on a terminal: %s → %s', (environment, isTerminal, expected) => {
  expect(wantsColour(environment, isTerminal)).toBe(expected);
});

test.each([
  [{}, undefined, undefined],
  [{ COLUMNS: '60' }, undefined, 60],
  [{ COLUMNS: '60' }, 100, 100],
  [{ COLUMNS: '0' }, undefined, undefined],
  [{ COLUMNS: 'wide' }, undefined, undefined],
])('%j and a terminal of %s columns: %s', (environment, terminal, expected) => {
  expect(columnsOf(environment, terminal)).toBe(expected);
});
