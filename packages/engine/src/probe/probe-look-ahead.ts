import { createRandom } from '@bot-v2/quant/random';
import type { Random } from '@bot-v2/quant/random';
import { BotError, rowsUpTo } from '@bot-v2/sdk';
import type { Bars, ProbeReport } from '@bot-v2/sdk';
import { FrameWalk } from '../frame-driver/frame-driver.js';
import type { FrameInput } from '../frame-driver/frame-input.js';
import type { PreparedFrame } from '../loop/index.js';
import { copyState, LegDesk } from '../loop/index.js';
import { rowFrom, rows } from '../price-view/index.js';
import { RiskGate } from '../risk/index.js';
import { alterFuture, withAlteredFuture, withScaledPrices } from './altered-frame.js';
import { firstDifference, sameWish, wishText } from './compare.js';
import { captureHooks, wishOf } from './probe-capture.js';
import type { Capture } from './probe-capture.js';
import type { ProbeOptions } from './probe-options.js';
import { pointBudget, sample } from './probe-points.js';
import type { ProbePoint } from './probe-points.js';

/** Fewer bars with orders than this prove nothing. */
const enough = 8;
/** A power of two: prices scaled by it keep every bit of their ratios. */
const rescaling = 4;

/**
 * Looks for knowledge of the future in a finished run. At bars where it sent orders (a seeded sample) and at others, the
 * strategy is asked again, on copied frames that end there and on copies that go on differently: every prepared value
 * up to the bar, the sizer's fraction and what `onBar` asked for must be the same to the last bit. What the strategy may
 * have kept from the run's own frames is overwritten beyond the bar first. The run is repeated once to recall what it
 * saw at those bars, so a strategy that is not deterministic is found as well. A strategy that calls itself scale-free
 * and keeps no state is also asked at four times the prices.
 *
 * It cannot see what is baked into code, or the choice of the symbol.
 * @throws BOT_STRATEGY_LOOKAHEAD naming strategy, bar and column; BOT_STRATEGY_OUTPUT when two runs differ;
 * BOT_STRATEGY_INVALID when a scale-free strategy is not
 */
export function probeLookAhead(
  walk: FrameWalk,
  input: FrameInput,
  prepared: PreparedFrame[],
  options: ProbeOptions,
): ProbeReport {
  const random = createRandom(options.seed ?? input.seed ?? 1).fork('look-ahead probe');
  const { legs, loop } = walk;
  const ordersAt = new Map<string, number>();
  for (const order of loop.orders)
    ordersAt.set(`${order.leg}:${order.at}`, (ordersAt.get(`${order.leg}:${order.at}`) ?? 0) + 1);
  const decided: ProbePoint[] = [...ordersAt.keys()].map((key) => {
    const [leg, at] = key.split(':').map(Number) as [number, number];
    return { leg, row: rowFrom(legs[leg]!.bars.time, at) };
  });
  const longest = Math.max(...legs.map((leg) => leg.bars.length));
  const budget = pointBudget(longest, options.points ?? 40);
  const chosen = sample(decided, Math.max(1, Math.floor(budget * 0.8)), random);
  const taken = new Set(chosen.map(({ leg, row }) => `${leg}:${row}`));
  const points = chosen.slice();
  for (let k = 0; k < budget - chosen.length && k < Math.ceil(budget / 5); k++) {
    const leg = random.integer(0, legs.length - 1);
    const first = Math.max(legs[leg]!.from - 1, loop.desks[leg]!.runtime.firstRow);
    const row = random.integer(first, legs[leg]!.bars.length - 1);
    if (!taken.has(`${leg}:${row}`)) points.push({ leg, row });
    taken.add(`${leg}:${row}`);
  }
  const captures = recall(walk, input, prepared, points);
  captures.sort((a, b) => legs[b.leg]!.bars.time[b.row]! - legs[a.leg]!.bars.time[a.row]!);
  const forms = new Set<string>();
  const spoiler = random.fork('retained frames');
  let spoilt = Infinity;
  for (const capture of captures) {
    const time = legs[capture.leg]!.bars.time[capture.row]!;
    spoil(prepared, time, spoilt, spoiler);
    spoilt = time;
    probePoint(walk, capture, random.fork(`${capture.leg}:${capture.row}`), forms);
  }
  const ordersProbed = chosen.reduce(
    (sum, { leg, row }) => sum + ordersAt.get(`${leg}:${legs[leg]!.bars.time[row]!}`)!,
    0,
  );
  const proven = decided.length >= enough;
  const note = !proven
    ? `${decided.length} bars with orders; fewer than ${enough} prove nothing`
    : chosen.length < decided.length
      ? `a sample: ${chosen.length} of ${decided.length} bars with orders`
      : null;
  return {
    points: captures.length,
    ordersProbed,
    orders: loop.orders.length,
    forms: [...forms],
    verdict: proven ? 'none_found' : 'not_proven',
    note,
  };
}

