import type { Bars } from '@bot-v2/sdk';
import type { MatchBar, TickMatcher } from '../matching/index.js';
import { opensUntrusted } from './check-legs.js';

const day = 86_400_000;

/** Room for one bar of each frame. */
export function tickMatcher(frames: readonly Bars[]): TickMatcher {
  return {
    bars: frames.map((bars): MatchBar => {
      const trusted = !opensUntrusted(bars);
      return { open: 0, high: 0, low: 0, close: 0, volume: 0, trusted, opensDay: true };
    }),
    daily: frames.map(({ interval }) => /[dwM]$/.test(interval)),
    rows: new Int32Array(frames.length).fill(-1),
  };
}

/** Puts a row of a leg's frame where the market reads it. */
export function setBar(tick: TickMatcher, leg: number, bars: Bars, row: number): void {
  const bar = tick.bars[leg]!;
  bar.open = bars.open[row]!;
  bar.high = bars.high[row]!;
  bar.low = bars.low[row]!;
  bar.close = bars.close[row]!;
  bar.volume = bars.volume[row]!;
  if (!tick.daily[leg]) {
    bar.opensDay = row === 0 || Math.floor(bars.time[row]! / day) !== Math.floor(bars.time[row - 1]! / day);
  }
  tick.rows[leg] = row;
}
