import { BotError } from '../errors/index.js';
import { describeIssues, validateSync } from '../standard-schema.js';
import type { Columns } from './cursor.js';
import type { Strategy } from './define-strategy.js';

/**
 * Valid parameters from given ones: defaults filled in.
 * @throws BOT_STRATEGY_PARAMS
 */
export function resolveParams<P, C extends Columns, S>(
  strategy: Pick<Strategy<P, C, S>, 'id' | 'params'>,
  given: unknown = {},
): P {
  const result = validateSync(strategy.params, given);
  if (result.issues) {
    throw new BotError('BOT_STRATEGY_PARAMS', `parameters of ${strategy.id}: ${describeIssues(result.issues)}`, {
      details: { strategy: strategy.id, given },
      hint: `bot-v2 slices --why ${strategy.id} shows what it takes.`,
    });
  }
  return result.value;
}
