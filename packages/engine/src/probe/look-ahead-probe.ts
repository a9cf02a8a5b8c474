import { createRandom } from '@bot-v2/quant/random';
import type { Random } from '@bot-v2/quant/random';
import { rowsUpTo } from '@bot-v2/sdk';
import type { ProbeReport, RunnableStrategy } from '@bot-v2/sdk';
import type { FrameInput } from '../frame-driver/frame-input.js';
import type { Walk } from '../frame-driver/walk.js';
import { HandedFrames, overwrite } from '../loop/index.js';
import type { Leg, LegChoice } from '../loop/index.js';
import { inputsKnownAt, viewFor, withAnotherFuture } from './altered-frame.js';
import { FreshInstances } from './fresh-instance.js';
import { Futures } from './futures.js';
import { compareLateColumns, latePoints } from './late-columns.js';
import type { LatePoint } from './late-columns.js';
import type { Capture } from './probe-capture.js';
import type { ProbeOptions } from './probe-options.js';
import { probePoint } from './probe-point.js';
import type { FutureOf, PointProbe } from './probe-point.js';
import { probeTogether } from './probe-together.js';
import { decidedBars, sample, sampleWithLast } from './probe-points.js';
import type { ProbePoint } from './probe-points.js';
import { probeReach } from './probe-reach.js';
import type { ProbeReach } from './probe-reach.js';
import { recall } from './recall.js';
import { mutated } from './violation.js';

/** Fewer bars with orders than this prove nothing. */
const enough = 8;
/** Bars at which the sizer is probed, at most: it is the engine's own code, the same at every bar. */
const sized = 8;
/** Earlier bars asked at each point, at most. */
const earlierBars = 16;
/** Points at which the strategies of other symbols are shown the same instant, at most. */
const companies = 16;
/** With fewer points than this, each is probed with two futures, else with one. */
const fewPoints = 24;
const pairs = [
  ['falling', 'rising'],
  ['wild', 'quiet'],
] as const;
const byTurns = pairs.flat();

/**
 * Looks for knowledge of the future in a run. At bars where it sent orders (a seeded sample, the last ones always) and
 * at others, the strategy is asked again, on copied frames that end there and on copies that go on differently: every
 * prepared value up to the bar and what `onBar` asked for, there and at bars before, must be the same to the last bit,
 * and at some of them the sizer's fraction under the other future. The run is repeated once to recall what it saw at
 * those bars, so a strategy that is not deterministic is found as well. A strategy that calls itself scale-free and keeps
 * no state is also asked at four times the prices. Of frames longer than 10⁵ rows a first part is probed and, late, every
 * prepared value up to one bar; the note says so.
 *
 * What code keeps outside its state is met in two ways. The first frame of a symbol that the code ever sees is made up
 * from the first decision on. A choice with a `twin` (the same code, evaluated anew) is then asked through it, at one bar
 * after the other: the twin has seen nothing of the run. Without one, what the code may have kept of the run's own frames
 * is overwritten beyond the bar asked, and some frames are longer than any it has seen.
 *
 * It cannot see what is baked into code, or the choice of the symbol.
 */
export class LookAheadProbe {
  /** The frames a run hands to its strategies while it is to be probed. */
  readonly handed = new HandedFrames();
  private readonly legs: readonly Leg[];
  private readonly random: Random;
  private readonly reach: ProbeReach;
  private readonly futures: Futures;
  private readonly fresh = new FreshInstances();
  private readonly met: readonly Set<RunnableStrategy>[];

  constructor(
    private readonly input: FrameInput,
    options: ProbeOptions,
  ) {
    this.legs = [...input.legs].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
    this.met = this.legs.map(() => new Set());
    this.random = createRandom(options.seed ?? input.seed ?? 1).fork('look-ahead probe');
    this.reach = probeReach(this.legs, options.points);
    this.futures = new Futures(this.legs, this.random.fork('futures'));
  }

