import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const restingOrders: Subject = {
  what: 'limit and stop orders, cancelled and placed anew',
  make: () =>
    strategyOf(
      'resting_orders',
      (bars, ta) => ({ close: bars.close, low: ta.lowest(bars.low, 5) }),
      ({ t, cols, account, state, out }) => {
        const { now } = cols['close']!;
        if (account.openOrders > 0 && t % 6 === 0) out.cancel(state['last']!);
        else if (account.quantity === 0 && account.openOrders === 0)
          state['last'] = out.order({
            side: 'buy',
            quantity: Math.floor((0.5 * account.equity) / now),
            limit: now * 0.99,
          });
        else if (account.quantity > 0 && account.openOrders === 0)
          state['last'] = out.order({ side: 'sell', quantity: account.quantity, stop: cols['low']!.now * 0.995 });
      },
      { state: () => ({ last: 0 }) },
    ),
};
