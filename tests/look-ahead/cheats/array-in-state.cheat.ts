import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

/** A bar asked with the state of the run is asked with what that state knows. */
export const arrayInState: Subject = {
  what: 'the closes of the whole run, put into its state on the first bar',
  make: () => {
    let closes: Float64Array = new Float64Array(0);
    return strategyOf(
      'array_in_state',
      (bars) => {
        closes = bars.close;
        return { x: bars.close };
      },
      ({ t, state, out }) => {
        const kept = state as { closes?: Float64Array };
        const { closes: all } = (kept.closes ??= closes.slice()) && kept;
        out.target(all![t + 1]! > all![t]! ? 1 : 0);
      },
      { state: () => ({}), scaleFree: true },
    );
  },
};
