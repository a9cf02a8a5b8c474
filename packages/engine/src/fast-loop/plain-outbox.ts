import type { OrderChanges, OrderOptions, OrderRequest, Orders, ProtectionChanges } from '@bot-v2/sdk';
import type { Outbox } from '../loop/index.js';

/** More orders than this on one bar are for the general outbox, which refuses too many. */
const room = 1_000;
const noOptions: OrderOptions = Object.freeze({});

/**
 * The outbox of the fast loop: targets and market orders as numbers, nothing allocated. The first call of a bar that is
 * more, or is wrong, hands all calls of the bar over to the general outbox, in their order and with their ids.
 */
export class PlainOutbox implements Orders {
  /** Whether a target or an order was asked for. */
  called = false;
  /** Id of the next order. */
  nextId = 1;
  targeted = false;
  signal = 0.5;
  options: OrderOptions = noOptions;
  /** Orders of the bar; their sides, quantities and reasons by number. */
  orders = 0;
  readonly sides: number[] = [];
  // From the start an array of fractions, so that it stays one.
  readonly quantities: number[] = [0.5];
  readonly reasons: (string | undefined)[] = [];
  /** Whether the bar's calls are in the general outbox. */
  foreign = false;
  private cancels = 0;

  constructor(readonly general: Outbox) {
    // From the start a fraction, so that the field stays one.
    this.signal = 0;
  }

  target(signal: number, options?: OrderOptions): void {
    if (!this.foreign && !(typeof signal === 'number' && saysReasonAlone(options))) this.handOver();
    this.called = true;
    if (this.foreign) return this.general.target(signal, options);
    this.signal = signal;
    this.options = options ?? noOptions;
    this.targeted = true;
  }

  order(request: OrderRequest): number {
    if (this.foreign || this.orders === room || !isPlain(request)) {
      this.handOver();
      return this.general.order(request);
    }
    this.called = true;
    const k = this.orders++;
    this.sides[k] = request.side === 'buy' ? 1 : -1;
    this.quantities[k] = request.quantity;
    this.reasons[k] = request.reason;
    return this.nextId++;
  }

  /** Nothing rests while the fast loop walks: before the bar's first order there is nothing to take back. */
  cancel(id?: number): void {
    if (!this.foreign && this.orders === 0 && this.cancels < room && (id === undefined || typeof id === 'number'))
      this.cancels++;
    else {
      this.handOver();
      this.general.cancel(id);
    }
  }

  amend(id: number, changes: OrderChanges): void {
    this.handOver();
    this.general.amend(id, changes);
  }

  close(portion?: number): void {
    this.handOver();
    this.general.close(portion);
  }

  protect(changes: ProtectionChanges): void {
    this.handOver();
    this.general.protect(changes);
  }

  /** Forgets the bar's calls; ids keep rising. */
  clear(): void {
    this.called = false;
    this.targeted = false;
    this.options = noOptions;
    this.orders = 0;
    this.cancels = 0;
    this.foreign = false;
  }

  private handOver(): void {
    if (this.foreign) return;
    this.called = this.foreign = true;
    const { general } = this;
    general.nextId = this.nextId - this.orders;
    for (let k = 0; k < this.cancels; k++) general.cancel();
    for (let k = 0; k < this.orders; k++)
      general.order(marketOrder(this.sides[k]! > 0 ? 1 : -1, this.quantities[k]!, this.reasons[k]));
    if (this.targeted) general.target(this.signal, this.options);
  }
}

/** A market order as a strategy asks for it. */
export function marketOrder(side: 1 | -1, quantity: number, reason: string | undefined): OrderRequest {
  const request = { side: side > 0 ? 'buy' : 'sell', quantity } as const;
  return reason === undefined ? request : { ...request, reason };
}

/** Whether a request is a market order of a number of shares and says nothing else. */
function isPlain(request: OrderRequest): request is OrderRequest & { readonly quantity: number } {
  if (typeof request !== 'object' || request === null || typeof request.quantity !== 'number') return false;
  for (const name in request) {
    if (
      name !== 'side' &&
      name !== 'quantity' &&
      name !== 'reason' &&
      request[name as keyof OrderRequest] !== undefined
    )
      return false;
  }
  const { side, reason } = request;
  return (side === 'buy' || side === 'sell') && (reason === undefined || typeof reason === 'string');
}

function saysReasonAlone(options: OrderOptions | undefined): boolean {
  if (options === undefined) return true;
  if (typeof options !== 'object' || options === null) return false;
  for (const name in options) {
    if (name !== 'reason' && options[name as keyof OrderOptions] !== undefined) return false;
  }
  return options.reason === undefined || typeof options.reason === 'string';
}
