import { BotError } from '@bot-v2/sdk';
import type { LiveTradeConfig } from './live-trade.config.js';

/** The confirmations that are not there, as configuration keys with the value each must have; empty when all are. */
export function missingConfirmations(config: LiveTradeConfig): string[] {
  return [
    ...(config.enabled ? [] : ['live_trade.enabled: true']),
    ...(config.account === undefined ? ['live_trade.account: <account id>'] : []),
    ...(config.iUnderstandLive ? [] : ['live_trade.iUnderstandLive: true']),
  ];
}

/**
 * Refuses to go on unless live trading was confirmed in every way asked for.
 * @throws BOT_VENUE_OPT_IN naming each confirmation that is missing
 */
export function requireOptIn(
  config: LiveTradeConfig,
): asserts config is LiveTradeConfig & { readonly account: string } {
  const missing = missingConfirmations(config);
  if (missing.length === 0) return;
  throw new BotError('BOT_VENUE_OPT_IN', `live trading is not confirmed: ${missing.join(', ')} missing`, {
    details: { missing },
    hint: `Set ${missing.join(', ')} if you mean to trade real money (iUnderstandLive with --set, never in a file); --mode paper does not.`,
    slice: 'live_trade',
  });
}
