import { columnSum, isFloat64Array } from '@bot-v2/sdk';
import type { PreparedColumn, TechnicalAnalysis } from '@bot-v2/sdk';
import { technicalAnalysis } from '../technical-analysis/index.js';
import { isGapless } from './crossings.js';

/** Most numbers kept: 128 MB. What does not fit is computed each time. */
const most = 1 << 24;

type Compute = (...args: readonly unknown[]) => unknown;

/** Argument by argument to a result, which stands at `end`. */
type Results = Map<unknown, unknown>;
const end = Symbol('end');

interface Kept {
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
  private readonly known = new Set<unknown>();
  private readonly gapless = new Map<PreparedColumn, boolean>();
  private readonly kept: Kept[] = [];
  private size = 0;

  constructor(columns: readonly Float64Array[]) {
    for (const column of columns) this.known.add(column);
    const { candlesticks, ...others } = technicalAnalysis;
    this.ta = Object.freeze({
      ...this.remembering(others),
      candlesticks: this.remembering(candlesticks),
    });
  }

  /** Whether a column is the frame's, or kept, and all numbers from its first one on. */
  isGapless(column: PreparedColumn): column is Float64Array {
    let gapless = this.gapless.get(column);
    if (gapless === undefined) {
      if (!this.known.has(column)) return false;
      // What is known is of floats: the frame's columns, and what `ta` returns.
      this.gapless.set(column, (gapless = isGapless(column as Float64Array)));
    }
    return gapless;
  }

  /** Whether nobody has written into a kept column. */
  intact(): boolean {
    return this.kept.every(({ columns, sums }) => columns.every((column, k) => columnSum(column) === sums[k]));
  }

  private remembering<Functions extends object>(functions: Functions): Functions {
    const entries = Object.entries(functions).map(([name, compute]) => [name, this.remembered(compute as Compute)]);
    return Object.freeze(Object.fromEntries(entries) as Functions);
  }

  /** Its results are found by one argument after the other. */
  private remembered(compute: Compute): Compute {
    const results: Results = new Map();
    return (...args) => {
      let node: Results | undefined = results;
      for (const arg of args) if ((node = node.get(arg) as Results | undefined) === undefined) break;
      const found = node?.get(end);
      if (found !== undefined) return found;
      const result = compute(...args);
      if (args.every((arg) => this.isKnown(arg))) this.keep(results, args, result);
      return result;
    };
  }

  /** Whether an argument is a known column or a plain value. */
  private isKnown(arg: unknown): boolean {
    return typeof arg === 'number' || arg === undefined || this.known.has(arg);
  }

  private keep(results: Results, args: readonly unknown[], result: unknown): void {
    const columns = isFloat64Array(result) ? [result] : Object.values(result as Record<string, Float64Array>);
    const length = columns.reduce((sum, column) => sum + column.length, 0);
    if (this.size + length > most) return;
    this.size += length;
    for (const column of columns) this.known.add(column);
    this.kept.push({ columns, sums: columns.map(columnSum) });
    let node = results;
    for (const arg of args) {
      let next = node.get(arg) as Results | undefined;
      if (next === undefined) node.set(arg, (next = new Map()));
      node = next;
    }
    node.set(end, result);
  }
}
