import { createRandom } from '@bot-v2/quant/random';
import type { Random } from '@bot-v2/quant/random';
import { BotError, rowsUpTo } from '@bot-v2/sdk';
import type { Bars, ProbeReport } from '@bot-v2/sdk';
import type { Walk } from '../frame-driver/walk.js';
import type { FrameInput } from '../frame-driver/frame-input.js';
import type { HandedFrames } from '../loop/index.js';
import { forwardAdjusted } from '../price-view/index.js';
import { compileSizer } from '../sizing/index.js';
import { truncated, viewFor, withAnotherFuture, withScaledPrices } from './altered-frame.js';
import { firstDifference, sameWish, wishText } from './compare.js';
import { FreshInstances } from './fresh-instance.js';
import { FuturePath } from './future-path.js';
import type { Capture } from './probe-capture.js';
import type { ProbeOptions } from './probe-options.js';
import { decidedPoints, probeReach, sample } from './probe-points.js';
import type { ProbePoint, ProbeReach } from './probe-points.js';
import { recall } from './recall.js';

/** Fewer bars with orders than this prove nothing. */
const enough = 8;
/** Bars at which the sizer is probed, at most: it is the engine's own code, the same at every bar. */
const sized = 8;
/** A power of two: prices scaled by it keep every bit of their ratios. */
const rescaling = 4;

/**
 * Looks for knowledge of the future in a finished run. At bars where it sent orders (a seeded sample) and at others, the
 * strategy is asked again, on copied frames that end there and on copies that go on differently: every prepared value
 * up to the bar and what `onBar` asked for must be the same to the last bit, and at some of them the sizer's fraction under
 * the other future. What the strategy may have kept from the run's own frames is overwritten beyond the bar first. The run is
 * repeated once to recall what it saw at those bars, so a strategy that is not deterministic is found as well. A
 * strategy that calls itself scale-free and keeps no state is also asked at four times the prices. Of frames longer than
 * 10⁵ rows a first part is probed, and the note says so.
 *
 * It cannot see what is baked into code, or the choice of the symbol.
 * @throws BOT_STRATEGY_LOOKAHEAD naming strategy, bar and column; BOT_STRATEGY_OUTPUT when two runs differ;
 * BOT_STRATEGY_INVALID when a scale-free strategy is not
 */
export function probeLookAhead(
  walk: Walk,
  input: FrameInput,
  handed: HandedFrames,
  options: ProbeOptions,
): ProbeReport {
  const random = createRandom(options.seed ?? input.seed ?? 1).fork('look-ahead probe');
  const { legs, loop } = walk;
  const reach = probeReach(legs, options.points ?? 40);
  const decided = decidedPoints(walk);
  const within = reach.whole ? decided : decided.filter(({ leg, row }) => row < reach.endOf(leg));
  const chosen = sample(within, Math.max(1, Math.floor(reach.budget * 0.8)), random);
  const points = [...chosen, ...uniformPoints(walk, reach, chosen, random)];
  const captures = recall(walk, input, handed, points, reach.whole);
  captures.sort((a, b) => legs[b.leg]!.bars.time[b.row]! - legs[a.leg]!.bars.time[a.row]!);
  const paths = pathsOf(walk, reach, points, random.fork('futures'));
  const forms = new Set<string>();
  const fresh = new FreshInstances();
  const every = Math.ceil(captures.length / sized);
  let probed = 0;
  let spoilt = Infinity;
  for (const capture of captures) {
    const time = legs[capture.leg]!.bars.time[capture.row]!;
    spoil(walk, handed, paths, time, spoilt);
    spoilt = time;
    const withSize = probed++ % every === 0;
    probePoint(walk, capture, paths[capture.leg]!, reach, fresh, forms, withSize);
  }
  const proven = within.length >= enough;
  return {
    points: captures.length,
    ordersProbed: chosen.reduce((sum, { orders }) => sum + orders, 0),
    orders: loop.orders.length,
    forms: [...forms],
    verdict: proven ? 'none_found' : 'not_proven',
    note: noteOf(walk, reach, decided.length, within.length, chosen.length),
  };
}

/** Up to a fifth of the points: bars of any kind that were not chosen yet. */
function uniformPoints(
  { legs, loop }: Walk,
  reach: ProbeReach,
  chosen: readonly ProbePoint[],
  random: Random,
): ProbePoint[] {
  const taken = new Set(chosen.map(({ leg, row }) => `${leg}:${row}`));
  const points: ProbePoint[] = [];
  for (let k = 0; k < reach.budget - chosen.length && k < Math.ceil(reach.budget / 5); k++) {
    const leg = random.integer(0, legs.length - 1);
    const first = Math.max(legs[leg]!.from - 1, loop.desks[leg]!.runtime.firstRow);
    const row = random.integer(Math.min(first, reach.endOf(leg) - 1), reach.endOf(leg) - 1);
    if (!taken.has(`${leg}:${row}`)) points.push({ leg, row });
    taken.add(`${leg}:${row}`);
  }
  return points;
}

