import type { Denial, DenialReason } from './risk-gate.js';

/** What was refused, in words, which are only made where they are kept: a strategy may be refused on every bar. */
export type DenialText = string | (() => string);

/** Denials kept in full; later ones are only counted. */
const kept = 1_000;

/**
 * What was refused. The same reason for the same leg on consecutive bars is one denial: a strategy that repeats itself
 * is not refused anew.
 */
export class DenialLog {
  readonly list: Denial[] = [];
  counts: Record<string, number> = {};
  private readonly last: { reason: DenialReason | ''; row: number }[];

  constructor(private readonly symbols: readonly string[]) {
    this.last = symbols.map(() => ({ reason: '', row: -2 }));
  }

  add(leg: number, row: number, time: number, reason: DenialReason, text: DenialText): void {
    const last = this.last[leg]!;
    const repeated = last.reason === reason && row - last.row <= 1;
    last.reason = reason;
    last.row = row;
    if (repeated) return;
    this.counts[reason] = (this.counts[reason] ?? 0) + 1;
    if (this.list.length >= kept) return;
    const words = typeof text === 'string' ? text : text();
    this.list.push({ time, symbol: this.symbols[leg]!, reason, text: words });
  }

  snapshot(): DenialLogSnapshot {
    return { list: this.list.slice(), counts: { ...this.counts }, last: this.last.map((entry) => ({ ...entry })) };
  }

  restore(snapshot: DenialLogSnapshot): void {
    this.list.splice(0, this.list.length, ...snapshot.list);
    this.counts = { ...snapshot.counts };
    snapshot.last.forEach((entry, leg) => Object.assign(this.last[leg]!, entry));
  }
}

/** Plain copy of a denial log. */
export interface DenialLogSnapshot {
  readonly list: readonly Denial[];
  counts: Readonly<Record<string, number>>;
  readonly last: readonly { readonly reason: DenialReason | ''; readonly row: number }[];
}
