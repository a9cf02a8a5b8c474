import { isFloat64Array } from '@bot-v2/sdk';
import type { TechnicalAnalysis } from '@bot-v2/sdk';
import { technicalAnalysis } from '../technical-analysis/index.js';
import { ColumnBlocks } from './column-blocks.js';

/** Most numbers kept: 128 MB. What does not fit is computed each time. */
const most = 1 << 24;

type Compute = (...args: readonly unknown[]) => unknown;

interface Kept {
  readonly result: unknown;
  readonly columns: readonly Float64Array[];
  readonly sums: readonly number[];
}

/**
 * The `ta` of a sweep: what a function made of known columns is kept, so that a thousand parameter sets compute each
 * average once. Known are the frame's columns and what these functions returned. By contract nobody writes into a
 * returned column; `intact` finds out whether somebody has.
 */
export class PrivateAnalysis {
  readonly ta: TechnicalAnalysis;
  private readonly numbers = new Map<unknown, number>();
  private readonly blocks = new Map<Float64Array, ColumnBlocks>();
  private readonly kept = new Map<string, Kept>();
  private readonly fresh: Kept[] = [];
  private size = 0;

  constructor(columns: readonly Float64Array[]) {
    for (const column of columns) this.number(column);
    const { candlesticks, ...others } = technicalAnalysis;
    this.ta = Object.freeze({
      ...this.remembering(others),
      candlesticks: this.remembering(candlesticks),
    });
  }

  /** Whether nobody has written into a kept column: into those computed since the last question, or into any. */
  intact(which: 'fresh' | 'all'): boolean {
    const asked = which === 'all' ? this.kept.values() : this.fresh;
    for (const each of asked) {
      if (each.columns.some((column, k) => sumOf(column) !== each.sums[k])) return false;
    }
    this.fresh.length = 0;
    return true;
  }

  /** Extremes of a known column; null for any other. */
  blocksOf(column: Float64Array): ColumnBlocks | null {
    let blocks = this.blocks.get(column);
    if (blocks === undefined) {
      if (!this.numbers.has(column)) return null;
      this.blocks.set(column, (blocks = new ColumnBlocks(column)));
    }
    return blocks;
  }

  private remembering<Functions extends object>(functions: Functions): Functions {
    const entries = Object.entries(functions).map(([name, compute]) => [
      name,
      this.remembered(name, compute as Compute),
    ]);
    return Object.freeze(Object.fromEntries(entries) as Functions);
  }

  private remembered(name: string, compute: Compute): Compute {
    return (...args) => {
      const key = this.keyOf(name, args);
      if (key === null) return compute(...args);
      const known = this.kept.get(key);
      if (known !== undefined) return known.result;
      const result = compute(...args);
      this.keep(key, result);
      return result;
    };
  }

  /** Null where an argument is neither a known column nor a plain value. */
  private keyOf(name: string, args: readonly unknown[]): string | null {
    let key = name;
    for (const arg of args) {
      if (typeof arg === 'number' || arg === undefined) key += `:${String(arg)}`;
      else {
        const number = this.numbers.get(arg);
        if (number === undefined) return null;
        key += `:#${number}`;
      }
    }
    return key;
  }

  private keep(key: string, result: unknown): void {
    const columns = isFloat64Array(result) ? [result] : Object.values(result as Record<string, Float64Array>);
    const length = columns.reduce((sum, column) => sum + column.length, 0);
    if (this.size + length > most) return;
    this.size += length;
    const kept: Kept = { result, columns, sums: columns.map(sumOf) };
    for (const column of columns) this.number(column);
    this.kept.set(key, kept);
    this.fresh.push(kept);
  }

  private number(column: Float64Array): void {
    if (!this.numbers.has(column)) this.numbers.set(column, this.numbers.size);
  }
}

/** A number that changes when a column does: its bits summed in four strands, each turned between values. */
function sumOf(column: Float64Array): number {
  const words = new Int32Array(column.buffer, column.byteOffset, 2 * column.length);
  let a = 1;
  let b = 2;
  let i = 0;
  for (; i + 3 < words.length; i += 4) {
    a = (Math.imul(a, 31) + words[i]!) ^ words[i + 1]!;
    b = (Math.imul(b, 37) + words[i + 3]!) ^ words[i + 2]!;
  }
  for (; i < words.length; i++) a = Math.imul(a, 31) + words[i]!;
  return (a | 0) * 4294967296 + (b >>> 0);
}
