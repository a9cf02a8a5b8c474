import type { OrderChanges, OrderRequest, ProtectionChanges } from '@bot-v2/sdk';

/** What a script asks for at a tick. */
export type Ask =
  | {
      readonly order: OrderRequest & { readonly quantity: number };
      readonly id: number;
      /** It may only make the position smaller. */
      readonly reduces?: boolean;
    }
  /** One order, or with 0 all of them but a margin call. */
  | { readonly cancel: number }
  | Change
  | { readonly protect: ProtectionChanges };

/** A change of an order. */
export interface Change extends OrderChanges {
  readonly amend: number;
}

/** The account as a script sees it at a tick. */
export interface PlainAccount {
  readonly equity: number;
  /** Money that may be put at new risk. */
  readonly free: () => number;
  readonly legs: readonly PlainLeg[];
  /** Number of the next order; the engine's own take from it, too. */
  readonly ids: { next: number };
}

/** A symbol's part of it. */
export interface PlainLeg {
  readonly held: number;
  readonly mark: number;
  /** Whether this tick brought a bar of it. */
  readonly fresh: boolean;
  /** Whether it has had one. */
  readonly begun: boolean;
  /** What had not ended at the close. */
  readonly orders: readonly PlainOrder[];
  /** The order that meets its last margin call. */
  readonly called: number;
  readonly multiplier: number;
  readonly margin: number;
  readonly lot: number;
  /** By which order the position has ended, each time; 0 for one that was done with it. */
  readonly ends: readonly number[];
}

/** An order that works or waits. */
export interface PlainOrder {
  readonly id: number;
  readonly side: 1 | -1;
  readonly left: number;
  readonly filled: number;
  /** What it was sent as: it may have become another since. */
  readonly sent: 'market' | 'limit' | 'stop' | 'stop-limit' | 'trail' | 'trail-limit';
  readonly tif: string;
  /** Tick of the close it was sent at. */
  readonly tick: number;
  /** The order it waits or waited for; 0 for none. */
  readonly parent: number;
}

/** A fill as both simulators tell it. */
export interface PlainFill {
  /** Number of the tick. */
  readonly row: number;
  readonly leg: number;
  readonly order: number;
  readonly side: 1 | -1;
  readonly quantity: number;
  readonly price: number;
  readonly fee: number;
}
