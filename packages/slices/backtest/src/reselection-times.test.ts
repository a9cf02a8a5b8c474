import { barsThrough } from '../../../../tests/frames.js';
import { reselectionTimes } from './reselection-times.js';

const bars = barsThrough(Array.from({ length: 20 }, (_, i) => 100 + i));

test('never, without a stride', () => {
  expect(reselectionTimes([{ bars, from: 10 }], 0)).toEqual([]);
});

test('after every stride of judged bars, but not at the last one', () => {
  const at = reselectionTimes([{ bars, from: 10 }], 5);
  expect(at).toEqual([bars.time[14]]);
  expect(reselectionTimes([{ bars, from: 10 }], 3)).toEqual([12, 15, 18].map((t) => bars.time[t]));
});

test('several symbols share one clock', () => {
  const shifted = { ...bars, time: bars.time.map((t) => t + 3_600_000) };
  const at = reselectionTimes(
    [
      { bars, from: 18 },
      { bars: shifted, from: 18 },
    ],
    2,
  );
  expect(at).toEqual([shifted.time[18]]);
});
