import { portfolioOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const rebalanced: Subject = {
  what: 'a portfolio with a state, limits and stops, and targets of all symbols at once',
  symbols: ['X', 'Y'],
  make: () =>
    portfolioOf(
      'rebalanced',
      (bars, ta) => ({ close: bars.close, range: ta.atr(bars.high, bars.low, bars.close, 14) }),
      ({ cols, positions, account, state, out }) => {
        state['n'] = (state['n'] ?? 0) + 1;
        out.forEach((orders, i) => {
          const { close, range } = { close: cols[i]!['close']!.now, range: cols[i]!['range']!.now };
          if (state['n']! % 10 === 3 * i) orders.target(positions[i]!.quantity > 0 ? 0.4 : 0.8);
          else if (state['n']! % 7 === i && positions[i]!.quantity === 0) {
            const quantity = Math.max(1, Math.floor((account.equity * 0.1) / close));
            orders.order({ side: 'buy', quantity, limit: close - range, stopLoss: close - 3 * range });
          }
        });
      },
    ),
};
