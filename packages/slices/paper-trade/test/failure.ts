import { isBotError } from '@bot-v2/sdk';
import type { BotError } from '@bot-v2/sdk';

/** The typed error that `action` ends with; throws when it succeeds or fails without a code. */
export async function failure(action: () => unknown): Promise<BotError> {
  let value: unknown;
  try {
    value = await action();
  } catch (error) {
    if (isBotError(error)) return error;
    throw error;
  }
  throw new Error(`expected a failure, got ${JSON.stringify(value)}`);
}
