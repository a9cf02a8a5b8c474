import { GrowableColumn } from '../columns/index.js';
import { moneyUnits } from '../costs/index.js';
import { fillText } from './fill-text.js';
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
  /** Why this price, in one line. */
  readonly text: string;
}

const width = 10;
/** Fills that are fetched together. */
const ahead = 1_000;

/** Fills that are written down elsewhere, and in the log of fills when it is asked for them. */
export interface FillSource {
  /** How many there are that are not in the log yet. */
  readonly waiting: number;
  /** Pushes the next ones to the log, `count` at most or all. */
  writeFills(count?: number): void;
}

/** Every fill of a run, ten doubles each. */
export class FillLog {
  /** Where further fills come from. */
  source: FillSource | null = null;
  private readonly words = new GrowableColumn(256);
  private readonly causes: FillCause[] = [];

  /** `spreadShare`: the part of an adverse price that is spread, the rest being slippage. */
  constructor(
    private readonly symbols: readonly string[],
    private readonly spreadShare = 0,
  ) {}

  get length(): number {
    return this.written + (this.source?.waiting ?? 0);
  }

  private get written(): number {
    return this.words.length / width;
  }

  /** All of them. */
  private all(): GrowableColumn {
    this.source?.writeFills();
    return this.words;
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
    w.push(f.level);
  }

  /** The fill at an index; undefined outside. */
  at(index: number): FillRecord | undefined {
    this.fetch(index);
    if (index < 0 || index >= this.written) return undefined;
    const word = (k: number) => this.words.data[index * width + k]!;
    const side = word(3) > 0 ? 1 : -1;
    const [price, reference, level] = [word(4), word(5), word(9)];
    const cause = this.causes[word(7)]!;
    const cashLimited = word(8) === 1;
    return {
      order: word(0),
      leg: word(1),
      symbol: this.symbols[word(1)]!,
      time: word(2),
      side: side > 0 ? 'buy' : 'sell',
      quantity: Math.abs(word(3)),
      price,
      reference,
      fee: word(6) / moneyUnits,
      cause,
      cashLimited,
      text: fillText({ side, price, reference, level, cause, cashLimited, spreadShare: this.spreadShare }),
    };
  }

  /** Sees to it that the fill at an index, if there is one, is written. */
  private fetch(index: number): void {
    if (index >= this.written) this.source?.writeFills(ahead * Math.ceil((index + 1 - this.written) / ahead));
  }

  /** Symbol of the fill at an index there is. */
  symbolAt(index: number): string {
    this.fetch(index);
    return this.symbols[this.words.data[index * width + 1]!]!;
  }

  /** Symbol, bar time and cause of every fill, in order, without making objects. */
  forEachCause(visit: (symbol: string, time: number, cause: FillCause) => void): void {
    const { data, length } = this.all();
    for (let at = 0; at < length; at += width)
      visit(this.symbols[data[at + 1]!]!, data[at + 2]!, this.causes[data[at + 7]!]!);
  }

  /** Money bought and sold: Σ quantity × price × `multiplierOf` the symbol. */
  traded(multiplierOf: (symbol: string) => number): number {
    const { data, length } = this.all();
    const multipliers = this.symbols.map(multiplierOf);
    let sum = 0;
    for (let at = 0; at < length; at += width)
      sum += Math.abs(data[at + 3]!) * data[at + 4]! * multipliers[data[at + 1]!]!;
    return sum;
  }

  /** Money one symbol's fills moved and paid: bought and sold, fees, and what prices were worse than their reference. */
  moneyOf(symbol: string, multiplier: number): FilledMoney {
    const { data, length } = this.all();
    const leg = this.symbols.indexOf(symbol);
    let [traded, feeUnits, adverse] = [0, 0, 0];
    for (let at = 0; at < length; at += width) {
      if (data[at + 1] !== leg) continue;
      const quantity = Math.abs(data[at + 3]!) * multiplier;
      traded += quantity * data[at + 4]!;
      feeUnits += data[at + 6]!;
      adverse += quantity * Math.abs(data[at + 4]! - data[at + 5]!);
    }
    return { traded, fees: feeUnits / moneyUnits, adverse };
  }

  /** All fills as plain objects. */
  toArray(): FillRecord[] {
    return Array.from({ length: this.length }, (_, i) => this.at(i)!);
  }

  snapshot(): FillLogSnapshot {
    return { words: [...this.all().toArray()], causes: this.causes.slice() };
  }

  restore(snapshot: FillLogSnapshot): void {
    this.words.assign(snapshot.words);
    this.causes.splice(0, this.causes.length, ...snapshot.causes);
  }
}

/** Money that fills moved and paid, in account currency. */
export interface FilledMoney {
  readonly traded: number;
  readonly fees: number;
  readonly adverse: number;
}

/** Plain copy of a fill log. */
export interface FillLogSnapshot {
  readonly words: readonly number[];
  readonly causes: readonly FillCause[];
}
