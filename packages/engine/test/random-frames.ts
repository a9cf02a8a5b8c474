import { createRandom } from '@bot-v2/quant/random';
import type { Bars, CorporateAction, Interval } from '@bot-v2/sdk';
import { symbolChangeAtRow, timeOf, untrustedOpens } from './frames.js';
import { randomTape, steps } from './random-runs.js';

type Dice = ReturnType<typeof createRandom>;

const hour = 3_600_000;
const day = 24 * hour;

/** When bars begin. */
interface Clock {
  readonly interval: Interval;
  readonly times: readonly number[];
}

/** Rows of a frame; its actions stay, those of days without a row too. */
export function someRows(bars: Bars, keep: (row: number) => boolean): Bars {
  const kept = Array.from({ length: bars.length }, (_, row) => row).filter(keep);
  const column = (of: Float64Array) => Float64Array.from(kept, (row) => of[row]!);
  return {
    ...bars,
    length: kept.length,
    time: column(bars.time),
    open: column(bars.open),
    high: column(bars.high),
    low: column(bars.low),
    close: column(bars.close),
    volume: column(bars.volume),
  };
}

/** Days; or sessions of a few bars, some of which close early and which begin an hour earlier from some day on; or round the clock. */
function randomClock(dice: Dice, length: number): Clock {
  const kind = dice.next();
  const start = timeOf(0);
  if (kind < 0.5) return { interval: '1d', times: Array.from({ length }, (_, row) => timeOf(row)) };
  const [interval, step] = (
    [
      ['30m', hour / 2],
      ['1h', hour],
      ['4h', 4 * hour],
    ] as const
  )[dice.integer(0, 2)]!;
  if (kind < 0.65) return { interval, times: Array.from({ length }, (_, row) => start + row * step) };
  const opens = dice.integer(0, 47) * (hour / 2);
  const change = dice.integer(1, 8);
  const most = Math.max(1, Math.min(dice.integer(2, 7), Math.floor((day - 2 * hour) / step)));
  const times: number[] = [];
  for (let date = 1; times.length < length; date++) {
    const open = start + date * day + opens - (date >= change ? hour : 0);
    const bars = dice.next() < 0.2 ? dice.integer(1, most) : most;
    for (let k = 0; k < bars && times.length < length; k++) times.push(open + k * step);
  }
  return { interval, times };
}

/** A daily frame on another clock: of its actions those stay that fall on a day's first bar, dated that day. */
function onClock(bars: Bars, { interval, times }: Clock, shift: number): Bars {
  const dateOf = (time: number) => Math.floor(time / day) * day;
  const time = Float64Array.from(times, (at) => at + shift);
  const actions = bars.actions.flatMap((action): CorporateAction[] => {
    const row = bars.time.indexOf(action.exDate);
    const date = dateOf(time[row]!);
    return row > 0 && dateOf(time[row - 1]!) === date ? [] : [{ ...action, exDate: date }];
  });
  return { ...bars, interval, time, actions };
}

/**
 * Frames on one clock: some start late or end early, bars are missing, on some nothing trades, of some the opens are not
 * trusted, some change their ticker.
 * @param offset whether bars of a symbol may begin while those of another are under way
 */
export function randomFrames(seed: number, length: number, symbols: readonly string[], offset: boolean): Bars[] {
  const dice = createRandom(`calendars ${seed}`);
  const shape = seed % 2 === 0 ? steps : randomTape;
  const clock = randomClock(dice, length);
  const daily = clock.interval === '1d';
  return symbols.map((symbol) => {
    const first = dice.next() < 0.3 ? dice.integer(0, Math.floor(length / 2)) : 0;
    const last = dice.next() < 0.3 ? dice.integer(first + 2, length - 1) : length - 1;
    const gaps = dice.next() < 0.5 ? dice.uniform(0, 0.4) : 0;
    const halts = dice.next() < 0.3 ? 0.2 : 0;
    const plain = shape(seed, length, symbol);
    const renamed = dice.next() < 0.1 ? [symbolChangeAtRow(dice.integer(1, length - 1), 'OLD', symbol)] : [];
    const actions = [...plain.actions, ...renamed].sort((a, b) => a.exDate - b.exDate);
    const shift = offset && !daily && dice.next() < 0.3 ? hour / 4 : 0;
    const bars = onClock({ ...plain, actions }, clock, shift);
    const volume = bars.volume.map(() => (dice.next() < halts ? 0 : dice.integer(0, 400)));
    const kept = new Set([first]);
    for (let row = first; row <= last; row++) if (dice.next() >= gaps) kept.add(row);
    const findings = dice.next() < 0.15 ? [untrustedOpens] : [];
    return someRows({ ...bars, volume, quality: { ...bars.quality, findings } }, (row) => kept.has(row));
  });
}
