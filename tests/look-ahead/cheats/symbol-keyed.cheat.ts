import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

const hidden = Symbol('frame');

export const symbolKeyed: Subject = {
  what: 'a frame under a symbol in its state, which no copy of the state shows',
  make: () => {
    let closes: Float64Array = new Float64Array(0);
    return strategyOf(
      'symbol_keyed',
      (bars) => {
        closes = bars.close;
        return { x: bars.close };
      },
      ({ t, state, out }) => {
        const kept = state as { [hidden]?: Float64Array };
        const all = (kept[hidden] ??= closes.slice());
        out.target(all[t + 1]! > all[t]! ? 1 : 0);
      },
      { state: () => ({}), scaleFree: true },
    );
  },
};
