import { exp, log } from '@bot-v2/quant/elementary';
import type { CheckedBars } from './quality-check.js';
import { returnScale, typicalVolume } from './robust-scale.js';

const limit = 0.3;
const highest = exp(limit);
const lowest = exp(-limit);
const longGapMs = 45 * 86_400_000;

/** A close-to-close move beyond a log return of ±0.3 that no action explains. */
export interface Jump {
  readonly row: number;
  /** Log return against the comparable close before. */
  readonly move: number;
  /** Volume of the row, and of the next one, over the typical one before; NaN where volume is not known. */
  readonly volumeRatio: number;
  readonly nextVolumeRatio: number;
  /** New shares for one old share that come nearest, and how far (log) open and close are from it. */
  readonly ratio: number;
  readonly ratioText: string;
  readonly miss: number;
  /** Typical size of a log return before. */
  readonly scale: number;
  /** Whether this move and the one before or after it cancel: a spike, or the way back from one. */
  readonly reversed: boolean;
}

const simpleRatios = [1.5, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50];

function nearestRatio(move: number): { ratio: number; ratioText: string; miss: number } {
  let best = { ratio: 1, ratioText: '', miss: Infinity };
  for (const shares of simpleRatios) {
    const miss = Math.abs(Math.abs(move) - log(shares));
    const text = shares === 1.5 ? ['3 : 2', '2 : 3'] : [`${shares} : 1`, `1 : ${shares}`];
    if (miss < best.miss) best = { ratio: move < 0 ? shares : 1 / shares, ratioText: text[move < 0 ? 0 : 1]!, miss };
  }
  return best;
}

/** The previous close as it compares with this one: what actions and stated dividends of the time between took out. */
function comparableClose(bars: CheckedBars, row: number): number {
  const { time, close } = bars.columns;
  let price = close[row - 1]!;
  for (const action of bars.actions) {
    if (action.type === 'symbol_change' || action.inPrice) continue;
    if (action.exDate <= time[row - 1]! || action.exDate > time[row]!) continue;
    if (action.type === 'split') price /= action.ratio;
    else price -= action.amount;
  }
  return price;
}

/**
 * Jumps at rows `start … end - 1`, with what tells a split from news: computed from rows `first … end - 1` only.
 * Moves over 45 days without a bar and by about 100 × are other checks' matter.
 */
export function jumpsOf(bars: CheckedBars, first: number, start: number, end: number): Jump[] {
  const { time, open, close, volume } = bars.columns;
  const jumps: Jump[] = [];
  const moving = bars.actions.filter((action) => action.type !== 'symbol_change' && !action.inPrice);
  let next = 0;
  for (let row = start; row < end; row++) {
    const plain = close[row]! / close[row - 1]!;
    while (next < moving.length && moving[next]!.exDate <= time[row - 1]!) next++;
    const acted = next < moving.length && moving[next]!.exDate <= time[row]!;
    if (!acted && plain < highest && plain > lowest) continue;
    if (time[row]! - time[row - 1]! > longGapMs) continue;
    const before = comparableClose(bars, row);
    const move = before > 0 ? log(close[row]! / before) : -Infinity;
    if (Math.abs(move) <= limit) continue;
    if (Math.abs(Math.abs(move) - log(100)) < 0.7) continue;
    const stated = bars.stated?.dividends?.[row] ?? 0;
    if (stated > 0 && stated < before && Math.abs(log(close[row]! / (before - stated))) <= limit) continue;
    const overnight = log(open[row]! / before);
    const near = nearestRatio(move);
    const sameWay = Math.abs(overnight + log(near.ratio));
    const lead = Math.max(first, row - 20);
    const usual = typicalVolume(volume, lead, row);
    jumps.push({
      row,
      move,
      volumeRatio: volume[row]! / usual,
      nextVolumeRatio: row + 1 < end ? volume[row + 1]! / usual : NaN,
      ...near,
      miss: Math.max(near.miss, sameWay),
      scale: returnScale(close, lead, row),
      reversed: cancels(close, row, move, row - 1, first) || cancels(close, row, move, row + 1, end),
    });
  }
  return jumps;
}

/** Whether the move at row `other` takes back three quarters of the move at `row`; `bound` is a row not to be read. */
function cancels(close: Float64Array, row: number, move: number, other: number, bound: number): boolean {
  if (other <= 0 || (other < row ? other <= bound : other >= bound)) return false;
  return Math.abs(move + log(close[other]! / close[other - 1]!)) < 0.25 * Math.abs(move);
}

/**
 * Whether a jump looks like a split: open and close within 4 typical moves (at least 6 %, at most 12 %) of a simple
 * ratio, and volume no more than three times what the new number of shares makes of the usual. News
 * moves prices by any amount and brings many times the usual volume (AAPL 2000-09-29: −52 %, eighteen times).
 */
export function isLikelySplit({ miss, scale, ratio, volumeRatio, reversed }: Jump): boolean {
  const near = Math.min(Math.max(0.06, 4 * scale), 0.12);
  const shares = Math.max(ratio, 0.5);
  return !reversed && miss <= near && !(volumeRatio > 3 * shares);
}

/** Whether trading confirms a jump: three times the usual volume on the row or the next. */
export function isConfirmed({ volumeRatio, nextVolumeRatio }: Jump): boolean {
  return volumeRatio >= 3 || nextVolumeRatio >= 3;
}
