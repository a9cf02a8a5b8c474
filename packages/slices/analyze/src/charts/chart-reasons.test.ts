import fc from 'fast-check';
import { chartReasons, chartWeight } from './chart-reasons.js';
import { CHART_NAMES } from './chart-shape.js';
import { MEASURED } from './measured-confidence.js';
import type { RecentChart } from './recent-charts.js';

const time = Float64Array.from({ length: 200 }, (_, i) => 86_400_000 * i);
const bars = 60;
const chart = (over: Partial<RecentChart> & { age?: number } = {}): RecentChart => {
  const { age = 0, ...rest } = over;
  const shape = { name: 'double_top', direction: 'bearish' as const, confidence: 0.6, recall: 0.9, level: 100 };
  return { ...shape, from: 0, at: time[199 - age]!, ...rest };
};
const contribution = (...charts: RecentChart[]) =>
  chartReasons(charts, time, bars).reduce((sum, reason) => sum + reason.contribution, 0);

test('a pattern confirmed now weighs as much as its detections are right, for or against', () => {
  expect(contribution(chart())).toBeCloseTo(-0.6 * chartWeight, 12);
  expect(contribution(chart({ name: 'bull_flag', direction: 'bullish', confidence: 0.99 }))).toBeCloseTo(
    0.99 * chartWeight,
    12,
  );
  expect(chartReasons([chart()], time, bars)).toEqual([
    {
      name: 'chart_double_top',
      contribution: expect.closeTo(-0.03, 12),
      text: 'bearish double top: 60 % of such detections are right',
    },
  ]);
});

test('a pattern that is mostly wrong says next to nothing, and says so', () => {
  const [reason] = chartReasons([chart({ name: 'rising_wedge', confidence: 0.17 })], time, bars);
  expect(Math.abs(reason!.contribution)).toBeLessThan(0.01);
  expect(reason!.text).toBe('bearish rising wedge: 17 % of such detections are right, which says next to nothing');
});

test('it fades evenly over the bars that are listed', () => {
  expect(contribution(chart({ age: 30 }))).toBeCloseTo(-0.3 * chartWeight, 12);
  expect(chartReasons([chart({ age: 60 })], time, bars)).toEqual([]);
  expect(chartReasons([], time, 0)).toEqual([]);
});

test('surer and newer is never less; all together stay within the weight, with the sign of their sum', () => {
  const some = fc.record({
    name: fc.constantFrom(...CHART_NAMES),
    direction: fc.constantFrom('bullish' as const, 'bearish' as const),
    age: fc.integer({ min: 0, max: 59 }),
  });
  const made = ({
    name,
    ...rest
  }: {
    name: (typeof CHART_NAMES)[number];
    direction: 'bullish' | 'bearish';
    age: number;
  }) => chart({ name, ...rest, confidence: MEASURED[name].precision });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), some, fc.integer({ min: 0, max: 59 }), (others, one, later) => {
      const total = contribution(...others.map(made));
      expect(Math.abs(total)).toBeLessThanOrEqual(chartWeight + 1e-12);
      const [newer, older] = [Math.min(one.age, later), Math.max(one.age, later)];
      const bullish = { ...made({ ...one, direction: 'bullish' }) };
      const at = (age: number) => contribution(...others.map(made), { ...bullish, at: time[199 - age]! });
      expect(at(newer)).toBeGreaterThanOrEqual(at(older) - 1e-12);
      expect(at(older)).toBeGreaterThanOrEqual(total - 1e-12);
      const surer = contribution(...others.map(made), { ...bullish, confidence: 1 });
      expect(surer).toBeGreaterThanOrEqual(contribution(...others.map(made), bullish) - 1e-12);
    }),
    { numRuns: 200 },
  );
});
