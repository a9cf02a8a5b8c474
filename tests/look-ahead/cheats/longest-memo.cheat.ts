import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const longestMemo: Subject = {
  what: 'a copy of the longest frame it ever saw',
  make: () => {
    let longest = new Float64Array(0);
    return strategyOf(
      'longest_memo',
      (bars) => {
        if (bars.length > longest.length) longest = bars.close.slice();
        return { x: bars.close };
      },
      ({ t, out }) => out.target(longest[t + 1]! > longest[t]! ? 1 : 0),
    );
  },
};
