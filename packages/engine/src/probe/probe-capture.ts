import type { OrderOptions } from '@bot-v2/sdk';
import { copyState } from '../loop/plain-state.js';
import type { LegDesk } from '../loop/leg-desk.js';
import type { OutboxEntry } from '../loop/outbox.js';
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

/** A bar of the run as it was: what the strategy saw and remembered, and what it did. */
export interface Capture extends ProbePoint {
  readonly desk: LegDesk;
  readonly prepared: PreparedFrame;
  readonly account: SeenAccount;
  readonly state: unknown;
  readonly nextId: number;
  readonly fraction: number;
  readonly wish: Wish;
}

/** What is in a desk's outbox, copied. */
export function wishOf(desk: LegDesk): Wish {
  const { out } = desk.runtime;
  return {
    targeted: out.targeted,
    signal: out.targeted ? out.signal : 0,
    options: { ...out.options },
    entries: out.entries.slice(),
  };
}

/** Hooks for a loop that record the given bars. */
export function captureHooks(points: readonly ProbePoint[], captures: Capture[]) {
  const wanted = new Map<number, Set<number>>();
  for (const { leg, row } of points) {
    if (!wanted.has(leg)) wanted.set(leg, new Set());
    wanted.get(leg)!.add(row);
  }
  let before: Pick<Capture, 'account' | 'state' | 'nextId'> | null = null;
  return {
    beforeDecision(leg: number, row: number, desk: LegDesk): void {
      before = null;
      if (wanted.get(leg)?.has(row) !== true) return;
      const { runtime } = desk;
      before = { account: { ...runtime.account }, state: copyState(runtime.state), nextId: runtime.out.nextId };
    },
    afterDecision(leg: number, row: number, desk: LegDesk): void {
      if (before === null) return;
      captures.push({
        leg,
        row,
        desk,
        prepared: desk.runtime.current!,
        ...before,
        fraction: desk.fraction(row),
        wish: wishOf(desk),
      });
    },
  };
}
