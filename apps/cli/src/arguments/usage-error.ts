import { BotError } from '@bot-v2/sdk';

/** A fault of the command line. */
export function usageError(message: string, hint = 'bot-v2 --help lists every flag and command.'): BotError {
  return new BotError('BOT_CONFIG_USAGE', message, { hint });
}
