import type { Analysis, Regime } from '@bot-v2/sdk';
import { barsThrough, sampleBars } from '../../../../tests/frames.js';
import { currentFeatures, featureColumns, featuresAt, firstFeatureRow } from './feature-columns.js';

const aapl = sampleBars('AAPL');
const columns = featureColumns(aapl);

test('features are defined from row 60 on, and not before', () => {
  for (const column of columns) expect(column).toHaveLength(aapl.length);
  expect(featuresAt(columns, firstFeatureRow).every(Number.isFinite)).toBe(true);
  expect(featuresAt(columns, firstFeatureRow - 1).every(Number.isFinite)).toBe(false);
});

test('volatility and trend are those of the regime rules: AAPL at the default decision trends at +16.4 % a year', () => {
  const [volatility, trend, trendT] = featuresAt(columns, 629);
  expect(trend).toBeCloseTo(0.164, 3);
  expect(trendT).toBeCloseTo((trend! * 60) / 252 / ((volatility! / Math.sqrt(252)) * Math.sqrt(60)), 9);
});

test('a 7 : 1 split is no crash', () => {
  const split = aapl.actions.find(({ type }) => type === 'split')!;
  const row = aapl.time.indexOf(split.exDate);
  expect(aapl.close[row - 1]! / aapl.close[row]!).toBeGreaterThan(6);
  expect(Math.abs(columns[4]![row]! - columns[4]![row - 1]!)).toBeLessThan(0.05);
});

test('features are causal: later bars change no earlier row', () => {
  const closes = aapl.close.slice(0, 300);
  const whole = featureColumns(barsThrough(closes));
  const changed = featureColumns(barsThrough(closes.map((c, t) => (t > 200 ? c * 3 : c))));
  whole.forEach((column, j) => expect(changed[j]!.slice(0, 201)).toEqual(column.slice(0, 201)));
  expect(changed[0]![201]).not.toBe(whole[0]![201]);
});

test('a regime and an analysis of the same bar are heard, older ones and unknown values are not', () => {
  const own = featuresAt(columns, aapl.length - 1);
  const at = aapl.time[aapl.length - 1]!;
  const regime = { at, volatility: 0.5, trend: -0.3, trendT: null } as Regime;
  const analysis = { at, indicators: { rsi14: 20 } } as unknown as Analysis;
  const heard = currentFeatures(columns, aapl, { regime, analysis });
  expect([...heard]).toEqual([0.5, -0.3, own[2], 0.2, own[4], own[5]]);
  const stale = currentFeatures(columns, aapl, {
    regime: { ...regime, at: at - 1 },
    analysis: { ...analysis, at: at - 1 },
  });
  expect(stale).toEqual(own);
  expect(currentFeatures(columns, aapl, { analysis: { ...analysis, indicators: { rsi14: null } } })).toEqual(own);
});
