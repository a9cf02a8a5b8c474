import { GrowableColumn } from '../columns/index.js';
import { HashedWords } from './hashed-words.js';
import { sha256Hex } from './sha256.js';
import { TapeRows } from './tape-rows.js';

/**
 * Every order, cancel and fill of a run as a row of doubles, in the order they happened. Its hash is the run's
 * identity: the same decisions, quantities and prices to the last bit give the same hash, in every driver.
 */
export class OrderTape extends TapeRows<GrowableColumn> {
  /** `symbols` in the order of the leg numbers. */
  constructor(private readonly symbols: readonly string[]) {
    super(new GrowableColumn(256));
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
