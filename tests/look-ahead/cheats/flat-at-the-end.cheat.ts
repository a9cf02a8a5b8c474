import { columnOf, portfolioOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const flatAtTheEnd: Subject = {
  what: 'a portfolio that leaves the market ten bars before the data ends',
  symbols: ['X', 'Y'],
  make: () =>
    portfolioOf(
      'flat_at_the_end',
      (bars) => ({ left: columnOf(bars, (i) => bars.length - i) }),
      ({ cols, fresh, state, out }) => {
        state['n'] = (state['n'] ?? 0) + 1;
        const held = state['n'] % 5 < 3 && cols[0]!['left']!.now > 10;
        out.forEach((orders, i) => fresh[i] && orders.target(held ? 1 : 0));
      },
    ),
};
