import { GrowableColumn } from '../columns/index.js';
import { moneyUnits } from '../costs/index.js';
import type { FillCause, FillEvent } from './intents.js';

/** A fill as a plain object. */
export interface FillRecord {
  readonly order: number;
  readonly leg: number;
  readonly symbol: string;
  readonly time: number;
  readonly side: 'buy' | 'sell';
  readonly quantity: number;
  readonly price: number;
  readonly reference: number;
  readonly fee: number;
  readonly cause: FillCause;
  readonly cashLimited: boolean;
}

const width = 9;

/** Every fill of a run, nine doubles each. */
export class FillLog {
  private readonly words = new GrowableColumn(256);
  private readonly causes: FillCause[] = [];

  constructor(private readonly symbols: readonly string[]) {}

  get length(): number {
    return this.words.length / width;
  }

  push(f: FillEvent): void {
    let cause = this.causes.indexOf(f.cause);
    if (cause < 0) cause = this.causes.push(f.cause) - 1;
    const w = this.words;
    w.push(f.order);
    w.push(f.leg);
    w.push(f.time);
    w.push(f.side * f.quantity);
    w.push(f.price);
    w.push(f.reference);
    w.push(f.feeUnits);
    w.push(cause);
    w.push(f.cashLimited ? 1 : 0);
  }

  /** The fill at an index; undefined outside. */
  at(index: number): FillRecord | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const word = (k: number) => this.words.data[index * width + k]!;
    return {
      order: word(0),
      leg: word(1),
      symbol: this.symbols[word(1)]!,
      time: word(2),
      side: word(3) > 0 ? 'buy' : 'sell',
      quantity: Math.abs(word(3)),
      price: word(4),
      reference: word(5),
      fee: word(6) / moneyUnits,
      cause: this.causes[word(7)]!,
      cashLimited: word(8) === 1,
    };
  }

  /** All fills as plain objects. */
  toArray(): FillRecord[] {
    return Array.from({ length: this.length }, (_, i) => this.at(i)!);
  }

  snapshot(): FillLogSnapshot {
    return { words: [...this.words.toArray()], causes: this.causes.slice() };
  }

  restore(snapshot: FillLogSnapshot): void {
    this.words.assign(snapshot.words);
    this.causes.splice(0, this.causes.length, ...snapshot.causes);
  }
}

/** Plain copy of a fill log. */
export interface FillLogSnapshot {
  readonly words: readonly number[];
  readonly causes: readonly FillCause[];
}
