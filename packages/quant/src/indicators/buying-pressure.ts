import { markGap } from './per-run.js';

/** Bars whose pressures and ranges are held at once: few enough for the nearest cache. */
const span = 1024;

/** Percent weights 4, 2 and 1 in 7 of the shortest, middle and longest window. */
export const SHARE_WEIGHTS = [400 / 7, 200 / 7, 100 / 7] as const;

/**
 * Shares of buying pressure in true range over `short` ≤ `medium` ≤ `long` bars, weighted and added: the kernel of `ultosc`.
 * Pressure C − C₁ + max(C₁ − L, 0) and range max(H − C₁, 0) + max(C₁ − L, 0) are never negative, so their windows
 * are put together from two blocks as in `rollingAnchored` without an anchor, and nothing is subtracted from a total.
 * @param start bar before the first one that has a pressure
 * @param out same length as the columns; written from bar start + long on. A window without any range counts as 0
 */
export function weightedShares(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  start: number,
  short: number,
  medium: number,
  long: number,
  out: Float64Array,
): void {
  start |= 0;
  short |= 0;
  medium |= 0;
  long |= 0;
  const length = out.length;
  const [first, second, third] = SHARE_WEIGHTS;
  if (start + long >= length) return;
  // One array keeps the loop in registers: pressure and range of each bar in turn, then for each window the same two
  // summed from each place of its previous block on.
  const recent = 2 * long;
  const rest0 = 2 * (long + span);
  const rest1 = rest0 + 2 * (short + 1);
  const rest2 = rest1 + 2 * (medium + 1);
  const work = new Float64Array(rest2 + 2 * (long + 1));
  const end0 = rest0 + 2 * short;
  const end1 = rest1 + 2 * medium;
  const end2 = rest2 + 2 * long;
  let at0 = end0;
  let at1 = end1;
  let at2 = end2;
  let part0 = 0;
  let part1 = 0;
  let part2 = 0;
  let whole0 = 0;
  let whole1 = 0;
  let whole2 = 0;
  let gap = false;
  pressures(high, low, close, start + 1, start + long, work, 2);
  for (let from = start + long; from < length; from += span) {
    const to = from + span < length ? from + span : length;
    pressures(high, low, close, from, to, work, recent);
    const end = recent + 2 * (to - from);
    let i = from;
    for (let q = recent; q < end;) {
      if (at0 === end0) {
        sumBack(work, q, short, rest0);
        part0 = 0;
        whole0 = 0;
        at0 = rest0;
      }
      if (at1 === end1) {
        sumBack(work, q, medium, rest1);
        part1 = 0;
        whole1 = 0;
        at1 = rest1;
      }
      if (at2 === end2) {
        sumBack(work, q, long, rest2);
        part2 = 0;
        whole2 = 0;
        at2 = rest2;
      }
      const stop = Math.min(end, q + end0 - at0, q + end1 - at1, q + end2 - at2);
      for (; q < stop; q += 2) {
        const pressure = work[q]!;
        const range = work[q + 1]!;
        part0 += pressure;
        part1 += pressure;
        part2 += pressure;
        whole0 += range;
        whole1 += range;
        whole2 += range;
        at0 += 2;
        at1 += 2;
        at2 += 2;
        const total0 = work[at0 + 1]! + whole0;
        const total1 = work[at1 + 1]! + whole1;
        const total2 = work[at2 + 1]! + whole2;
        let value = 0;
        if (total0 !== 0) value = (first * (work[at0]! + part0)) / total0;
        if (total1 !== 0) value += (second * (work[at1]! + part1)) / total1;
        if (total2 !== 0) value += (third * (work[at2]! + part2)) / total2;
        if (value !== value) gap = true;
        out[i++] = value;
      }
    }
    work.copyWithin(0, end - recent, end);
  }
  markGap(out, gap, high, low, close);
}

/** Writes pressure and range of bars `from` … `to` − 1 in turn. Halving is exact, and max(x, 0) = (x + |x|)/2 has no branch. */
function pressures(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  from: number,
  to: number,
  work: Float64Array,
  at: number,
): void {
  let before = close[from - 1]!;
  for (let i = from; i < to; i++) {
    const last = close[i]!;
    const rise = high[i]! - before;
    const fall = before - low[i]!;
    const down = 0.5 * (fall + Math.abs(fall));
    work[at] = last - before + down;
    work[at + 1] = 0.5 * (rise + Math.abs(rise)) + down;
    at += 2;
    before = last;
  }
}

/** Sums the two numbers of the n − 1 bars before place `q`, newest first, into the places of a block after `rest`. */
function sumBack(work: Float64Array, q: number, n: number, rest: number): void {
  let part = 0;
  let whole = 0;
  for (let at = rest + 2 * (n - 1); at > rest; at -= 2) {
    q -= 2;
    part += work[q]!;
    whole += work[q + 1]!;
    work[at] = part;
    work[at + 1] = whole;
  }
}

/** Streaming form of one window of {@link weightedShares}: Σ pressure and Σ range of the last `n` bars; NaN while filling. */
export class ShareStream {
  pressure = Number.NaN;
  range = Number.NaN;

  readonly #n: number;
  /** Bars from which on there are sums: those of the longest window, at whose first bar the blocks of all begin. */
  readonly #first: number;
  /** Pressure and range of the last n bars in turn, a ring. */
  readonly #recent: Float64Array;
  readonly #rest: Float64Array;
  #count = 0;
  #part = 0;
  #whole = 0;
  #at: number;

  constructor(n: number, first: number) {
    this.#n = n;
    this.#first = first;
    this.#at = n;
    this.#recent = new Float64Array(2 * n);
    this.#rest = new Float64Array(2 * (n + 1));
  }

  /** Takes the next bar; NaN before the first is skipped. */
  push(pressure: number, range: number): void {
    if (this.#count === 0 && Number.isNaN(pressure + range)) return;
    const n = this.#n;
    const place = 2 * (this.#count++ % n);
    this.#recent[place] = pressure;
    this.#recent[place + 1] = range;
    if (this.#count < this.#first) return;
    if (this.#at === n) this.#begin(place);
    this.#part += pressure;
    this.#whole += range;
    const at = 2 * ++this.#at;
    this.pressure = this.#rest[at]! + this.#part;
    this.range = this.#rest[at + 1]! + this.#whole;
  }

  /** Begins a block at the bar in `place`. */
  #begin(place: number): void {
    const last = 2 * (this.#n - 1);
    let part = 0;
    let whole = 0;
    for (let at = last; at > 0; at -= 2) {
      place = place === 0 ? last : place - 2;
      part += this.#recent[place]!;
      whole += this.#recent[place + 1]!;
      this.#rest[at] = part;
      this.#rest[at + 1] = whole;
    }
    this.#part = 0;
    this.#whole = 0;
    this.#at = 0;
  }
}
