import type { OrderOptions } from '@bot-v2/sdk';
import type { DecisionObserver, TogetherTick } from '../loop/loop-input.js';
import type { LegDesk } from '../loop/leg-desk.js';
import type { Outbox, OutboxEntry } from '../loop/outbox.js';
import type { PreparedFrame } from '../loop/strategy-runtime.js';
import type { ProbePoint } from './probe-points.js';

/** What a strategy asked for on one bar. */
export interface Wish {
  readonly targeted: boolean;
  readonly signal: number;
  readonly options: OrderOptions;
  readonly entries: readonly OutboxEntry[];
}

/** The account a strategy saw on one bar. */
export interface SeenAccount {
  readonly equity: number;
  readonly cash: number;
  readonly quantity: number;
  readonly entryPrice: number;
  readonly barsHeld: number;
  readonly openOrders: number;
}

/** A tick of a portfolio strategy as it was, by leg; the state and the next id are the capture's. */
export interface TogetherCapture {
  readonly time: number;
  readonly desks: readonly LegDesk[];
  readonly rows: readonly number[];
  readonly fresh: readonly number[];
  readonly accounts: readonly SeenAccount[];
  readonly prepared: readonly PreparedFrame[];
  readonly wishes: readonly Wish[];
}

/** A bar of the run as it was: what the strategy saw and remembered, and what it did. */
export interface Capture extends ProbePoint {
  /** Open time of the bar. */
  readonly time: number;
  readonly desk: LegDesk;
  readonly prepared: PreparedFrame;
  readonly account: SeenAccount;
  readonly state: unknown;
  readonly nextId: number;
  readonly fraction: number;
  readonly wish: Wish;
  /** All legs, where the strategy decides for all of them at once. */
  readonly together: TogetherCapture | null;
}

/** What is in an outbox, copied. */
export function wishOf(out: Outbox): Wish {
  return {
    targeted: out.targeted,
    signal: out.targeted ? out.signal : 0,
    options: { ...out.options },
    entries: out.entries.slice(),
  };
}

/** Records the given bars while a loop decides them. */
export class CapturingObserver implements DecisionObserver {
  readonly captures: Capture[] = [];
  private wanted: readonly ProbePoint[] = [];
  private point: ProbePoint | null = null;
  private accounts: readonly SeenAccount[] = [];
  private seen: Pick<Capture, 'account' | 'state' | 'nextId'> | null = null;

  /** The bars of the next decision that are to be recorded. */
  want(points: readonly ProbePoint[]): void {
    this.wanted = points;
  }

  before(leg: number, row: number, { runtime }: LegDesk): void {
    const wanted = this.wanted.some((point) => point.leg === leg && point.row === row);
    this.seen = wanted
      ? { account: { ...runtime.account }, state: runtime.copyOfState(), nextId: runtime.out.nextId }
      : null;
  }

  after(leg: number, row: number, desk: LegDesk): void {
    if (this.seen === null) return;
    const { runtime } = desk;
    const fraction = desk.fraction(row);
    this.captures.push({
      leg,
      row,
      time: runtime.time,
      desk,
      prepared: runtime.current!,
      ...this.seen,
      fraction,
      wish: wishOf(runtime.out),
      together: null,
    });
  }

  beforeTogether({ desks, rows, fresh }: TogetherTick): void {
    this.point = this.wanted.find(({ leg, row }) => fresh[leg] === 1 && rows[leg] === row) ?? null;
    if (this.point === null) return;
    const first = desks[0]!.runtime;
    this.accounts = desks.map(({ runtime }) => ({ ...runtime.account }));
    this.seen = {
      account: this.accounts[this.point.leg]!,
      state: first.copyOfState(),
      nextId: first.out.nextId,
    };
  }

  afterTogether({ time, desks, rows, fresh }: TogetherTick): void {
    if (this.point === null || this.seen === null) return;
    const { leg, row } = this.point;
    const together: TogetherCapture = {
      time,
      desks: desks.slice(),
      rows: Array.from(rows),
      fresh: Array.from(fresh),
      accounts: this.accounts,
      prepared: desks.map(({ runtime }) => runtime.current!),
      wishes: desks.map(({ runtime }) => wishOf(runtime.out)),
    };
    const desk = desks[leg]!;
    this.captures.push({
      leg,
      row,
      time,
      desk,
      prepared: together.prepared[leg]!,
      ...this.seen,
      fraction: desk.fraction(row),
      wish: together.wishes[leg]!,
      together,
    });
  }
}
