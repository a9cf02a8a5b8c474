import { cbrt } from '@bot-v2/quant/elementary';
import type { RunningDigest } from './running-digest.js';

const initialState = new Uint32Array(8);
const roundConstants = new Int32Array(64);

/** The first 32 fractional bits of the square and cube roots of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). */
function fillConstants(): void {
  const fraction = (x: number) => Math.floor((x - Math.floor(x)) * 2 ** 32);
  for (let candidate = 2, found = 0; found < 64; candidate++) {
    let prime = true;
    for (let d = 2; d * d <= candidate && prime; d++) prime = candidate % d !== 0;
    if (!prime) continue;
    if (found < 8) initialState[found] = fraction(Math.sqrt(candidate));
    roundConstants[found++] = fraction(cbrt(candidate));
  }
}
fillConstants();

const schedule = new Int32Array(64);

function compress(state: Uint32Array, block: Uint8Array, offset: number): void {
  const w = schedule;
  for (let i = 0; i < 16; i++) {
    const p = offset + i * 4;
    w[i] = (block[p]! << 24) | (block[p + 1]! << 16) | (block[p + 2]! << 8) | block[p + 3]!;
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0;
  }
  let a = state[0]! | 0;
  let b = state[1]! | 0;
  let c = state[2]! | 0;
  let d = state[3]! | 0;
  let e = state[4]! | 0;
  let f = state[5]! | 0;
  let g = state[6]! | 0;
  let h = state[7]! | 0;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + roundConstants[i]! + w[i]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = state[0]! + a;
  state[1] = state[1]! + b;
  state[2] = state[2]! + c;
  state[3] = state[3]! + d;
  state[4] = state[4]! + e;
  state[5] = state[5]! + f;
  state[6] = state[6]! + g;
  state[7] = state[7]! + h;
}

const blockBytes = 64;

/** SHA-256 (FIPS 180-4) by our own code: runs anywhere, also in a browser. */
export class OwnSha256 implements RunningDigest {
  private readonly state = initialState.slice();
  /** Bytes of a block that is not full yet. */
  private readonly block = new Uint8Array(blockBytes);
  private waiting = 0;
  private length = 0;

  update(bytes: Uint8Array): void {
    const { state, block, waiting } = this;
    this.length += bytes.length;
    let at = 0;
    if (waiting > 0) {
      at = Math.min(blockBytes - waiting, bytes.length);
      block.set(bytes.subarray(0, at), waiting);
      this.waiting = waiting + at;
      if (this.waiting < blockBytes) return;
      compress(state, block, 0);
    }
    for (; at + blockBytes <= bytes.length; at += blockBytes) compress(state, bytes, at);
    block.set(bytes.subarray(at));
    this.waiting = bytes.length - at;
  }

  hex(): string {
    const { state, block, waiting, length } = this;
    const tail = new Uint8Array(waiting < 56 ? blockBytes : 2 * blockBytes);
    tail.set(block.subarray(0, waiting));
    tail[waiting] = 0x80;
    const view = new DataView(tail.buffer);
    view.setUint32(tail.length - 8, Math.floor(length / 2 ** 29));
    view.setUint32(tail.length - 4, (length * 8) >>> 0);
    for (let offset = 0; offset < tail.length; offset += blockBytes) compress(state, tail, offset);
    return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
  }
}
