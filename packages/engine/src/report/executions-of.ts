import type { Execution } from '@bot-v2/sdk';
import type { FrameRun, LegRun } from '../frame-driver/frame-run.js';

/** Fills that a report lists. */
const listed = 5_000;

/** The first fills of the given legs, with the reason of each price. */
export function executionsOf(run: FrameRun, legs: readonly LegRun[]): Execution[] {
  const all = legs.length === run.legs.length;
  const symbols = new Set(legs.map((leg) => leg.symbol));
  const executions: Execution[] = [];
  for (let i = 0; i < run.fills.length && executions.length < listed; i++) {
    // A record is made, words and all, of what is listed only.
    if (!all && !symbols.has(run.fills.symbolAt(i))) continue;
    const { order, symbol, time, side, quantity, price, reference, fee, cause, text } = run.fills.at(i)!;
    executions.push({ order, symbol, time, side, quantity, price, reference, fee, cause, why: text });
  }
  return executions;
}
