import { comparePortfolio } from '../../test/compare-portfolio.js';

/** Tapes to run: `BOT_V2_TAPES` widens the sweep. */
const tapes = Number(process.env['BOT_V2_TAPES'] ?? 40);

describe('an account of many symbols against a plain simulator that shares no code with the engine', () => {
  it(`refuses the same, fills the same at the same prices and has the same equity, over ${tapes} random tapes`, () => {
    const sum = { fills: 0, calls: 0, stopped: 0 };
    const refused = new Set<string>();
    for (let seed = 1; seed <= tapes; seed++) {
      const found = comparePortfolio(seed);
      sum.fills += found.fills;
      sum.calls += found.calls;
      sum.stopped += found.stopped ? 1 : 0;
      for (const reason of found.refused) refused.add(reason);
    }
    expect(sum.fills).toBeGreaterThan(tapes * 10);
    for (const reason of ['buying-power', 'max-position', 'no-price', 'unknown-order'])
      expect([...refused]).toContain(reason);
    // Rare enough to be found in the wide form alone.
    if (tapes >= 1_000) expect(Math.min(sum.calls, sum.stopped)).toBeGreaterThan(0);
  });
});
