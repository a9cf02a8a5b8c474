import type { Random } from '@bot-v2/quant/random';
import { isBotError } from '@bot-v2/sdk';
import type { FrameInput } from '../frame-driver/frame-input.js';
import { createWalk } from '../frame-driver/walk.js';
import type { Walk } from '../frame-driver/walk.js';
import { HandedFrames } from '../loop/index.js';
import type { FrameDecision, Leg, LegChoice } from '../loop/index.js';
import type { Coverage } from './coverage.js';
import { FrameProbe } from './frame-probe.js';
import type { Examined } from './frame-probe.js';
import { FreshInstances } from './fresh-instance.js';
import type { Futures } from './futures.js';
import { KeptFrames } from './kept-frames.js';
import { compareLateBar, latePoints } from './late-bar.js';
import { decidedBars } from './probe-points.js';
import type { DecidedBars, ProbePoint } from './probe-points.js';
import { rowsIn, rowsOfLeg, windowAround } from './probe-window.js';
import type { ProbeWindow, WindowSize } from './probe-window.js';

/** Windows are short at first; where too few of them hold orders, longer ones are tried. */
const sizes: readonly WindowSize[] = [
  { before: 1500, after: 500 },
  { before: 20_000, after: 2000 },
];
/** Windows of one size, at most and at least, and points in each unless others are wanted. */
const most = 10;
const fewest = 2;
const pointsEach = 5;
/** Rows that all windows of a size may recompute, and for each of their rows how many are. */
const rowBudget = 1_500_000;
const rowsPerRow = 2 + 2 * pointsEach;
/** Bars with orders that are to be found in the windows. */
const wanted = 8;

/** Rows before and after the first decision that a strategy is shown first. */
const shownFirst = { before: 2000, after: 500 };

/** A bar of a run. */
interface Moment {
  readonly leg: number;
  readonly time: number;
}

/** What was found out in the windows of one size. */
interface Windows {
  readonly rows: number;
  readonly ends: readonly number[];
  readonly forms: ReadonlySet<string>;
  readonly points: number;
  /** Bars with orders that were probed. */
  readonly decided: number;
  /** Those and all others that were probed, by leg and time. */
  readonly bars: ReadonlySet<string>;
  readonly times: ReadonlySet<number>;
}

/**
 * Probes a run that is too long to be probed as one: in windows around bars with orders from every part of it, each run by
 * itself and probed like any short run, and in the whole frame at one late bar of each symbol. Two futures of one past are
 * compared, never two pasts: what a strategy remembers of the bars before a window may change what it does in there.
 */
export class LongProbe {
  private readonly legs: readonly Leg[];
  private readonly first: FrameProbe;
  private readonly kept: KeptFrames;
  private readonly fresh = new FreshInstances();

  constructor(
    private readonly input: FrameInput,
    handed: HandedFrames,
    private readonly futures: Futures,
    private readonly random: Random,
    private readonly points?: number,
  ) {
    this.legs = [...input.legs].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
    const firstRows = { ...input, legs: this.legs.map(aroundFirstDecision) };
    this.first = new FrameProbe(firstRows, handed, futures, random);
    this.kept = new KeptFrames(handed, futures);
  }

  /** Shows a strategy its first frame of a leg, before the run does: rows around the first decision, made up after it. */
  meet(leg: number, choice: LegChoice): void {
    this.first.meet(leg, choice);
  }

  /** `meet` for every leg. */
  meetAll(): void {
    this.first.meetAll();
  }

  /** Probes a finished walk over the input. Code without a twin is asked from late to early bars, else the other way. */
  examine(walk: Walk): Coverage {
    const forms = new Set(['another future']);
    const twins = walk.desks.every(({ choice }) => choice.twin !== undefined);
    const decided = decidedBars(walk);
    const of = decided.time.length;
    const late = latePoints(walk, decided, this.random);
    if (!twins) this.probeLate(walk, late);
    let windows = this.probeWindows(walk, decided, twins, sizes[0]!);
    if (windows.decided < wanted && of >= wanted) windows = this.probeWindows(walk, decided, twins, sizes[1]!);
    if (twins) this.probeLate(walk, late);
    for (const form of windows.forms) forms.add(form);
    let bars = 0;
    let ordersProbed = 0;
    for (const time of windows.times) {
      for (let k = firstAt(decided.time, time); decided.time[k] === time; k++) {
        if (!windows.bars.has(keyOf(this.legs[decided.leg[k]!]!.symbol, time))) continue;
        bars++;
        ordersProbed += decided.orders[k]!;
      }
    }
    const where = this.where(windows, late);
    const { points } = windows;
    return { points, forms: [...forms], bars, of, proving: Math.min(windows.decided, of), ordersProbed, where };
  }

