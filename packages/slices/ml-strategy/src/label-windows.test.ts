import fc from 'fast-check';
import { labelWindows, usableFrom, windowReturns } from './label-windows.js';

const frames = fc.record({
  length: fc.integer({ min: 0, max: 2000 }),
  firstRow: fc.integer({ min: 0, max: 200 }),
  horizon: fc.integer({ min: 5, max: 40 }),
});

test('630 bars with features from row 60 give 28 windows of 20 bars', () => {
  const { decisions } = labelWindows(630, 60, 20);
  expect(decisions.length).toBe(28);
  expect(decisions.at(-1)! + 20).toBe(629);
});

test('windows never overlap, never start before the first row and end exactly at the last bar', () => {
  fc.assert(
    fc.property(frames, ({ length, firstRow, horizon }) => {
      const { decisions } = labelWindows(length, firstRow, horizon);
      if (decisions.length === 0) return length - 1 - firstRow < horizon;
      const strides = Array.from(decisions.subarray(1), (row, i) => row - decisions[i]!);
      return (
        decisions[0]! >= firstRow &&
        decisions[0]! - horizon < firstRow &&
        strides.every((stride) => stride === horizon) &&
        decisions.at(-1)! + horizon === length - 1
      );
    }),
  );
});

test('a label is learnt from an embargo after its end, and never where the frame ends before', () => {
  const windows = labelWindows(630, 60, 20);
  const time = Float64Array.from({ length: 630 }, (_, t) => 1000 + t);
  const from = usableFrom(windows, time, 20);
  // The label of window 8 ends a horizon before the decision of window 10, that of window 9 at it.
  expect(from[8]).toBe(time[windows.decisions[10]!]);
  expect(usableFrom(windows, time, 0)[9]).toBe(time[windows.decisions[10]!]);
  expect(from.at(-2)).toBe(time[629]);
  expect(from.at(-1)).toBe(Infinity);
});

test('window returns are cut from one continuous equity curve', () => {
  const windows = { decisions: Int32Array.of(3, 5), horizon: 2 };
  const equity = Float64Array.of(100, 130, 110, 90, 99);
  const labels = windowReturns(equity, windows);
  expect(labels[0]).toBeCloseTo(0.1, 12);
  expect(labels[1]).toBeCloseTo(-0.1, 12);
});

test('the windows compound to the whole run', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 41, maxLength: 41 }), (values) => {
      const windows = labelWindows(51, 10, 5);
      const labels = windowReturns(Float64Array.from(values), windows);
      const compounded = labels.reduce((product, label) => product * (1 + label), 1);
      return Math.abs(compounded / (values[40]! / values[0]!) - 1) < 1e-9;
    }),
  );
});
