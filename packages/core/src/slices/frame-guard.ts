import { barColumns, BotError, columnSum, isFloat64Array } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';

/** A call whose frames are watched. */
interface GuardedCall {
  readonly input: unknown;
  readonly slice: string;
  readonly capability: string;
}

/** What a frame was when it was last looked at, and the slices that had it until then. */
interface Seen {
  readonly state: string;
  readonly holders: ReadonlySet<string>;
}

function isFrame(value: unknown): value is Bars {
  return isFloat64Array((value as { close?: unknown } | null | undefined)?.close);
}

function framesIn(value: unknown, found: Set<Bars>, depth = 0): Set<Bars> {
  if (typeof value !== 'object' || value === null || depth > 3 || ArrayBuffer.isView(value)) return found;
  if (isFrame(value)) return found.add(value);
  for (const inner of Object.values(value)) framesIn(inner, found, depth + 1);
  return found;
}

/** A text that changes when rows or actions of a frame do. Reads every cell once: 10 ms for a million rows. */
function stateOf(bars: Bars): string {
  // Memory that was given away or shrunk has no rows left.
  if (barColumns.some((column) => bars[column].length !== bars.length)) return 'torn';
  return [...barColumns.map((column) => columnSum(bars[column])), JSON.stringify(bars.actions)].join();
}

/**
 * Watches the frames of one run: no slice may change one, neither while it is called nor, by code it left running, later.
 * A frame is looked at before a call and after it, since anything may run in between.
 */
export class FrameGuard {
  private readonly seen = new WeakMap<Bars, Seen>();

  /**
   * Runs `work` and checks the frames in the call's input, whether it answers or throws; those it answers with are
   * watched from then on.
   * @throws BOT_CAP_MUTATED naming the slice, or those that had the frame, and the symbol
   */
  async watch<T extends Readonly<Record<string, unknown>>>(call: GuardedCall, work: () => Promise<T>): Promise<T> {
    const frames = [...framesIn(call.input, new Set())];
    for (const bars of frames) this.check(bars, call, false);
    const [outcome] = await Promise.allSettled([work()]);
    for (const bars of frames) this.check(bars, call, true);
    if (outcome.status === 'rejected') throw outcome.reason;
    for (const bars of Object.values(outcome.value).filter(isFrame)) this.check(bars, call, true);
    return outcome.value;
  }

  /** @param had whether the slice that is called has had the frame */
  private check(bars: Bars, { slice, capability }: GuardedCall, had: boolean): void {
    const state = stateOf(bars);
    const before = this.seen.get(bars);
    if (before !== undefined && before.state !== state)
      throw changed(bars, before.holders, had ? slice : undefined, capability);
    this.seen.set(bars, { state, holders: had ? new Set(before?.holders).add(slice) : (before?.holders ?? new Set()) });
  }
}

function changed(bars: Bars, holders: ReadonlySet<string>, called: string | undefined, capability: string): BotError {
  const others = [...holders].filter((slice) => slice !== called).join(', ');
  const contract = 'Frames are immutable by contract: copy a column before changing it.';
  if (called === undefined) {
    return new BotError('BOT_CAP_MUTATED', `the bars of ${bars.symbol} were changed between two steps`, {
      capability,
      hint: `They were given to ${others}, which left code running that changed them. ${contract}`,
    });
  }
  return new BotError('BOT_CAP_MUTATED', `${called} changed the bars of ${bars.symbol} it was given`, {
    slice: called,
    capability,
    hint: others === '' ? contract : `${contract} Or code did that ${others} left running.`,
  });
}
