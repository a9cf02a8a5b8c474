import { returnsOf, sweptRun } from '@bot-v2/engine';
import type { SweptTrial } from '@bot-v2/engine';
import { sweepInput } from './sweep-input.js';
import type { TrialBench, TrialOutcome } from './trial-run.js';
import { trialStats } from './trial-stats.js';

/** The outcome of a trial that was swept: what was counted is at hand, returns and statistics are made when asked for. */
export class SweptOutcome implements TrialOutcome {
  readonly swept = true;
  readonly error = null;
  private known: { readonly returns: Float64Array; readonly stats: TrialOutcome['stats'] } | null = null;

  constructor(
    private readonly bench: TrialBench,
    private readonly trial: SweptTrial,
  ) {}

  get trades(): number {
    return this.trial.trades;
  }

  get finalEquity(): number {
    return this.trial.finalEquity;
  }

  get returns(): Float64Array {
    return this.read().returns;
  }

  get stats(): TrialOutcome['stats'] {
    return this.read().stats;
  }

  private read() {
    if (this.known !== null) return this.known;
    const run = sweptRun(sweepInput(this.bench), this.trial);
    this.known = { returns: returnsOf(run), stats: trialStats(run, this.bench) };
    return this.known;
  }
}
