import type { Bars } from '@bot-v2/sdk';
import type { AmendIntent, CancelIntent, ClosedReason, FillEvent, OrderIntent, ProtectIntent } from '../loop/index.js';

/** One tick of a feed: the symbols that have a new final bar, each with its frame grown by that bar. */
export interface SessionTick {
  /** Open time of the bars, epoch ms UTC. */
  readonly time: number;
  readonly frames: Readonly<Record<string, Bars>>;
}

/** What a broker reports. */
export type BrokerEvent =
  | ({ readonly kind: 'fill' } & Readonly<FillEvent>)
  | { readonly kind: 'closed'; readonly order: number; readonly leg: number; readonly reason: ClosedReason };

/** Events now or later. */
export type BrokerReply = readonly BrokerEvent[] | Promise<readonly BrokerEvent[]>;

/**
 * Where a session sends its orders. Every call returns what happened because of it. A broker answers the same calls
 * with the same events, so that a session resumed from its journal can ask a fresh one again.
 */
export interface Broker {
  submit(order: OrderIntent): BrokerReply;
  amend(amend: AmendIntent): BrokerReply;
  cancel(cancel: CancelIntent): BrokerReply;
  protect(protect: ProtectIntent): BrokerReply;
  /** A bar has become final: fills and expiries since the last call. */
  onBar(tick: SessionTick): BrokerReply;
  /** No more bars will come: what still waits ends. */
  end(): BrokerReply;
}
