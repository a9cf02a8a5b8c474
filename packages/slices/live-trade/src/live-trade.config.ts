import { z } from 'zod';

/**
 * The `live_trade` section of the configuration. Nothing here has a default that permits trading, and nothing else (no
 * flag, no environment variable alone) does.
 */
export const liveTradeConfig = z.strictObject({
  /** Live trading is wanted at all. */
  enabled: z.boolean().default(false),
  /** Id of the account to trade, as the venue shows it: another account is refused at the start. */
  account: z.string().trim().min(1).optional(),
  /** The risk of trading real money by program is understood. */
  iUnderstandLive: z.boolean().default(false),
});
export type LiveTradeConfig = z.output<typeof liveTradeConfig>;
