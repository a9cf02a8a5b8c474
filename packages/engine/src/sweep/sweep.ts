import { columnDecision } from '@bot-v2/sdk';
import type { Bars, ColumnDecision } from '@bot-v2/sdk';
import { readerOf } from '../column-decisions/index.js';
import { forwardAdjusted } from '../price-view/index.js';
import { ColumnBlocks } from './column-blocks.js';
import { prepareTrial } from './prepared-trial.js';
import { PrivateAnalysis } from './private-analysis.js';
import type { SweepInput } from './sweep-input.js';
import { SweepKernel } from './sweep-kernel.js';
import type { SweptTrial } from './swept-trial.js';

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
  private sound = true;

  constructor(private readonly input: SweepInput) {
    this.decision = columnDecision(input.strategy)!;
    this.view = forwardAdjusted(input.bars).bars;
    this.kernel = new SweepKernel(input, this.decision.kind, new ColumnBlocks(input.bars.close));
    const { open, high, low, close, volume } = this.view;
    this.analysis = new PrivateAnalysis([open, high, low, close, volume]);
  }

  /**
   * Tries one parameter set. Null when the loop must run it: the strategy failed, or asked for more than a sweep knows.
   */
  trial(params: unknown): SweptTrial | null {
    if (!this.sound) return null;
    const { input, kernel } = this;
    const prepared = prepareTrial(input, this.view, params, this.analysis.ta);
    if (prepared === null) return null;
    const { firstRow, columns } = prepared;
    if (!kernel.run(readerOf(this.decision, columns), firstRow)) return null;
    return {
      finalEquity: kernel.ledger.equity(),
      maxDrawdown: kernel.worst,
      trades: kernel.opened,
      closedTrades: kernel.closed,
      firstRow,
      fills: kernel.fills.taken(),
    };
  }

  /**
   * Whether no trial so far has written into a column that was another's too. If one has, which breaks the rules of `ta`,
   * none of their figures counts, and no further one is given.
   */
  intact(): boolean {
    this.sound &&= this.analysis.intact();
    return this.sound;
  }
}
