import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const afterAJump: Subject = {
  what: 'a closure that is read only after a move of 4 %',
  make: () => {
    let closes: Float64Array = new Float64Array(0);
    return strategyOf(
      'after_a_jump',
      (bars, ta) => {
        closes = bars.close;
        return { move: ta.rocp(bars.close, 1), x: bars.close };
      },
      ({ t, cols, account, out }) => {
        if (Math.abs(cols['move']!.now) > 0.04) out.target(closes[t + 5]! > closes[t]! ? 1 : 0);
        else if (account.barsHeld >= 5) out.target(0);
      },
    );
  },
};
