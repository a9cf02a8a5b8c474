import { runningSha256 } from './sha256.js';
import type { Words } from './tape-rows.js';

/** Doubles that are hashed together. */
const room = 4_096;
/** Whether doubles in memory are the bytes that are hashed. */
const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Doubles that are hashed as they come, as little-endian bytes, and not kept. */
export class HashedWords implements Words {
  private readonly digest = runningSha256();
  /** Rows that wait to be hashed. */
  readonly data = new Float64Array(room);
  private used = 0;

  /** Begins with bytes of another kind. */
  constructor(head: Uint8Array) {
    this.digest.update(head);
  }

  claim(count: number): number {
    if (this.used + count > room) this.flush();
    const at = this.used;
    this.used = at + count;
    return at;
  }

  /** All values of a column. */
  append(values: Float64Array): void {
    this.flush();
    this.add(values);
  }

  /** sha256 (hex) of all there was; nothing can be added any more. */
  hex(): string {
    this.flush();
    return this.digest.hex();
  }

  private flush(): void {
    this.add(this.data.subarray(0, this.used));
    this.used = 0;
  }

  private add(values: Float64Array): void {
    const { buffer, byteOffset, byteLength, length } = values;
    if (littleEndian) return this.digest.update(new Uint8Array(buffer, byteOffset, byteLength));
    const view = new DataView(new ArrayBuffer(byteLength));
    for (let i = 0; i < length; i++) view.setFloat64(i * 8, values[i]!, true);
    this.digest.update(new Uint8Array(view.buffer));
  }
}
