import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';

/** Long from a new high of `entry` bars until a new low of `exit` bars. */
export const channelTrend = defineStrategy({
  id: 'channel_trend',
  version: '1.0.0',
  description: 'Follows breakouts of a price channel',
  params: z.strictObject({ entry: z.number().int().min(2).default(55), exit: z.number().int().min(2).default(20) }),
  search: { entry: [20, 55, 100], exit: [10, 20] },
  scaleFree: true,
  warmup: (p) => Math.max(p.entry, p.exit),
  prepare: (bars, p, ta) => ({
    close: bars.close,
    high: ta.highest(bars.high, p.entry),
    low: ta.lowest(bars.low, p.exit),
  }),
  onBar: ({ cols, account, out }) => {
    if (account.quantity > 0) {
      if (cols.close.now < cols.low.ago(1)) out.target(0, { reason: 'below the channel' });
    } else if (cols.close.now > cols.high.ago(1)) out.target(1, { reason: 'above the channel' });
  },
});
