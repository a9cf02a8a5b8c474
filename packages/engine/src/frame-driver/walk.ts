import { BotError } from '@bot-v2/sdk';
import type { Account } from '@bot-v2/sdk';
import type { DecisionObserver, FrameDecision, HandedFrames, Leg, LegDesk } from '../loop/index.js';
import type { OrderTape } from '../order-hash/index.js';
import { botPolicies, compileLoop } from '../policies/index.js';
import type { LoopKind, LoopPolicies } from '../policies/index.js';
import { lotTermsOf, TradesWalk } from '../trades-loop/index.js';
import { FastWalk } from './fast-walk.js';
import { FrameWalk } from './frame-driver.js';
import type { FrameInput } from './frame-input.js';

/** A walk over frames, whichever loop it drives. */
export interface Walk {
  readonly legs: readonly Leg[];
  /** The desks of the legs. */
  readonly desks: readonly LegDesk[];
  /** Who is shown every decision from now on. */
  observe(observer: DecisionObserver | null): void;
  /** Orders sent so far. */
  readonly orderCount: number;
  /** Calls `visit` with leg and time of every order, in the order they were sent. */
  forEachOrder(visit: (leg: number, at: number) => void): void;
  /** Orders, fills and refusals. */
  readonly tape: OrderTape;
  readonly firstDecision: number;
  readonly decisions: readonly FrameDecision[];
  readonly inSample: boolean;
  /** Walks every tick with time ≤ `time`; the decision at the last one is still open afterwards. */
  runTo(time: number): void;
  /** Time of the next tick; Infinity at the end. */
  nextTime(): number;
  /** Decides at the tick that was closed last, if that was not done yet. */
  decide(): void;
  /** Puts new choices in place at the tick walked last. */
  replaceDecision(decision: FrameDecision): void;
  /** The account at the last close. */
  account(): Account;
  /** Walks to the end. */
  finish(): void;
}

/**
 * Conventions that only lots have, where positions are net.
 * @throws BOT_CONFIG_INVALID naming them
 */
function checkNet({ marginMark, stopGap, stopLimitGap, secondPass }: LoopPolicies): void {
  const refused = [
    marginMark === 'last-close' ? '' : `marginMark: ${marginMark}`,
    stopGap === 'market-price' ? `stopGap: ${stopGap}` : '',
    stopLimitGap === 'open' ? '' : `stopLimitGap: ${stopLimitGap}`,
    secondPass === 'due' ? '' : `secondPass: ${secondPass}`,
  ].filter(Boolean);
  if (refused.length === 0) return;
  throw new BotError('BOT_CONFIG_INVALID', `net positions do not go with ${refused.join(', ')}`, {
    details: { refused },
    hint: 'Choose other values, or keep lots: positions: fifo-lots.',
  });
}

/** Whether the account and the only leg of a run ask for nothing that the fast loop leaves out. */
function isPlain({ legs, account, models }: FrameInput): boolean {
  const { margin, borrowRate = 0, volumeShare, instruments } = account.terms;
  return (
    legs.length === 1 &&
    legs[0]!.strategy.scope !== 'portfolio' &&
    models === undefined &&
    margin === undefined &&
    borrowRate === 0 &&
    volumeShare === undefined &&
    instruments?.[legs[0]!.symbol] === undefined
  );
}

/** The loop that runs an input; chosen once, before the first bar. */
export function loopFor(input: FrameInput): LoopKind {
  const kind = compileLoop((input.policies ?? botPolicies).loop);
  return kind === 'fast' && !isPlain(input) ? 'general' : kind;
}

/** The walk whose loop knows the conventions of the input, and what else it asks for. */
export function createWalk(input: FrameInput, handed?: HandedFrames): FrameWalk | TradesWalk {
  const policies = (input.policies ?? botPolicies).loop;
  const kind = loopFor(input);
  if (kind === 'fast') return new FastWalk(input, handed);
  if (kind === 'general') {
    checkNet(policies);
    return new FrameWalk(input, handed);
  }
  const symbols = input.legs.map((leg) => leg.symbol).sort();
  return new TradesWalk(input, policies, lotTermsOf(input.account.terms, symbols, input.models?.commission), handed);
}
