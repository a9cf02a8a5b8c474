import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const copiedMemo: Subject = {
  what: 'a copy of the first frame it ever saw, shared by all instances',
  needsTwin: true,
  make: () => {
    let first: Float64Array | undefined;
    return strategyOf(
      'copied_memo',
      (bars) => {
        first ??= bars.close.slice();
        return { x: bars.close };
      },
      ({ t, out }) => out.target(first![t + 1]! > first![t]! ? 1 : 0),
    );
  },
};
