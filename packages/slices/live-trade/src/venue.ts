import { BotError } from '@bot-v2/sdk';

/** What live trading needs and this version does not have. */
export const notBuilt = [
  'venue connection',
  'live feed of bars',
  'reconciliation with the account',
  'persistent kill switch',
] as const;

/** The answer to every confirmed request to trade live: BOT_VENUE_NOT_BUILT. */
export function venueNotBuilt(account: string): BotError {
  return new BotError(
    'BOT_VENUE_NOT_BUILT',
    `account ${account} cannot be traded: this version has no ${notBuilt.join(', no ')}`,
    {
      details: { account, notBuilt: [...notBuilt] },
      hint: 'No order was sent. Use --mode paper to run the same decisions in a simulated session.',
      slice: 'live_trade',
    },
  );
}