/** Runs again, recording the points. */
function recall(
  walk: FrameWalk,
  input: FrameInput,
  prepared: PreparedFrame[],
  points: readonly ProbePoint[],
): Capture[] {
  const captures: Capture[] = [];
  const again = new FrameWalk({ ...input, onProgress: undefined }, { ...captureHooks(points, captures), prepared });
  for (const decision of walk.decisions) {
    again.runTo(decision.at);
    again.replaceDecision(decision);
  }
  again.finish();
  const a = walk.loop.books.tape.words;
  const b = again.loop.books.tape.words;
  let same = a.length === b.length;
  for (let i = 0; same && i < a.length; i++) same = Object.is(a.data[i], b.data[i]);
  if (same) return captures;
  throw new BotError(
    'BOT_STRATEGY_OUTPUT',
    `two runs of ${walk.legs.map((l) => l.strategy.id).join(', ')} over the same bars sent different orders`,
    {
      hint: 'A strategy may keep nothing outside its `state` and use no clock and no randomness.',
    },
  );
}

/** Overwrites what lies after `time` in every frame the run has handed out; what lies after `spoilt` is so already. */
function spoil(prepared: readonly PreparedFrame[], time: number, spoilt: number, random: Random): void {
  for (const { bars } of prepared) {
    const first = rowsUpTo(bars.time, time);
    const end = rowsUpTo(bars.time, spoilt);
    if (first < end) alterFuture(bars, first, random, end);
  }
}

function probePoint(walk: FrameWalk, capture: Capture, random: Random, forms: Set<string>): void {
  const leg = walk.legs[capture.leg]!;
  const { row } = capture;
  const check = (form: string, frame: Bars) => {
    forms.add(form);
    const { desk, is } = ask(walk, capture, frame);
    const difference = firstDifference(capture.prepared.columns, desk.runtime.current!.columns, row);
    if (difference !== null) {
      const at = new Date(leg.bars.time[difference.row]!).toISOString().slice(0, 10);
      violation(
        capture,
        leg.bars,
        form,
        `column "${difference.column}" at ${at} is ${difference.is} instead of ${difference.was}`,
        difference.column,
      );
    }
    if (!Object.is(desk.fraction(row), capture.fraction)) {
      violation(capture, leg.bars, form, `the size is ${desk.fraction(row)} instead of ${capture.fraction}`, 'size');
    }
    if (!sameWish(capture.wish, is)) {
      violation(capture, leg.bars, form, `it asks for ${wishText(is)} instead of ${wishText(capture.wish)}`, 'intent');
    }
  };
  check('truncated', rows(leg.bars, row + 1));
  check('another future', withAlteredFuture(leg.bars, row, random));
  const { strategy } = capture.desk.choice;
  if (strategy.scaleFree !== true || strategy.state !== undefined) return;
  forms.add('rescaled');
  const { is } = ask(walk, capture, withScaledPrices(rows(leg.bars, row + 1), rescaling), rescaling);
  if (sameWish(capture.wish, is, rescaling, 1e-9)) return;
  throw new BotError(
    'BOT_STRATEGY_INVALID',
    `${strategy.id} is declared scale-free, but at ${rescaling} times the prices of ${leg.symbol} it asks for ${wishText(is)} instead of ${wishText(capture.wish)}`,
    {
      details: { strategy: strategy.id, symbol: leg.symbol, time: leg.bars.time[row]! },
      hint: 'Remove scaleFree, or compare prices only with prices.',
    },
  );
}

/** Asks a fresh instance of the strategy at the captured bar, on `frame`, with the account it saw. */
function ask(walk: FrameWalk, capture: Capture, frame: Bars, factor = 1) {
  const { terms } = walk.account();
  const desk = new LegDesk(capture.desk.symbol, capture.desk.choice, {
    gate: new RiskGate({}, terms.shorting),
    fractional: terms.fractional,
    shorting: terms.shorting,
    equalShare: 1 / walk.legs.length,
    inputs: walk.legs[capture.leg]!.inputs,
    prepared: [],
  });
  desk.bind(frame);
  const { runtime } = desk;
  const { account } = capture;
  Object.assign(runtime.account, account, {
    equity: account.equity * factor,
    cash: account.cash * factor,
    entryPrice: account.entryPrice * factor,
  });
  runtime.state = copyState(capture.state);
  runtime.out.nextId = capture.nextId;
  runtime.run(capture.row);
  return { desk, is: wishOf(desk) };
}

function violation(capture: Capture, bars: Bars, form: string, what: string, where: string): never {
  const { strategy } = capture.desk.choice;
  const time = bars.time[capture.row]!;
  const on = new Date(time).toISOString().slice(0, 10);
  const known =
    form === 'truncated'
      ? `with the bars of ${bars.symbol} ending on ${on}`
      : `when ${bars.symbol} goes on differently after ${on}`;
  throw new BotError('BOT_STRATEGY_LOOKAHEAD', `${strategy.id} looks ahead: ${known}, ${what}`, {
    details: { strategy: strategy.id, symbol: bars.symbol, time, row: capture.row, form, where },
    hint: 'Make every value at row t from rows ≤ t only: no centred windows, no statistics of the whole series, no bars.length, nothing kept from earlier frames.',
  });
}
