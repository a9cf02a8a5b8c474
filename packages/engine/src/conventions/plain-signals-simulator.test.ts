import { createRandom } from '@bot-v2/quant/random';
import { flatAccount } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { simulateSignals } from '../../test/plain-signals-simulator.js';
import type { RowSignals } from '../../test/plain-signals-simulator.js';
import { randomTape } from '../../test/random-runs.js';
import { runFrames } from '../frame-driver/index.js';
import { conventionsOf, fromSignals } from './index.js';
import type { SignalSettings } from './index.js';

/** Tapes to run: `BOT_V2_TAPES` widens the sweep. */
const tapes = Number(process.env['BOT_V2_TAPES'] ?? 150);

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b));

function compare(seed: number): number {
  const dice = createRandom(`signals ${seed}`);
  const pick = <T>(...values: readonly T[]): T => values[dice.integer(0, values.length - 1)]!;
  const length = dice.integer(20, 80);
  const bars: Bars = { ...randomTape(seed, length, 'X'), actions: [], basis: 'as_given' };
  const accumulate = pick('disabled', 'disabled', 'both', 'addonly', 'removeonly' as const);
  const short = dice.next() < 0.6;
  const sizeType = pick('amount', 'value', 'percent' as const);
  // Parts of the cash cannot turn a position.
  const turns = sizeType !== 'percent';
  const amount = pick(Infinity, 20, 300);
  const size =
    sizeType === 'percent' ? pick(0.3, 1) : sizeType === 'value' && amount !== Infinity ? amount * 50 : amount;
  const price = pick('close', 'open' as const);
  const stops = dice.next() < 0.7;
  // Stops inside a bar close all of a position, whatever bounds an order; at the close they are orders as others.
  const atClose = price === 'close' && dice.next() < 0.4;
  const bounded = (!stops || atClose) && dice.next() < 0.5;
  const fixedFees = pick(0, 0, 3);
  const settings: SignalSettings = {
    direction: 'longonly',
    size,
    sizeType,
    fees: pick(0, 0.001),
    fixedFees,
    minSize: bounded ? pick(0, 5) : 0,
    maxSize: bounded ? pick(Infinity, 100) : Infinity,
    sizeGranularity: bounded ? pick(NaN, 1, 0.1) : pick(NaN, NaN, 1),
    lockCash: dice.next() < 0.3,
    allowPartial: dice.next() < 0.7,
    accumulate,
    uponLongConflict: pick('ignore', 'entry', 'exit', 'adjacent', 'opposite'),
    uponShortConflict: pick('ignore', 'entry', 'exit', 'adjacent', 'opposite'),
    uponDirConflict: pick('ignore', 'long', 'short', 'adjacent', 'opposite'),
    uponOppositeEntry: turns
      ? pick('ignore', 'close', 'closereduce', 'reverse', 'reversereduce')
      : pick('ignore', 'close', 'closereduce'),
    slStop: stops ? pick(NaN, 0.04, 0.1, 1) : NaN,
    slTrail: dice.next() < 0.4,
    tpStop: stops ? pick(NaN, 0.05, 0.15, 1) : NaN,
    price,
    stopExitPrice: atClose ? 'close' : 'stop',
    uponStopExit: !atClose
      ? 'close'
      : turns && short
        ? pick('close', 'closereduce', 'reverse', 'reversereduce')
        : pick('close', 'closereduce'),
    stopEntryPrice: pick('price', 'fillprice', 'close'),
    uponStopUpdate: pick('keep', 'override', 'overridenan'),
    slippage: pick(0, 0.002),
  };
  const stopsSlip = !atClose && dice.next() < 0.3;
  const often = pick(0.15, 0.4);
  const rows = Array.from({ length }, () => {
    const on = () => dice.next() < often;
    return [on(), on(), short && on(), short && on()] as RowSignals;
  });
  const atOpen = settings.price === 'open';
  // A signal acts in its row: at the close of it, or at its open, decided one row before.
  const shift = atOpen ? 1 : 0;
  const column = (k: 0 | 1 | 2 | 3) => Float64Array.from(rows, (_, t) => (rows[t + shift]?.[k] === true ? 1 : 0));
  const strategy = fromSignals({
    id: 'signals',
    signals: ({ open, close }) => ({
      entries: column(0),
      exits: column(1),
      shortEntries: column(2),
      shortExits: column(3),
      price: atOpen ? close.map((_, t) => open[t + 1] ?? NaN) : close,
    }),
    settings,
  });
  const run = runFrames({
    legs: [{ symbol: 'X', bars, from: 0, strategy }],
    account: flatAccount(10_000, {
      shorting: true,
      fractional: true,
      instruments: { X: { lot: settings.sizeGranularity || 1e-12 } },
      costs: {
        halfSpreadBps: 0,
        slippageBps: settings.slippage * 1e4,
        commissionRate: settings.fees,
        ...(fixedFees === 0 ? {} : { commissionPerOrder: fixedFees }),
      },
    }),
    policies: conventionsOf('vectorbt', {
      marketFill: atOpen ? 'next-open' : 'decision-close',
      ...(stopsSlip ? { spreadOn: 'all' } : {}),
      shortfall: settings.allowPartial ? 'clip' : 'reject-order',
    }),
    risk: { maxPosition: Infinity, absurdFactor: Infinity },
    probe: false,
  });
  // At an open the first row cannot act: nothing was decided before it.
  const none: RowSignals = [false, false, false, false];
  const expected = simulateSignals(bars, (row) => (row < shift ? none : rows[row]!), {
    cash: 10_000,
    atOpen,
    stopsSlip,
    ...settings,
  });
  // Whoever owes more than there is cannot buy back a short position there, nor sell what its fee exceeds; not so here.
  if (expected.broke || expected.equity.some((equity) => equity <= 0)) return 0;
  const rowOf = new Map(Array.from(bars.time, (time, row) => [time, row]));
  // Of cash that was spent in full, rounding leaves a last dust of an order.
  const traded = run.fills.toArray().filter(({ quantity }) => quantity > 1e-9);
  const ours = traded.map((fill) => ({
    row: rowOf.get(fill.time)!,
    size: fill.side === 'buy' ? fill.quantity : -fill.quantity,
    price: fill.price,
    fee: fill.fee,
  }));
  const agrees = (own: (typeof ours)[number] | undefined, fill: (typeof ours)[number] | undefined) =>
    own?.row === fill?.row &&
    (['size', 'price', 'fee'] as const).every((key) => near(own?.[key] ?? 0, fill?.[key] ?? 0));
  const most = Math.max(ours.length, expected.fills.length);
  const wrong = Array.from({ length: most }, (_, k) => k).find((k) => !agrees(ours[k], expected.fills[k]));
  if (wrong !== undefined) {
    expect({ seed, settings, stopsSlip, fill: ours[wrong] }).toEqual({
      seed,
      settings,
      stopsSlip,
      fill: expected.fills[wrong] ?? 'none',
    });
  }
  const apart = expected.equity.filter((equity, row) => !near(run.equity[row]!, equity));
  expect({ seed, apart }).toEqual({ seed, apart: [] });
  return ours.length;
}

it(`vectorbt's signals fill as in a plain simulator that shares no code, over ${tapes} random tapes`, () => {
  let fills = 0;
  for (let seed = 1; seed <= tapes; seed++) fills += compare(seed);
  expect(fills).toBeGreaterThan(tapes * 4);
});
