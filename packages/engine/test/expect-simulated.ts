import type { FrameRun } from '../src/frame-driver/index.js';
import type { simulate } from './plain-account/index.js';

/** Expects the fills of a simulation, at ticks by their time, and its equity, up to what rounding may do. Gives the fills. */
export function expectSimulated(
  seed: number,
  run: FrameRun,
  expected: ReturnType<typeof simulate>,
  tickOf: ReadonlyMap<number, number>,
) {
  const ours = run.fills.toArray().map(({ time, leg, order, side, quantity, price, fee }) => ({
    row: tickOf.get(time)!,
    leg,
    order,
    side: side === 'buy' ? 1 : -1,
    quantity,
    price,
    fee,
  }));
  const near = (a: number, b: number, apart: number) => Math.abs(a - b) <= apart * (1 + Math.abs(b));
  expected.fills.forEach((fill, k) => {
    const mine = ours[k];
    const same =
      mine !== undefined &&
      mine.row === fill.row &&
      mine.leg === fill.leg &&
      mine.order === fill.order &&
      mine.side === fill.side &&
      near(mine.quantity, fill.quantity, 1e-9) &&
      near(mine.price, fill.price, 1e-8) &&
      near(mine.fee, fill.fee, 1e-9);
    if (!same) expect({ seed, k, fill: mine }).toEqual({ seed, k, fill });
  });
  expect({ seed, more: ours.slice(expected.fills.length) }).toEqual({ seed, more: [] });
  run.equity.forEach((equity, row) => {
    // A tie of interest or of a fee may be rounded either way.
    if (Math.abs(equity - expected.equity[row]!) > 2.5e-4)
      expect({ seed, row, equity }).toEqual({ seed, row, equity: expected.equity[row] });
  });
  return ours;
}