  /** Shows a strategy its first frame of a symbol, before the run does: from the first decision on it is made up. */
  meet(leg: number, choice: LegChoice): void {
    const met = this.met[leg]!;
    if (met.has(choice.strategy)) return;
    met.add(choice.strategy);
    const { symbol, bars, from, inputs } = this.legs[leg]!;
    const t = Math.max(0, from - 1);
    const view = viewFor(bars, choice.strategy.scaleFree === true, t);
    const frame = withAnotherFuture(
      view,
      t,
      this.futures.of(leg, 'rising'),
      bars.time,
      Math.min(bars.length, this.reach.longest(leg)),
    );
    this.handed.own(frame);
    try {
      const known = inputsKnownAt(inputs, t, frame.length);
      this.fresh.runtime(symbol, choice, frame, known, this.handed, choice.strategy);
    } catch {
      // What it gets wrong it gets wrong in the run as well, which says at which bar.
    }
  }

  /** `meet` for every leg. */
  meetAll(): void {
    this.legs.forEach((choice, leg) => this.meet(leg, choice));
  }

  /**
   * Probes a finished run over the input.
   * @throws BOT_STRATEGY_LOOKAHEAD naming strategy, bar and column; BOT_STRATEGY_OUTPUT when two runs differ;
   * BOT_STRATEGY_INVALID when a scale-free strategy is not; BOT_STRATEGY_MUTATED when bars were changed
   */
  examine(walk: Walk): ProbeReport {
    this.checkUnchanged(walk);
    const { reach, random } = this;
    const { count, points: within } = decidedBars(walk, reach.endOf);
    const chosen = sampleWithLast(within, Math.max(1, Math.floor(reach.budget * 0.8)), random);
    const points = [...chosen, ...this.uniformPoints(walk, chosen)];
    const captures = recall(walk, this.input, this.handed, points, reach);
    const forms = new Set<string>();
    const late = reach.whole ? [] : latePoints(walk, random);
    const hasTwin = ({ leg }: LatePoint) => walk.desks[leg]!.choice.twin !== undefined;
    this.probeLate(
      walk,
      late.filter((point) => !hasTwin(point)),
    );
    this.probeAll(walk, captures, forms);
    this.probeLate(walk, late.filter(hasTwin));
    return {
      points: captures.length,
      ordersProbed: chosen.reduce((sum, { orders }) => sum + orders, 0),
      orders: walk.orderCount,
      forms: [...forms],
      verdict: within.length >= enough ? 'none_found' : 'not_proven',
      note: this.note(count, within.length, chosen.length, late),
    };
  }

  /** Bars later than all others: of a code without a twin they are asked first, of one with a twin last. */
  private probeLate(walk: Walk, points: readonly LatePoint[]): void {
    for (const point of points) {
      const desk = walk.desks[point.leg]!;
      if (desk.choice.twin === undefined) this.spoil(this.legs[point.leg]!.bars.time[point.row]!, Infinity);
      const future: FutureOf = (leg, t) => ({
        path: this.futures.of(leg, 'falling'),
        length: this.reach.lengthAt(leg, t),
      });
      compareLateColumns(walk, desk, this.fresh, point, future);
    }
  }

  private checkUnchanged(walk: Walk): void {
    const change = this.handed.change();
    if (change === null) return;
    const leg = this.legs.findIndex(({ symbol }) => symbol === change.bars.symbol);
    const ids = [this.legs[leg]!, ...walk.decisions.flatMap((d) => d.perSymbol[change.bars.symbol] ?? [])];
    throw mutated([...new Set(ids.map(({ strategy }) => strategy.id))].join(' or '), change.bars, change);
  }

  /** A twin is asked from early to late bars; others from late to early ones, as their kept frames are overwritten. */
  private probeAll(walk: Walk, captures: readonly Capture[], forms: Set<string>): void {
    const timeOf = ({ leg, row }: Capture) => this.legs[leg]!.bars.time[row]!;
    const early = captures.slice().sort((a, b) => timeOf(a) - timeOf(b));
    const twins = early.filter(({ desk }) => desk.choice.twin !== undefined);
    const others = early.filter(({ desk }) => desk.choice.twin === undefined).reverse();
    const ordered = [...twins, ...others];
    let spoilt = Infinity;
    ordered.forEach((capture, k) => {
      if (capture.desk.choice.twin === undefined) {
        this.spoil(timeOf(capture), spoilt);
        spoilt = timeOf(capture);
      }
      const before = early.filter((e) => timeOf(e) < timeOf(capture) && preparedTogether(e, capture));
      const probe = this.pointProbe(capture, before, k, ordered.length);
      if (capture.together === null) probePoint(walk, this.fresh, probe, forms);
      else probeTogether(walk, this.fresh, probe, forms);
    });
  }

