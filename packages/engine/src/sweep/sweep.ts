import { BotError, columnDecision, columnSum } from '@bot-v2/sdk';
import type { Bars, ColumnDecision, PreparedColumns } from '@bot-v2/sdk';
import { readerOf } from '../column-decisions/index.js';
import type { DecisionReader } from '../column-decisions/index.js';
import { forwardAdjusted } from '../price-view/index.js';
import { ColumnBlocks } from './column-blocks.js';
import { CrossingComparison } from './crossing-comparison.js';
import { crossingScan } from './crossing-scan.js';
import type { CrossingScan } from './crossing-scan.js';
import { Crossings } from './crossings.js';
import type { Pair } from './crossings.js';
import { prepareTrial } from './prepared-trial.js';
import { PrivateAnalysis } from './private-analysis.js';
import type { SweepInput } from './sweep-input.js';
import { SweepKernel } from './sweep-kernel.js';
import type { SweptTrial } from './swept-trial.js';

const frameColumns = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** Sets whose columns are compared together. */
const together = 100;

/**
 * Tries parameter sets of a strategy whose decision columns make, one after the other: its columns are prepared, with
 * indicators shared between sets, and traded in one pass that calls nothing between orders. The figures are those of
 * `runFrames`, to the last bit. Make one only where `sweepObstacle` finds none.
 */
export class Sweep {
  private readonly view: Bars;
  private readonly decision: ColumnDecision;
  private readonly kernel: SweepKernel;
  private readonly analysis: PrivateAnalysis;
  /** Of the columns of the frame, before any trial. */
  private readonly sums: readonly number[];
  /** Null where nothing is compared. */
  private readonly scan: CrossingScan | null;
  private readonly crossings: Crossings[] = [];
  private readonly owner = Symbol('sweep');
  private sound = true;

  constructor(private readonly input: SweepInput) {
    this.decision = columnDecision(input.strategy)!;
    this.scan = this.decision.columns.length === 2 ? crossingScan() : null;
    this.view = forwardAdjusted(input.bars).bars;
    this.kernel = new SweepKernel(input, this.decision.kind, new ColumnBlocks(input.bars.close));
    const columns = frameColumns.map((name) => this.view[name]);
    this.sums = columns.map(columnSum);
    this.analysis = new PrivateAnalysis(columns);
  }

  /**
   * Tries parameter sets. Null for one that the loop must run: the strategy failed, or asked for more than a sweep knows.
   */
  trials(sets: readonly unknown[]): (SweptTrial | null)[] {
    const found: (SweptTrial | null)[] = sets.map(() => null);
    if (!this.sound) return found;
    for (let start = 0; start < sets.length; start += together) {
      this.tryTogether(sets, start, Math.min(sets.length, start + together), found);
    }
    return found;
  }

  /** Tries sets `start` … `end` − 1. Where they compare columns they share, these are scanned for all of them at once. */
  private tryTogether(sets: readonly unknown[], start: number, end: number, found: (SweptTrial | null)[]): void {
    const { input, view, decision, analysis, scan, crossings } = this;
    const pairs: Pair[] = [];
    const waiting: { readonly at: number; readonly firstRow: number }[] = [];
    for (let at = start; at < end; at++) {
      const prepared = prepareTrial(input, view, sets[at], analysis.ta);
      if (prepared === null) continue;
      const { columns, firstRow } = prepared;
      const pair = this.sharedPair(columns);
      if (pair === null) found[at] = this.trade(readerOf(decision, columns), firstRow);
      else {
        pairs.push(pair);
        waiting.push({ at, firstRow });
      }
    }
    if (scan === null || pairs.length === 0) return;
    while (crossings.length < pairs.length) crossings.push(new Crossings());
    scan.scan(this.owner, pairs, crossings);
    waiting.forEach(({ at, firstRow }, k) => {
      found[at] = this.trade(new CrossingComparison(pairs[k]!, crossings[k]!, decision.by === 'above'), firstRow);
    });
  }

  private trade(reader: DecisionReader, firstRow: number): SweptTrial | null {
    const { kernel } = this;
    if (!kernel.run(reader, firstRow)) return null;
    return {
      finalEquity: kernel.ledger.equity(),
      maxDrawdown: kernel.worst,
      trades: kernel.opened,
      closedTrades: kernel.closed,
      firstRow,
      fills: kernel.fills.taken(),
    };
  }

  /** The two columns that are compared, where trials share them and they can be scanned; else null. */
  private sharedPair(columns: PreparedColumns): Pair | null {
    const { decision, analysis, scan } = this;
    if (scan === null) return null;
    const one = columns[decision.columns[0]!]!;
    const other = columns[decision.columns[1]!]!;
    return analysis.isGapless(one) && analysis.isGapless(other) ? { one, other } : null;
  }

  /**
   * Whether no trial so far has written into a column that was another's too. If one has, which breaks the rules of `ta`,
   * none of their figures counts, and no further one is given.
   * @throws BOT_STRATEGY_MUTATED when one has written into the bars: no figure made of them counts
   */
  intact(): boolean {
    frameColumns.forEach((name, k) => {
      if (columnSum(this.view[name]) !== this.sums[k])
        throw mutated(this.input.strategy.id, this.input.bars.symbol, name);
    });
    this.sound &&= this.analysis.intact();
    return this.sound;
  }
}

function mutated(strategy: string, symbol: string, column: string): BotError {
  return new BotError('BOT_STRATEGY_MUTATED', `${strategy} changed the bars of ${symbol} it was given: ${column}`, {
    details: { strategy, symbol, column },
    hint: 'Bars are immutable by contract: copy a column (column.slice()) before changing it.',
  });
}
