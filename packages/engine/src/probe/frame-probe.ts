import type { Random } from '@bot-v2/quant/random';
import type { Bars, RunnableStrategy } from '@bot-v2/sdk';
import type { FrameInput } from '../frame-driver/frame-input.js';
import type { Walk } from '../frame-driver/walk.js';
import type { HandedFrames, Leg, LegChoice, StrategyRuntime } from '../loop/index.js';
import { inputsKnownAt, viewFor, withAnotherFuture } from './altered-frame.js';
import { FreshInstances } from './fresh-instance.js';
import { futureNames } from './futures.js';
import type { FutureName, Futures } from './futures.js';
import { KeptFrames } from './kept-frames.js';
import type { Capture } from './probe-capture.js';
import { probePoint } from './probe-point.js';
import type { FutureOf, PointProbe } from './probe-point.js';
import { probeTogether } from './probe-together.js';
import { decidedPoints } from './probe-points.js';
import type { DecidedPoint, ProbePoint } from './probe-points.js';
import { choosePoints, sample } from './point-choice.js';
import { pointBudget } from './probe-reach.js';
import { recall } from './recall.js';
import { remembers, rerun } from './rerun.js';

/** Bars at which the sizer is probed, at most: it is the engine's own code, the same at every bar. */
const sized = 8;
/** Earlier bars asked at each point, at most, and at all of them together. */
const earlier = { each: 16, together: 1024 };
/** Points at which the strategies of other symbols are shown the same instant, at most. */
const companies = 16;
/** Bars to which a strategy that remembers is run again: of a whole run fewer the longer it is, of one of many windows one. */
const reruns = { most: 8, fewest: 2, rows: 160_000, window: 1 };
/** Points at which frames are also cut off after the bar, and shown at other prices, at most. */
const cuts = 48;
/** With fewer points than this, each is probed with two futures, else with one. */
const fewPoints = 24;
const pairs = [
  ['falling', 'rising'],
  ['wild', 'quiet'],
] as const;
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

  /**
   * Shows a strategy its first frame of a leg, before the walk does: from the first decision on it is made up, and it is
   * a row short, so that what is kept of it fits no later one. Code without a twin also decides there once.
   */
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
      this.futures.of(symbol, 'rising'),
      bars.time,
      Math.max(t + 1, bars.length - 1),
    );
    this.handed.own(frame);
    try {
      const known = inputsKnownAt(inputs, t, frame.length);
      const runtime = this.fresh.runtime(symbol, choice, frame, known, this.handed, choice.strategy);
      if (choice.twin === undefined) decideFirst(runtime, frame, t, this.input.account.capital);
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
    const { chosen, others } = choosePoints(walk, decided, budget, this.random);
    const captures = recall(walk, this.input, this.handed, [...chosen, ...others]);
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
    const count = this.reruns();
    const again = new Set(count === 1 ? sample(remembering, 1, this.random) : spread(remembering, count));
    const remembered: Capture[] = [];
    const before = this.earlierThan(early);
    ordered.forEach((capture, k) => {
      if (capture.desk.choice.twin === undefined) this.kept.spoil(timeOf(capture));
      const probe = this.pointProbe(capture, before.get(capture)!, k, ordered.length);
      if (capture.together === null) probePoint(walk, this.fresh, probe, forms);
      else probeTogether(walk, this.fresh, probe, forms);
      if (again.has(capture)) remembered.push(capture);
    });
    remembered.forEach((capture, k) => {
      const sent = decided.filter((point) => timeOf(point) <= timeOf(capture));
      const until = sent.reduce((sum, { orders }) => sum + orders, 0);
      const both = this.turn === undefined && ordered.length < fewPoints;
      for (const name of both ? pairs[k % 2]! : [this.inTurn(k)]) {
        rerun(walk, this.input, capture, until, this.futureOf(name, 0));
      }
    });
  }

  /** For each capture a sample of those before it that were decided on the same prepared columns. */
  private earlierThan(early: readonly Capture[]): ReadonlyMap<Capture, readonly Capture[]> {
    const each = Math.min(earlier.each, Math.ceil(earlier.together / Math.max(1, early.length)));
    const groups: Capture[][] = [];
    const before = new Map<Capture, readonly Capture[]>();
    for (const capture of early) {
      let group = groups.find(([first]) => preparedTogether(first!, capture));
      if (group === undefined) groups.push((group = []));
      before.set(capture, sample(group, each, this.random));
      group.push(capture);
    }
    return before;
  }

  private reruns(): number {
    if (this.turn !== undefined) return reruns.window;
    const rows = this.legs.reduce((sum, { bars }) => sum + bars.length, 0);
    return Math.min(reruns.most, Math.max(reruns.fewest, Math.floor(reruns.rows / Math.max(1, rows))));
  }

  private pointProbe(capture: Capture, earlier: readonly Capture[], k: number, of: number): PointProbe {
    const { legs, turn } = this;
    const { symbol, bars } = legs[capture.leg]!;
    const both = turn === undefined && of < fewPoints;
    const names = both ? pairs[k % 2]! : [this.futures.otherWay(symbol, bars, capture.row, this.inTurn(k))];
    return {
      capture,
      earlier,
      futures: names.map((name) => this.futureOf(name, k % 8 < 4 ? longer : 0)),
      cut: k % Math.ceil(of / cuts) === 0,
      withSize: k % Math.ceil(of / sized) === 0,
      inCompany: legs.length > 1 && k % Math.ceil(of / companies) === 0,
    };
  }

  private inTurn(k: number): FutureName {
    return futureNames[(k + (this.turn ?? 0)) % futureNames.length]!;
  }

  private futureOf(name: FutureName, more: number): FutureOf {
    return (leg) => {
      const { symbol, bars } = this.legs[leg]!;
      return { path: this.futures.of(symbol, name), length: bars.length + more };
    };
  }
}

/** Calls `onBar` of a strategy for one symbol at its first decision, from a flat account; what it asks for is dropped. */
function decideFirst(runtime: StrategyRuntime, { time }: Bars, first: number, capital: number): void {
  const row = Math.max(first, runtime.firstRow);
  if (runtime.strategy.scope === 'portfolio' || row >= time.length) return;
  runtime.account.reset(capital);
  runtime.run(row, time[row]!);
  runtime.out.clear();
}

/** `count` of the items, two or more, as far from each other as may be: the first, the last and some between. */
function spread<T>(items: readonly T[], count: number): T[] {
  if (count >= items.length) return items.slice();
  return Array.from({ length: count }, (_, k) => items[Math.round((k * (items.length - 1)) / (count - 1))]!);
}

/** Whether two captures were decided on the same prepared columns, of every leg where one strategy decides for all. */
function preparedTogether(a: Capture, b: Capture): boolean {
  if (a.together === null || b.together === null) return a.prepared === b.prepared;
  const { prepared } = b.together;
  return a.together.prepared.every((frame, leg) => frame === prepared[leg]);
}
