import { BotError } from '../errors/index.js';
import { describeIssues, validateSync } from '../standard-schema.js';
import type { PreparedColumns } from './cursor.js';
import type { Strategy } from './define-strategy.js';

/**
 * Valid parameters from given ones: defaults filled in.
 * @throws BOT_STRATEGY_PARAMS
 */
export function resolveParams<P, C extends PreparedColumns, S>(
  strategy: Pick<Strategy<P, C, S>, 'id' | 'params'>,
  given: unknown = {},
): P {
  const result = validateSync(strategy.params, given);
  if (result.issues) {
    const defaults = validateSync(strategy.params, {});
    const taken = defaults.issues ? undefined : Object.entries(defaults.value as object);
    throw new BotError('BOT_STRATEGY_PARAMS', `parameters of ${strategy.id}: ${describeIssues(result.issues)}`, {
      details: { strategy: strategy.id, given },
      hint:
        taken === undefined || taken.length === 0
          ? `It takes ${taken === undefined ? 'nothing by default' : 'none'}.`
          : `It takes, by default: ${taken.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ')}.`,
    });
  }
  return result.value;
}
