import { holdHighest, portfolioOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const rotation: Subject = {
  what: 'a portfolio in the symbol that rose most over a month',
  symbols: ['X', 'Y', 'Z'],
  make: () => portfolioOf('rotation', (bars, ta) => ({ x: ta.rocp(bars.close, 20) }), holdHighest),
};
