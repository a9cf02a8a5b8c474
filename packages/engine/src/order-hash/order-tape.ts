import { GrowableColumn } from '../columns/index.js';
import type { OrderIntent } from '../loop/intents.js';
import { HashedWords } from './hashed-words.js';
import { sha256Hex } from './sha256.js';
import { TapeRows } from './tape-rows.js';
import { forEachOrderRow, writtenOrder } from './written-orders.js';

/**
 * Every order, cancel and fill of a run as a row of doubles, in the order they happened. Its hash is the run's
 * identity: the same decisions, quantities and prices to the last bit give the same hash, in every driver. Why an order was
 * sent is kept beside the rows, and is not hashed.
 */
export class OrderTape extends TapeRows<GrowableColumn> {
  /** Reasons of the orders, in the order they were sent. */
  readonly reasons: string[];

  /** `symbols` in the order of the leg numbers. */
  constructor(private readonly symbols: readonly string[]) {
    const reasons: string[] = [];
    super(new GrowableColumn(256), reasons);
    this.reasons = reasons;
  }

  /** Replaces all rows, and the reasons of the orders among them. */
  assign(rows: readonly number[], reasons: readonly string[]): void {
    this.words.assign(rows);
    this.reasons.length = 0;
    for (const reason of reasons) this.reasons.push(reason);
  }

  /** Orders on the tape. */
  get orderCount(): number {
    return this.reasons.length;
  }

  /** Calls `visit` with leg and time of every order, in the order they were sent. */
  forEachOrder(visit: (leg: number, at: number) => void): void {
    const { data, length } = this.words;
    forEachOrderRow(data, length, (at) => visit(data[at + 2]!, data[at + 3]!));
  }

  /** Every order, in the order they were sent; made anew with each call. */
  orders(): OrderIntent[] {
    const { data, length } = this.words;
    const orders: OrderIntent[] = [];
    forEachOrderRow(data, length, (at) =>
      orders.push(writtenOrder(data, length, at, this.symbols, this.reasons[orders.length]!)),
    );
    return orders;
  }

  /** Makes room for plain orders and a fill of each. */
  reserve(orders: number): void {
    this.words.reserve(orders * 18);
  }

  /**
   * sha256 (hex) of the symbols and all rows, doubles as little-endian bytes.
   * @param writeMore writes rows that follow those of the tape; they are hashed and not kept
   */
  hash(writeMore?: (rows: TapeRows<HashedWords>) => void): string {
    const symbols = sha256Hex(this.symbols.join('\n'));
    const words = new HashedWords(
      Uint8Array.from({ length: 32 }, (_, i) => parseInt(symbols.slice(i * 2, i * 2 + 2), 16)),
    );
    words.append(this.words.data.subarray(0, this.words.length));
    writeMore?.(new TapeRows(words));
    return words.hex();
  }
}
