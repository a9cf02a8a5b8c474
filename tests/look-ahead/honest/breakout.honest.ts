import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const breakout: Subject = {
  what: 'a state that follows the trade, and stops and targets from the range',
  make: () =>
    strategyOf(
      'breakout',
      (bars, ta) => ({
        close: bars.close,
        high: ta.highest(bars.high, 10),
        atr: ta.atr(bars.high, bars.low, bars.close, 10),
      }),
      ({ t, cols, account, state, out }) => {
        const { now } = cols['close']!;
        if (account.quantity > 0) {
          const peak = Math.max(state['peak']!, now);
          state['peak'] = peak;
          if (now < peak - 2 * cols['atr']!.now || t - state['entered']! > 15) out.target(0);
        } else if (now > cols['high']!.ago(1) || t % 23 === 0) {
          Object.assign(state, { entered: t, peak: now });
          out.target(1, { stopLoss: now - 3 * cols['atr']!.now, takeProfit: now + 4 * cols['atr']!.now });
        }
      },
      { state: () => ({ entered: -1, peak: 0 }) },
    ),
};
