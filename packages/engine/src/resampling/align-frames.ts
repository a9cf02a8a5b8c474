import { BotError } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';

/** Several frames on one clock. No row is invented: the maps say which row a frame has, if any. */
export interface AlignedFrames {
  /** The clock: bar times, epoch ms UTC, strictly increasing. */
  readonly time: Float64Array;
  /** For each frame, its row at each tick of the clock; -1 where it has none. */
  readonly rows: readonly Int32Array[];
  /** For each frame, its last row at or before each tick; -1 before its first. */
  readonly last: readonly Int32Array[];
}

/**
 * Puts frames of one interval on one clock: every time that any frame has (`union`), or only those all have
 * (`intersection`).
 * @throws BOT_CAP_INPUT when the frames' intervals differ
 */
export function alignFrames(frames: readonly Bars[], mode: 'union' | 'intersection'): AlignedFrames {
  const odd = frames.find((frame) => frame.interval !== frames[0]!.interval);
  if (odd !== undefined) {
    const [one, other] = [frames[0]!, odd].map((frame) => `${frame.symbol} has ${frame.interval} bars`);
    throw new BotError('BOT_CAP_INPUT', `frames of different intervals cannot be aligned: ${one}, ${other}`, {
      details: { symbols: frames.map((frame) => frame.symbol) },
      hint: 'Resample them to one interval first.',
    });
  }
  const count = frames.length;
  const next = new Int32Array(count);
  const time: number[] = [];
  const rows = frames.map((): number[] => []);
  const last = frames.map((): number[] => []);
  for (;;) {
    let tick = Infinity;
    for (let i = 0; i < count; i++) tick = Math.min(tick, frames[i]!.time[next[i]!] ?? Infinity);
    if (tick === Infinity) break;
    let present = 0;
    for (let i = 0; i < count; i++) {
      if (frames[i]!.time[next[i]!] !== tick) continue;
      next[i] = next[i]! + 1;
      present++;
    }
    if (mode === 'intersection' && present < count) continue;
    time.push(tick);
    for (let i = 0; i < count; i++) {
      const row = next[i]! - 1;
      last[i]!.push(row);
      rows[i]!.push(row >= 0 && frames[i]!.time[row] === tick ? row : -1);
    }
  }
  return {
    time: Float64Array.from(time),
    rows: rows.map((map) => Int32Array.from(map)),
    last: last.map((map) => Int32Array.from(map)),
  };
}