  private probeLate(walk: Walk, points: readonly ProbePoint[]): void {
    const { capital } = this.input.account;
    const times = points.map(({ leg, row }) => this.legs[leg]!.bars.time[row]!);
    points.forEach((point, k) => {
      compareLateBar(walk, this.fresh, point, capital, this.kept, times[k + 1] ?? -Infinity);
    });
  }

  /** Runs and probes windows of a size, as many as may be; what cannot be run by itself is left out. */
  private probeWindows(walk: Walk, decidedBefore: DecidedBars, twins: boolean, size: WindowSize): Windows {
    const forms = new Set<string>();
    const bars = new Set<string>();
    const times = new Set<number>();
    const ends: number[] = [];
    let [rows, decided, points] = [0, 0, 0];
    for (const moment of this.moments(walk, decidedBefore, twins, size)) {
      const window = windowAround(this.input, walk.decisions, this.legs, moment, size);
      const found = window === null ? null : this.probeWindow(window, ends.length);
      if (window === null || found === null) continue;
      ends.push(window.end);
      rows = Math.max(rows, rowsIn(window));
      decided += found.chosen.length;
      points += found.points.length;
      for (const form of found.forms) forms.add(form);
      for (const { leg, row } of found.points) {
        const { symbol, bars: part } = window.input.legs[leg]!;
        bars.add(keyOf(symbol, part.time[row]!));
        times.add(part.time[row]!);
      }
    }
    return { rows, ends, forms, points, decided, bars, times };
  }

  private probeWindow({ input, decisions }: ProbeWindow, turn: number): Examined | null {
    const handed = new HandedFrames();
    const { futures, random, points } = this;
    const each = points === undefined ? pointsEach : Math.ceil(points / most);
    const probe = new FrameProbe(input, handed, futures, random, each, turn);
    const walk = runAlone(input, decisions, handed);
    return walk && probe.examine(walk, (time) => this.kept.overwriteAfter(time));
  }

  /** Bars with orders, one of each of equal parts of them; other bars where there are too few. By time, or from late to early. */
  private moments(walk: Walk, { leg, time }: DecidedBars, rising: boolean, size: WindowSize): Moment[] {
    const { legs, random } = this;
    const rows = size.before + size.after + Math.max(...walk.desks.map(({ runtime }) => runtime.firstRow));
    const count = Math.max(fewest, Math.min(most, Math.floor(rowBudget / (rows * legs.length * rowsPerRow))));
    const moments: Moment[] = [];
    const parts = Math.min(count, time.length);
    for (let part = 0; part < parts; part++) {
      const [first, end] = [part, part + 1].map((p) => Math.floor((p * time.length) / parts)) as [number, number];
      const k = random.integer(first, end - 1);
      moments.push({ leg: leg[k]!, time: time[k]! });
    }
    while (moments.length < count) {
      const any = random.integer(0, legs.length - 1);
      const { bars, from } = legs[any]!;
      moments.push({ leg: any, time: bars.time[random.integer(from, bars.length - 1)]! });
    }
    return moments.sort((a, b) => (rising ? a.time - b.time : b.time - a.time));
  }

  /** Where a run was probed that was not probed whole. */
  private where({ ends, rows }: Windows, late: readonly ProbePoint[]): string {
    const { legs } = this;
    const windows = `in ${ends.length} windows of up to ${rows} rows, each run by itself`;
    if (late.length === 0) return windows;
    const last = Math.min(...late.map(({ leg, row }) => legs[leg]!.bars.time[row]!));
    const of = late.length === legs.length ? '' : ` of ${late.length} of ${legs.length} symbols`;
    return `${windows}, and the whole frame${of} up to ${new Date(last).toISOString()}`;
  }
}

/** The first of rising times that is not before `time`. */
function firstAt(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

const keyOf = (symbol: string, time: number) => `${symbol} ${time}`;

/** The rows around the first decision of a leg, as a leg of its own. */
function aroundFirstDecision(leg: Leg): Leg {
  const start = Math.max(0, leg.from - shownFirst.before);
  return {
    ...leg,
    ...rowsOfLeg(leg, start, Math.min(leg.bars.length, leg.from + shownFirst.after)),
    from: leg.from - start,
  };
}

/** A finished walk over an input; null when it cannot be run. */
function runAlone(input: FrameInput, decisions: readonly FrameDecision[], handed: HandedFrames): Walk | null {
  try {
    const walk = createWalk(input, handed);
    for (const decision of [...decisions].sort((a, b) => a.at - b.at)) {
      walk.runTo(decision.at);
      walk.replaceDecision(decision);
    }
    walk.finish();
    return walk;
  } catch (error) {
    if (isBotError(error) && !fatal.has(error.code)) return null;
    throw error;
  }
}

/** What ends the probe as it ends a run. */
const fatal = new Set(['BOT_RUN_ABORTED', 'BOT_INVARIANT']);
