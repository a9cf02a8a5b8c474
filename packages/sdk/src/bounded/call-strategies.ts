import { BotError } from '../errors/index.js';
import { callBounded } from './call-bounded.adapter.js';

/** Longest a call of strategies may take, in ms, where nobody says otherwise. */
export const strategyTimeoutMs = 120_000;

interface Called {
  readonly symbol: string;
  readonly strategy: { readonly id: string };
}

/**
 * Calls code of strategies that may not return: it is ended after `timeoutMs`, or on Ctrl-C.
 * @throws what `work` throws; BOT_STRATEGY_TIMEOUT naming the strategies; BOT_RUN_ABORTED
 */
export function callStrategies<T>(legs: readonly Called[], work: () => T, timeoutMs = strategyTimeoutMs): T {
  return callBounded(work, timeoutMs, (how) => {
    if (how === 'interrupt')
      return new BotError('BOT_RUN_ABORTED', 'the run was interrupted', { hint: 'Run the same command again.' });
    const who = [...new Set(legs.map(({ strategy }) => strategy.id))].join(' or ');
    const symbols = [...new Set(legs.map(({ symbol }) => symbol))].join(', ');
    return new BotError('BOT_STRATEGY_TIMEOUT', `${who} on ${symbols}: did not return within ${timeoutMs / 1000} s`, {
      details: { strategy: who, symbols, timeoutMs },
      hint: 'Look for a loop without an end; bot-v2 --strategy with it alone says at which bar.',
    });
  });
}
