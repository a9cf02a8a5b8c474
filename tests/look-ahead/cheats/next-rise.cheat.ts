import { columnOf, holdHighest, portfolioOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const nextRise: Subject = {
  what: 'a portfolio in the symbol that will rise most tomorrow',
  symbols: ['X', 'Y', 'Z'],
  make: () =>
    portfolioOf(
      'next_rise',
      (bars) => ({ x: columnOf(bars, (i) => (bars.close[i + 1] ?? bars.close[i]!) / bars.close[i]! - 1) }),
      holdHighest,
    ),
};
