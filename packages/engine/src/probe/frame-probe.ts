import type { Random } from '@bot-v2/quant/random';
import type { RunnableStrategy } from '@bot-v2/sdk';
import type { FrameInput } from '../frame-driver/frame-input.js';
import type { Walk } from '../frame-driver/walk.js';
import type { HandedFrames, Leg, LegChoice } from '../loop/index.js';
import { inputsKnownAt, viewFor, withAnotherFuture } from './altered-frame.js';
import { FreshInstances } from './fresh-instance.js';
import type { Futures } from './futures.js';
import { KeptFrames } from './kept-frames.js';
import type { Capture } from './probe-capture.js';
import { probePoint } from './probe-point.js';
import type { PointProbe } from './probe-point.js';
import { probeTogether } from './probe-together.js';
import { decidedPoints, sample, sampleWithLast } from './probe-points.js';
import type { DecidedPoint, ProbePoint } from './probe-points.js';
import { pointBudget } from './probe-reach.js';
import { recall } from './recall.js';
import { remembers, rerun } from './rerun.js';

/** Bars at which the sizer is probed, at most: it is the engine's own code, the same at every bar. */
const sized = 8;
/** Earlier bars asked at each point, at most. */
const earlierBars = 16;
/** Points at which the strategies of other symbols are shown the same instant, at most. */
const companies = 16;
/** Bars to which a strategy that remembers is run again: of a whole run fewer the longer it is, of one of many windows one. */
const reruns = { most: 8, fewest: 2, rows: 160_000, window: 1 };
/** With fewer points than this, each is probed with two futures, else with one. */
const fewPoints = 24;
const pairs = [
  ['falling', 'rising'],
  ['wild', 'quiet'],
] as const;
const byTurns = pairs.flat();
/** Rows by which some other futures are longer than the frame. */
const longer = 16;

/** What was looked at. */
export interface Examined {
  /** Bars on which the walk sent orders. */
  readonly decided: readonly DecidedPoint[];
  /** Those of them that were probed. */
  readonly chosen: readonly DecidedPoint[];
  /** All bars that were probed. */
  readonly points: readonly ProbePoint[];
  readonly forms: ReadonlySet<string>;
}

/** Probes a walk over frames of bounded length at bars of every part of it; `LookAheadProbe` says how. */
export class FrameProbe {
  private readonly legs: readonly Leg[];
  private readonly fresh = new FreshInstances();
  private readonly kept: KeptFrames;
  private readonly met: readonly Set<RunnableStrategy>[];

  /**
   * @param handed the frames that the walk over `input` hands out
   * @param points bars to probe, at most (default by the length of the frames)
   * @param turn of many probes that share the work: the place of this one, whose points get one future each
   */
  constructor(
    private readonly input: FrameInput,
    private readonly handed: HandedFrames,
    private readonly futures: Futures,
    private readonly random: Random,
    private readonly points?: number,
    private readonly turn?: number,
  ) {
    this.legs = [...input.legs].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
    this.met = this.legs.map(() => new Set());
    this.kept = new KeptFrames(handed, futures);
  }

