import { log } from '../elementary/index.js';
import { hashString } from './hash-string.js';

/** Arrays that can be shuffled in place. */
export type Shuffleable = unknown[] | Float64Array | Int32Array | Uint32Array;

/**
 * A seeded source of random numbers: equal seeds give equal sequences, to the last bit, on every platform.
 */
export interface Random {
  /** Uniform in [0, 1), 53 random bits. */
  next(): number;
  /** Uniform integer in 0 … 2³² − 1. */
  uint32(): number;
  /** Uniform in [a, b). */
  uniform(a: number, b: number): number;
  /** Uniform integer, both ends included, without bias. Throws RangeError when lo > hi or a bound is not an integer. */
  integer(lo: number, hi: number): number;
  /** Normal with the given mean and standard deviation, default 0 and 1. */
  normal(mean?: number, sd?: number): number;
  /** Shuffles in place (Fisher-Yates) and returns the same array. */
  shuffle<T extends Shuffleable>(array: T): T;
  /** An independent source for a named part of the work; depends on seed and label only, not on what was drawn. */
  fork(label: string): Random;
}

const TWO_53 = 9007199254740992;

/**
 * Creates a {@link Random} (xoshiro128**, Blackman and Vigna 2018) whose state is hashed from the seed; the seeds `1`
 * and `'1'` are the same.
 */
export function createRandom(seed: number | string): Random {
  return new Xoshiro(String(seed));
}

class Xoshiro implements Random {
  readonly #seed: string;
  #a: number;
  #b: number;
  #c: number;
  #d: number;
  #spare = Number.NaN;

  constructor(seed: string) {
    this.#seed = seed;
    this.#a = hashString(`a:${seed}`) | 0;
    this.#b = hashString(`b:${seed}`) | 0;
    this.#c = hashString(`c:${seed}`) | 0;
    this.#d = hashString(`d:${seed}`) | 1;
  }

  uint32(): number {
    const product = Math.imul(this.#b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  next(): number {
    return this.#bits53() / TWO_53;
  }

  uniform(a: number, b: number): number {
    return a + (b - a) * this.next();
  }

  integer(lo: number, hi: number): number {
    if (!Number.isSafeInteger(lo) || !Number.isSafeInteger(hi) || lo > hi || hi - lo >= TWO_53) {
      throw new RangeError(`integer: bounds must be integers with lo ≤ hi, got ${String(lo)} and ${String(hi)}`);
    }
    const span = hi - lo + 1;
    const limit = TWO_53 - (TWO_53 % span);
    let bits = this.#bits53();
    while (bits >= limit) bits = this.#bits53();
    return lo + (bits % span);
  }

  normal(mean = 0, sd = 1): number {
    const spare = this.#spare;
    this.#spare = Number.NaN;
    if (!Number.isNaN(spare)) return mean + sd * spare;
    let u = 0;
    let v = 0;
    let s = 0;
    while (s === 0 || s >= 1) {
      u = 2 * this.next() - 1;
      v = 2 * this.next() - 1;
      s = u * u + v * v;
    }
    const scale = Math.sqrt((-2 * log(s)) / s);
    this.#spare = v * scale;
    return mean + sd * u * scale;
  }

  shuffle<T extends Shuffleable>(array: T): T {
    const items = array as unknown[];
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.integer(0, i);
      const item = items[i];
      items[i] = items[j];
      items[j] = item;
    }
    return array;
  }

  fork(label: string): Random {
    return new Xoshiro(`${this.#seed.length}:${this.#seed}/${label}`);
  }

  #bits53(): number {
    return (this.uint32() >>> 5) * 67108864 + (this.uint32() >>> 6);
  }
}
