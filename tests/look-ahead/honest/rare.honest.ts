import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const rare: Subject = {
  what: 'a rare signal: buys after a fall of 4 % and holds five bars',
  make: () =>
    strategyOf(
      'rare',
      (bars, ta) => ({ move: ta.rocp(bars.close, 1) }),
      ({ cols, account, out }) => {
        if (cols['move']!.now < -0.04) out.target(1);
        else if (account.barsHeld >= 5) out.target(0);
      },
    ),
};
