import { loadSample } from './load-sample.js';
import { sampleSymbols } from './sample-catalog.js';
import type { SampleAction, SampleDividend, SampleFrame } from './sample-frame.js';

const symbols = sampleSymbols().map((info) => info.symbol);
const on = (day: string) => Date.parse(day);
const dividends = (frame: SampleFrame) =>
  frame.actions.filter((action): action is SampleDividend => action.type === 'dividend');
const splits = (frame: SampleFrame) => frame.actions.filter((action) => action.type === 'split');

/** Product of 1 − D / C over the actions that `keep` selects, C being the raw close before the ex-date. */
function factor(frame: SampleFrame, keep: (action: SampleAction) => boolean): number {
  return frame.actions.filter(keep).reduce((product, action) => {
    if (action.type === 'split') return product / action.ratio;
    return product * (1 - action.amount / frame.close[frame.time.indexOf(action.exDate) - 1]!);
  }, 1);
}

test.each(symbols)('%s: actions are ascending, one a day, on the date of a bar after the first', (symbol) => {
  const { actions, time } = loadSample(symbol);
  actions.forEach((action, i) => {
    expect(time.indexOf(action.exDate)).toBeGreaterThan(0);
    if (i > 0) expect(action.exDate).toBeGreaterThan(actions[i - 1]!.exDate);
    const size = action.type === 'split' ? action.ratio : action.amount;
    expect(size).toBeGreaterThan(0);
  });
});

test('AAPL has 21 derived actions: one split and 20 dividends in the dollars of their day', () => {
  const frame = loadSample('AAPL');
  expect(frame.actions).toHaveLength(21);
  expect(frame.actions.every((action) => action.source === 'derived')).toBe(true);
  expect(splits(frame)).toEqual([{ type: 'split', exDate: on('2014-06-09'), ratio: 7, source: 'derived' }]);
  expect(dividends(frame).map((action) => action.amount)).toEqual([
    3.05, 3.05, 3.05, 3.29, 0.47, 0.47, 0.47, 0.52, 0.52, 0.52, 0.52, 0.57, 0.57, 0.57, 0.57, 0.63, 0.63, 0.63, 0.63,
    0.73,
  ]);
});

test('the total-return factor of AAPL over its five years is .9085', () => {
  const value = factor(loadSample('AAPL'), (action) => action.type === 'dividend');
  expect(Math.abs(value - 0.9085)).toBeLessThanOrEqual(0.001);
});

test('MSFT: one split, and the special dividend of 2004 that is neither a split nor a crash', () => {
  const frame = loadSample('MSFT');
  expect(splits(frame)).toEqual([{ type: 'split', exDate: on('2003-02-18'), ratio: 2, source: 'derived' }]);
  expect(dividends(frame).filter((action) => action.special)).toEqual([
    { type: 'dividend', exDate: on('2004-11-15'), amount: 3.08, special: true, source: 'derived' },
  ]);
  const i = frame.time.indexOf(on('2004-11-15'));
  expect(frame.close[i]! - frame.close[i - 1]!).toBeCloseTo(-2.58, 2);
});

test('MSFT dividends are reported from 2009 on, except the one the events file has wrong', () => {
  const late = dividends(loadSample('MSFT')).filter((action) => action.exDate > on('2009-01-01'));
  expect(late).toHaveLength(22);
  expect(late.filter((action) => action.source === 'derived')).toEqual([
    { type: 'dividend', exDate: on('2013-08-13'), amount: 0.23, source: 'derived' },
  ]);
});

test('TXN: one split, 58 derived dividends, those before 2004-10 within bounds', () => {
  const frame = loadSample('TXN');
  expect(splits(frame)).toEqual([{ type: 'split', exDate: on('2000-05-23'), ratio: 2, source: 'derived' }]);
  expect(dividends(frame)).toHaveLength(58);
  for (const { exDate, amount, bounds, source } of dividends(frame)) {
    expect(source).toBe('derived');
    expect(bounds !== undefined).toBe(exDate < on('2004-10-01'));
    if (!bounds) continue;
    expect(bounds[0]).toBeLessThan(amount);
    expect(amount).toBeLessThan(bounds[1]);
    expect(bounds[1] - bounds[0]).toBeLessThan(0.0035);
  }
});

test.each([
  ['MSFT', 42.29],
  ['TXN', 42.94],
])('the actions of %s take its first close to the adjusted close of the source', (symbol, adjustedClose) => {
  const frame = loadSample(symbol);
  expect(Math.abs(frame.close[0]! * factor(frame, () => true) - adjustedClose)).toBeLessThan(0.01);
});

test('the S&P 500 is an index: not tradable, without actions', () => {
  expect(loadSample('SP500')).toMatchObject({ tradable: false, actions: [] });
});
