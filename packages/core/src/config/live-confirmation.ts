import { BotError } from '@bot-v2/sdk/errors';
import { isRecord } from './layers.js';
import type { ConfigInput } from './layers.js';

/** Section of the confirmations of live trading, whoever trades. */
export const liveSection = 'live_trade';

/**
 * The last confirmation is given with the run, never kept: otherwise whoever starts the command where such a file lies (or an
 * environment variable that names it) would trade real money without saying so.
 * @throws BOT_VENUE_OPT_IN for a file that holds it
 */
export function refuseKeptConfirmation(file: string, values: ConfigInput): void {
  const section = values[liveSection];
  if (!isRecord(section) || !('iUnderstandLive' in section)) return;
  throw new BotError('BOT_VENUE_OPT_IN', `${file}: ${liveSection}.iUnderstandLive is not kept in a file`, {
    details: { file, key: `${liveSection}.iUnderstandLive` },
    hint: `Leave it out there, and give it with the run that is to trade live: --set ${liveSection}.iUnderstandLive=true.`,
  });
}
