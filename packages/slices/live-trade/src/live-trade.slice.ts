import { defineSlice, execute, missingConfirmations, requireLiveConfirmation, runLive } from '@bot-v2/sdk';
import { liveTradeConfig } from './live-trade.config.js';
import type { LiveTradeConfig } from './live-trade.config.js';
import { notBuilt, venueNotBuilt } from './venue.js';

/** @throws BOT_VENUE_OPT_IN without every confirmation, BOT_VENUE_NOT_BUILT with them */
async function refuse(config: LiveTradeConfig): Promise<never> {
  requireLiveConfirmation(config);
  throw venueNotBuilt(config.account);
}

/** The slice `live_trade`: checks the double opt-in, then says that no venue is built yet. It never trades. */
export const liveTradeSlice = defineSlice({
  id: 'live_trade',
  provides: { run: runLive, execute },
  modes: ['live'],
  config: liveTradeConfig,
  create: ({ config }) => ({
    handlers: { run: () => refuse(config), execute: () => refuse(config) },
    health: () => {
      const missing = missingConfirmations(config);
      // Nobody asked for it: that it cannot trade is no fault. Once asked for, it is down.
      if (!config.enabled) return { status: 'ok' as const, message: 'off; live trading is not built in this version' };
      if (missing.length === 0) throw venueNotBuilt(config.account!);
      const message = `not confirmed (${missing.join(', ')}), and there is no ${notBuilt.join(', no ')}`;
      return { status: 'down' as const, message };
    },
  }),
});
