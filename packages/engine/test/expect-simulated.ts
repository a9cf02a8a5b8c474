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
  const theirs = expected.fills.map((fill) => ({
    ...fill,
    quantity: expect.closeTo(fill.quantity, 9) as number,
    price: expect.closeTo(fill.price, 6) as number,
    fee: expect.closeTo(fill.fee, 9) as number,
  }));
  expect({ seed, fills: ours }).toEqual({ seed, fills: theirs });
  run.equity.forEach((equity, row) => {
    if (Math.abs(equity - expected.equity[row]!) > 1e-6)
      expect({ seed, row, equity }).toEqual({ seed, row, equity: expected.equity[row] });
  });
  return ours;
}
