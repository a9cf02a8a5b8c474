import { BotError, dayText, isFloat64Array, rowsUpTo, truncate } from '@bot-v2/sdk';
import type { AnyCapability, Bars } from '@bot-v2/sdk';
import type { BoundStep } from '../workflow/index.js';
import { makesBars } from './decide.js';
import { hashBars } from './hash-bars.js';
import type { World } from './world.js';

type Values = Readonly<Record<string, unknown>>;

/**
 * The last instant a step's slice may know of any bars it fetches itself: the decision, for a step that decides. A step
 * that makes bars, judges on them or trades at a venue has no such limit: null.
 */
export function limitOf(step: BoundStep, world: World): number | null {
  const judges = step.inputs.some(({ port }) => port.name === 'Evaluation');
  return makesBars(step) || judges || step.resolved?.definition.effects === 'venue' ? null : world.decideAt;
}

/**
 * Refuses a request for bars after the decision.
 * @throws BOT_DATA_LOOKAHEAD
 */
export function checkRequest(slice: string, token: AnyCapability, input: Values, limit: number): void {
  for (const value of Object.values(input)) {
    const to: unknown = (value as { to?: unknown } | null | undefined)?.to;
    if (typeof to !== 'number' || to <= limit) continue;
    throw new BotError(
      'BOT_DATA_LOOKAHEAD',
      `${slice} asks ${token.id} for bars through ${dayText(to)}, but decides on ${dayText(limit)}`,
      { slice, capability: token.id, hint: 'A decision reads what was known then: leave `to` out.' },
    );
  }
}

/** Values of a capability with every frame cut at the decision, as copies. */
export function cutFrames(outputs: Values, limit: number): Values {
  const cut = (value: unknown) => {
    const { time, close } = (value ?? {}) as Partial<Bars>;
    if (!isFloat64Array(time) || !isFloat64Array(close)) return value;
    return truncate(value as Bars, rowsUpTo(time, limit), hashBars);
  };
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, cut(value)]));
}