  private pointProbe(capture: Capture, before: readonly Capture[], k: number, of: number): PointProbe {
    const { reach, futures, legs } = this;
    const wanted = of < fewPoints ? pairs[k % 2]! : [byTurns[k % 4]!];
    const lengthAt = k % 8 < 4 ? reach.longerAt : reach.lengthAt;
    return {
      capture,
      earlier: sample(before, earlierBars, this.random),
      futures: wanted.map((name) => (leg, t) => ({ path: futures.of(leg, name), length: lengthAt(leg, t) })),
      withSize: k % Math.ceil(of / sized) === 0,
      inCompany: legs.length > 1 && k % Math.ceil(of / companies) === 0,
    };
  }

  /** Up to a fifth of the points: bars of any kind that were not chosen yet. */
  private uniformPoints({ desks }: Walk, chosen: readonly ProbePoint[]): ProbePoint[] {
    const { legs, reach, random } = this;
    const taken = new Set(chosen.map(({ leg, row }) => `${leg}:${row}`));
    const points: ProbePoint[] = [];
    for (let k = 0; k < reach.budget - chosen.length && k < Math.ceil(reach.budget / 5); k++) {
      const leg = random.integer(0, legs.length - 1);
      const first = Math.max(legs[leg]!.from - 1, desks[leg]!.runtime.firstRow);
      const row = random.integer(Math.min(first, reach.endOf(leg) - 1), reach.endOf(leg) - 1);
      if (!taken.has(`${leg}:${row}`)) points.push({ leg, row });
      taken.add(`${leg}:${row}`);
    }
    return points;
  }

  /** Overwrites what lies after `time` in every frame handed out, and in the longer bars made of it; what lies after `spoilt` is so already. */
  private spoil(time: number, spoilt: number): void {
    for (const { bars, source } of this.handed.frames) {
      const leg = this.legs.findIndex(({ symbol }) => symbol === bars.symbol);
      const first = rowsUpTo(source.time, time);
      const end = rowsUpTo(source.time, spoilt);
      if (first === 0 || first >= end) continue;
      overwrite(bars, this.futures.of(leg, 'falling').path.after(source.close[first - 1]!, first, end));
    }
    for (const makeAgain of this.handed.made) makeAgain();
  }

  /** What a reader of the result must know about the coverage; null when every bar with orders was probed. */
  private note(decided: number, within: number, chosen: number, late: readonly LatePoint[]): string | null {
    const where = this.reach.whole ? '' : `; ${this.reached(late)}`;
    if (within < enough) return `${within} bars with orders; fewer than ${enough} prove nothing${where}`;
    return chosen < decided ? `a sample: ${chosen} of ${decided} bars with orders${where}` : null;
  }

  /** How far a run that is not probed whole was. */
  private reached(late: readonly LatePoint[]): string {
    const { legs, reach } = this;
    const ends = legs.map(({ bars }, leg) => bars.time[reach.endOf(leg) - 1]!);
    const orders = `orders only of bars before ${new Date(Math.max(...ends)).toISOString()}`;
    if (late.length === 0) return orders;
    const columns = Math.min(...late.map(({ leg, row }) => legs[leg]!.bars.time[row]!));
    const of = late.length === legs.length ? '' : ` of ${late.length} of ${legs.length} symbols`;
    return `${orders}, columns${of} up to ${new Date(columns).toISOString()}`;
  }
}

/** Whether two captures were decided on the same prepared columns, of every leg where one strategy decides for all. */
function preparedTogether(a: Capture, b: Capture): boolean {
  if (a.together === null || b.together === null) return a.prepared === b.prepared;
  const { prepared } = b.together;
  return a.together.prepared.every((frame, leg) => frame === prepared[leg]);
}
