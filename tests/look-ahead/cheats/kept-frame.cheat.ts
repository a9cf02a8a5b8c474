import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const keptFrame: Subject = {
  what: 'the first frame it ever saw, kept',
  make: () => {
    let first: Float64Array | undefined;
    return strategyOf(
      'kept_frame',
      (bars) => {
        first ??= bars.close;
        return { x: bars.close };
      },
      ({ t, out }) => out.target(first![t + 1]! > first![t]! ? 1 : 0),
    );
  },
};