/** What a reader of the result must know about the coverage; null when every bar with orders was probed. */
function noteOf({ legs }: Walk, reach: ProbeReach, decided: number, within: number, chosen: number): string | null {
  const columns = legs.some(({ strategy }) => strategy.scope === 'portfolio')
    ? 'of a portfolio strategy every column was made again, not what onBar asks for; '
    : '';
  const where = reach.whole
    ? ''
    : `; only bars before ${new Date(
        Math.max(...legs.map(({ bars }, leg) => bars.time[reach.endOf(leg) - 1]!)),
      ).toISOString()} were probed`;
  if (within < enough) return `${columns}${within} bars with orders; fewer than ${enough} prove nothing${where}`;
  if (chosen < decided) return `${columns}a sample: ${chosen} of ${decided} bars with orders${where}`;
  return columns === '' ? null : columns.slice(0, -2);
}

/** Another future for each leg, from the time of the first point on. */
function pathsOf(
  { legs }: Walk,
  reach: ProbeReach,
  points: readonly ProbePoint[],
  random: Random,
): readonly FuturePath[] {
  const from = Math.min(...points.map(({ leg, row }) => legs[leg]!.bars.time[row]!));
  return legs.map(({ bars, symbol }, leg) => {
    const first = Math.max(1, rowsUpTo(bars.time, from));
    const end = reach.lengthAt(leg, reach.endOf(leg) - 1);
    return new FuturePath(forwardAdjusted(bars).bars, first, end, random.fork(symbol));
  });
}

/** Overwrites what lies after `time` in every frame the run has handed out, and in the longer bars made of it; what lies after `spoilt` is so already. */
function spoil({ legs }: Walk, handed: HandedFrames, paths: readonly FuturePath[], time: number, spoilt: number): void {
  for (const bars of handed.frames) {
    const leg = legs.findIndex(({ symbol }) => symbol === bars.symbol);
    const first = rowsUpTo(bars.time, time);
    const end = rowsUpTo(bars.time, spoilt);
    if (first > 0 && first < end) paths[leg]!.write(bars, first, end);
  }
  for (const makeAgain of handed.made) makeAgain();
}

function probePoint(
  walk: Walk,
  capture: Capture,
  path: FuturePath,
  reach: ProbeReach,
  fresh: FreshInstances,
  forms: Set<string>,
  withSize: boolean,
): void {
  const { bars, inputs } = walk.legs[capture.leg]!;
  const { row, desk } = capture;
  const { strategy, size } = desk.choice;
  const view = viewFor(bars, strategy.scaleFree === true, row);
  const length = reach.lengthAt(capture.leg, row);
  const check = (form: string, frame: Bars) => {
    forms.add(form);
    const { columns, wish } = fresh.ask(capture, frame, inputs);
    const difference = firstDifference(capture.prepared.columns, columns, row);
    if (difference !== null) {
      const at = new Date(bars.time[difference.row]!).toISOString().slice(0, 10);
      const what = `column "${difference.column}" at ${at} is ${difference.is} instead of ${difference.was}`;
      violation(capture, bars, form, what, difference.column);
    }
    if (!sameWish(capture.wish, wish)) {
      violation(capture, bars, form, `it asks for ${wishText(wish)} instead of ${wishText(capture.wish)}`, 'intent');
    }
  };
  check('truncated', truncated(view, row));
  const form = 'another future';
  const other = withAnotherFuture(view, row, path, bars.time, length);
  if (size && withSize) {
    const { bars: forward } = forwardAdjusted(bars);
    const frame = view === forward ? other : withAnotherFuture(forward, row, path, bars.time, length);
    const fraction = Math.min(compileSizer(size.policy, frame).fraction(row), desk.cap);
    if (!Object.is(fraction, capture.fraction)) {
      violation(capture, bars, form, `the size is ${fraction} instead of ${capture.fraction}`, 'size');
    }
  }
  check(form, other);
  if (strategy.scaleFree !== true || strategy.state !== undefined || strategy.scope === 'portfolio') return;
  forms.add('rescaled');
  const { wish } = fresh.ask(capture, withScaledPrices(view, row, rescaling), inputs, rescaling);
  if (sameWish(capture.wish, wish, rescaling, 1e-9)) return;
  throw new BotError(
    'BOT_STRATEGY_INVALID',
    `${strategy.id} is declared scale-free, but at ${rescaling} times the prices of ${desk.symbol} it asks for ${wishText(wish)} instead of ${wishText(capture.wish)}`,
    {
      details: { strategy: strategy.id, symbol: desk.symbol, time: bars.time[row]! },
      hint: 'Remove scaleFree, or compare prices only with prices.',
    },
  );
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
