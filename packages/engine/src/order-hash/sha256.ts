import { platformDigest } from './platform-digest.adapter.js';

/** Input longer than this is left to the platform where it has a digest of its own. */
export const longestOwn = 4_096;

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
    roundConstants[found++] = fraction(Math.cbrt(candidate));
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

/**
 * SHA-256 (FIPS 180-4) of bytes, in one part or more that follow one another, as 64 lower-case hex digits. A string is
 * taken as UTF-8. Runs anywhere, also in a browser.
 */
export function sha256Hex(...parts: readonly (Uint8Array | string)[]): string {
  const inputs = parts.map((part) => (typeof part === 'string' ? utf8(part) : part));
  const length = inputs.reduce((sum, input) => sum + input.length, 0);
  if (platformDigest !== null && length > longestOwn) return platformDigest(inputs);
  if (inputs.length === 1) return ownSha256Hex(inputs[0]!);
  const whole = new Uint8Array(length);
  inputs.reduce((at, input) => (whole.set(input, at), at + input.length), 0);
  return ownSha256Hex(whole);
}

/** The same by our own code, whatever the platform has. */
export function ownSha256Hex(input: Uint8Array): string {
  const state = initialState.slice();
  const whole = input.length - (input.length % 64);
  for (let offset = 0; offset < whole; offset += 64) compress(state, input, offset);
  const rest = input.length - whole;
  const tail = new Uint8Array(rest < 56 ? 64 : 128);
  tail.set(input.subarray(whole));
  tail[rest] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(input.length / 2 ** 29));
  view.setUint32(tail.length - 4, (input.length * 8) >>> 0);
  for (let offset = 0; offset < tail.length; offset += 64) compress(state, tail, offset);
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. */
function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    let point = character.codePointAt(0)!;
    if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
  }
  return Uint8Array.from(bytes);
}
