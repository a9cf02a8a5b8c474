import { barColumns, BotError, columnSum, isFloat64Array } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';

function framesIn(value: unknown, found: Set<Bars>, depth = 0): Set<Bars> {
  if (typeof value !== 'object' || value === null || depth > 3 || ArrayBuffer.isView(value)) return found;
  if (isFloat64Array((value as { close?: unknown }).close)) return found.add(value as Bars);
  for (const inner of Object.values(value)) framesIn(inner, found, depth + 1);
  return found;
}

/** A text that changes when rows or actions of a frame do. Reads every cell once: 10 ms for a million rows. */
function stateOf(bars: Bars): string {
  return [...barColumns.map((column) => columnSum(bars[column])), JSON.stringify(bars.actions)].join();
}

/**
 * Runs `work` and checks that it changed none of the frames in `input`, whether it answers or throws.
 * @throws BOT_CAP_MUTATED naming the slice and the symbol
 */
export async function guardFrames<T>(
  input: unknown,
  slice: string,
  capability: string,
  work: () => Promise<T>,
): Promise<T> {
  const before = [...framesIn(input, new Set())].map((bars) => ({ bars, state: stateOf(bars) }));
  const [outcome] = await Promise.allSettled([work()]);
  const changed = before.find(({ bars, state }) => stateOf(bars) !== state);
  if (changed !== undefined) {
    throw new BotError('BOT_CAP_MUTATED', `${slice} changed the bars of ${changed.bars.symbol} it was given`, {
      slice,
      capability,
      hint: 'Frames are immutable by contract: copy a column before changing it.',
    });
  }
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
