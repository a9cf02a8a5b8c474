import { BotError } from '@bot-v2/sdk';
import type { OrderChanges, OrderOptions, OrderRequest, Orders, ProtectionChanges } from '@bot-v2/sdk';
import { checkFields, checkNumber, checkRequest } from './check-call.js';

/** Most orders, changes and cancels of one strategy on one bar. */
const limitPerBar = 10_000;

/** What a strategy asked for, copied: what it left out is undefined. */
type Asked<T> = { readonly [Key in keyof T]: T[Key] | undefined };

/** An order as it was asked for. */
export type AskedOrder = Asked<Omit<OrderRequest, 'side'>> & Pick<OrderRequest, 'side'>;

/** Changes of an order as they were asked for. */
export type AskedChanges = Asked<OrderChanges>;

/** One call other than `target`, in the order they were made; a cancel with `id` null cancels everything. */
export type OutboxEntry =
  | { readonly kind: 'order'; readonly id: number; readonly request: AskedOrder }
  | { readonly kind: 'amend'; readonly id: number; readonly changes: AskedChanges }
  | { readonly kind: 'cancel'; readonly id: number | null }
  | { readonly kind: 'close'; readonly portion: number }
  | { readonly kind: 'protect'; readonly changes: ProtectionChanges };

const noOptions: OrderOptions = Object.freeze({});

/** Where a strategy's calls are kept until the loop reads them. One object for the run; `target` allocates nothing. */
export class Outbox implements Orders {
  /** The last target of the bar, NaN-free; read only when `targeted`. */
  signal = 0;
  options: OrderOptions = noOptions;
  targeted = false;
  readonly entries: OutboxEntry[] = [];
  private ids: { next: number };

  constructor(nextId: number) {
    this.ids = { next: nextId };
  }

  /** Id the next order gets. */
  get nextId(): number {
    return this.ids.next;
  }

  set nextId(next: number) {
    this.ids.next = next;
  }

  /** Numbers its orders together with those of another outbox. */
  numberWith(other: Outbox): void {
    this.ids = other.ids;
  }

  /** Whether anything was asked for. */
  get used(): boolean {
    return this.targeted || this.entries.length > 0;
  }

  target(signal: number, options?: OrderOptions): void {
    if (typeof signal !== 'number') checkNumber('target', signal);
    if (options !== undefined) checkFields('target', options);
    this.signal = signal;
    this.options = options ?? noOptions;
    this.targeted = true;
  }

  order(request: OrderRequest): number {
    checkRequest(request);
    this.room();
    const id = this.nextId++;
    this.entries.push({ kind: 'order', id, request: askedOrder(request) });
    return id;
  }

  amend(id: number, changes: OrderChanges): void {
    checkNumber('amend', id);
    checkFields('amend', changes);
    this.room();
    const { quantity, limit, stop, trail, trailPercent } = changes;
    this.entries.push({ kind: 'amend', id, changes: { quantity, limit, stop, trail, trailPercent } });
  }

  cancel(id?: number): void {
    this.room();
    if (id !== undefined) checkNumber('cancel', id);
    this.entries.push({ kind: 'cancel', id: id ?? null });
  }

  close(portion = 1): void {
    checkNumber('close', portion);
    this.room();
    this.entries.push({ kind: 'close', portion });
  }

  protect(changes: ProtectionChanges): void {
    checkFields('protect', changes);
    this.room();
    this.entries.push({ kind: 'protect', changes: { ...changes } });
  }

  /** Forgets the bar's calls; ids keep rising. */
  clear(): void {
    this.targeted = false;
    this.options = noOptions;
    // One by one the array keeps its room, which a length of 0 gives up.
    while (this.entries.length > 0) this.entries.pop();
  }

  private room(): void {
    if (this.entries.length < limitPerBar) return;
    throw new BotError('BOT_RISK_LIMIT', `more than ${limitPerBar} orders on one bar`, {
      details: { limit: limitPerBar },
      hint: 'A strategy that places this many orders on a bar is in a loop; place one order, or a target.',
    });
  }
}

/** An order as it was asked for, copied: every one has the same shape. */
export function askedOrder(r: AskedOrder): AskedOrder {
  return {
    side: r.side,
    quantity: r.quantity,
    fraction: r.fraction,
    limit: r.limit,
    stop: r.stop,
    trail: r.trail,
    trailPercent: r.trailPercent,
    tif: r.tif,
    goodTill: r.goodTill,
    oco: r.oco,
    after: r.after,
    stopLoss: r.stopLoss,
    takeProfit: r.takeProfit,
    reason: r.reason,
  };
}
