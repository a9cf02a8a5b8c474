import { BotError } from '../errors/index.js';

/** The confirmations of live trading, as a configuration's section `live_trade` gives them. */
export interface LiveConfirmation {
  readonly enabled?: unknown;
  /** Id of the account to trade, as the venue shows it. */
  readonly account?: unknown;
  readonly iUnderstandLive?: unknown;
}

/** The confirmations that are not there, as configuration keys with the value each must have; empty when all are. */
export function missingConfirmations({ enabled, account, iUnderstandLive }: LiveConfirmation): string[] {
  return [
    ...(enabled === true ? [] : ['live_trade.enabled: true']),
    ...(typeof account === 'string' && account.trim() !== '' ? [] : ['live_trade.account: <account id>']),
    ...(iUnderstandLive === true ? [] : ['live_trade.iUnderstandLive: true']),
  ];
}

/**
 * What trades at a venue needs every confirmation, whichever slice it is.
 * @throws BOT_VENUE_OPT_IN naming those that are missing
 */
export function requireLiveConfirmation<T extends LiveConfirmation>(
  section: T,
): asserts section is T & { readonly account: string } {
  const missing = missingConfirmations(section);
  if (missing.length === 0) return;
  throw new BotError('BOT_VENUE_OPT_IN', `live trading is not confirmed: ${missing.join(', ')} missing`, {
    details: { missing },
    hint: `Set ${missing.join(', ')} if you mean to trade real money (the last one with the run, --set live_trade.iUnderstandLive=true, never in a file); --mode paper does not.`,
  });
}