  /** Shows a strategy its first frame of a leg, before the walk does: from the first decision on it is made up. */
  meet(leg: number, choice: LegChoice): void {
    const met = this.met[leg]!;
    if (met.has(choice.strategy)) return;
    met.add(choice.strategy);
    const { symbol, bars, from, inputs } = this.legs[leg]!;
    const t = Math.max(0, from - 1);
    const view = viewFor(bars, choice.strategy.scaleFree === true, t);
    const frame = withAnotherFuture(view, t, this.futures.of(symbol, 'rising'), bars.time, bars.length);
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
   * Probes a finished walk over the input.
   * @param spoil called before code without a twin is asked at bars of a time or later
   */
  examine(walk: Walk, spoil?: (time: number) => void): Examined {
    const budget = pointBudget(this.legs, this.points);
    const decided = decidedPoints(walk);
    const chosen = sampleWithLast(decided, Math.max(1, Math.floor(budget * 0.8)), this.random);
    const points = [...chosen, ...this.uniformPoints(walk, chosen, budget)];
    const captures = recall(walk, this.input, this.handed, points);
    const forms = new Set<string>();
    this.probeAll(walk, captures, decided, forms, spoil);
    return { decided, chosen, points: captures, forms };
  }

  /** A twin is asked from early to late bars; others from late to early ones, as their kept frames are overwritten. */
  private probeAll(
    walk: Walk,
    captures: readonly Capture[],
    decided: readonly DecidedPoint[],
    forms: Set<string>,
    spoil: ((time: number) => void) | undefined,
  ): void {
    const timeOf = ({ leg, row }: ProbePoint) => this.legs[leg]!.bars.time[row]!;
    const early = captures.slice().sort((a, b) => timeOf(a) - timeOf(b));
    const twins = early.filter(({ desk }) => desk.choice.twin !== undefined);
    const others = early.filter(({ desk }) => desk.choice.twin === undefined);
    if (others.length > 0) spoil?.(timeOf(others[0]!));
    const ordered = [...twins, ...others.reverse()];
    const remembering = ordered.filter((capture) => remembers(capture) && capture.row >= this.legs[capture.leg]!.from);
    const again = new Set(sample(remembering, this.reruns(), this.random));
    const remembered: PointProbe[] = [];
    ordered.forEach((capture, k) => {
      if (capture.desk.choice.twin === undefined) this.kept.spoil(timeOf(capture));
      const before = early.filter((e) => timeOf(e) < timeOf(capture) && preparedTogether(e, capture));
      const probe = this.pointProbe(capture, before, k, ordered.length);
      if (capture.together === null) probePoint(walk, this.fresh, probe, forms);
      else probeTogether(walk, this.fresh, probe, forms);
      if (again.has(capture)) remembered.push(probe);
    });
    for (const { capture, futures } of remembered) {
      const sent = decided.filter((point) => timeOf(point) <= timeOf(capture));
      const until = sent.reduce((sum, { orders }) => sum + orders, 0);
      for (const future of futures) rerun(walk, this.input, capture, until, future);
    }
  }

  private reruns(): number {
    if (this.turn !== undefined) return reruns.window;
    const rows = this.legs.reduce((sum, { bars }) => sum + bars.length, 0);
    return Math.min(reruns.most, Math.max(reruns.fewest, Math.floor(reruns.rows / Math.max(1, rows))));
  }

  private pointProbe(capture: Capture, before: readonly Capture[], k: number, of: number): PointProbe {
    const { futures, legs, turn } = this;
    const wanted = turn === undefined && of < fewPoints ? pairs[k % 2]! : [byTurns[(k + (turn ?? 0)) % 4]!];
    const more = k % 8 < 4 ? longer : 0;
    return {
      capture,
      earlier: sample(before, earlierBars, this.random),
      futures: wanted.map((name) => (leg) => {
        const { symbol, bars } = legs[leg]!;
        return { path: futures.of(symbol, name), length: bars.length + more };
      }),
      withSize: k % Math.ceil(of / sized) === 0,
      inCompany: legs.length > 1 && k % Math.ceil(of / companies) === 0,
    };
  }

  /** Up to a fifth of the points: bars of any kind that were not chosen yet. */
  private uniformPoints({ desks }: Walk, chosen: readonly ProbePoint[], budget: number): ProbePoint[] {
    const { legs, random } = this;
    const taken = new Set(chosen.map(({ leg, row }) => `${leg}:${row}`));
    const points: ProbePoint[] = [];
    for (let k = 0; k < budget - chosen.length && k < Math.ceil(budget / 5); k++) {
      const leg = random.integer(0, legs.length - 1);
      const { bars, from } = legs[leg]!;
      const first = Math.max(from - 1, desks[leg]!.runtime.firstRow);
      const row = random.integer(Math.min(first, bars.length - 1), bars.length - 1);
      if (!taken.has(`${leg}:${row}`)) points.push({ leg, row });
      taken.add(`${leg}:${row}`);
    }
    return points;
  }
}

/** Whether two captures were decided on the same prepared columns, of every leg where one strategy decides for all. */
function preparedTogether(a: Capture, b: Capture): boolean {
  if (a.together === null || b.together === null) return a.prepared === b.prepared;
  const { prepared } = b.together;
  return a.together.prepared.every((frame, leg) => frame === prepared[leg]);
}
