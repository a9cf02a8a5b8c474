import { BotError, isFloat64Array } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { hashBars } from '../run/hash-bars.js';

function framesIn(value: unknown, found: Set<Bars>, depth = 0): Set<Bars> {
  if (typeof value !== 'object' || value === null || depth > 3 || ArrayBuffer.isView(value)) return found;
  if (isFloat64Array((value as { close?: unknown }).close)) return found.add(value as Bars);
  for (const inner of Object.values(value)) framesIn(inner, found, depth + 1);
  return found;
}

/**
 * Runs `work` and checks that it changed none of the frames in `input`, by hashing them before and after.
 * @throws BOT_CAP_MUTATED naming the slice and the symbol
 */
export async function guardFrames<T>(
  input: unknown,
  slice: string,
  capability: string,
  work: () => Promise<T>,
): Promise<T> {
  const before = [...framesIn(input, new Set())].map((bars) => ({ bars, hash: hashBars(bars) }));
  const result = await work();
  for (const { bars, hash } of before) {
    if (hashBars(bars) === hash) continue;
    throw new BotError('BOT_CAP_MUTATED', `${slice} changed the bars of ${bars.symbol} it was given`, {
      slice,
      capability,
      hint: 'Frames are immutable by contract: copy a column before changing it.',
    });
  }
  return result;
}
