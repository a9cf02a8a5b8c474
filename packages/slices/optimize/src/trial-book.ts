import type { Params } from './search-grid.js';
import { paramsKey } from './search-space.js';
import { runTrial } from './trial-run.js';
import type { TrialBench, TrialOutcome } from './trial-run.js';
import type { TrialExecutor } from './trial-executor.js';

/** A parameter set and what became of it. */
export interface Entry {
  readonly params: Params;
  readonly outcome: TrialOutcome;
}

/** What a book is made of. */
export interface TrialBookOptions {
  readonly executor: TrialExecutor;
  /** Results of an earlier, unfinished run by configuration. */
  readonly stored: ReadonlyMap<string, TrialOutcome>;
  readonly identityOf: (params: Params) => string;
  /** Called with the configurations about to be tried. */
  readonly enter: (configurations: readonly string[]) => void;
  readonly store: (configuration: string, outcome: TrialOutcome) => void;
  /** Called after each trial that was run or found stored. */
  readonly onTrial: (done: number) => void;
}

/** Everything a study has tried: each parameter set is run once, whoever asks for it, and stored as soon as it is known. */
export class TrialBook {
  private readonly outcomes = new Map<string, TrialOutcome>();
  private readonly tried: Params[] = [];

  constructor(private readonly options: TrialBookOptions) {}

  /** Every parameter set tried, in the order in which it was first asked for. */
  get all(): readonly Params[] {
    return this.tried;
  }

  /** How many of a batch would have to be run. */
  fresh(batch: readonly Params[]): number {
    return new Set(batch.map(paramsKey).filter((key) => !this.outcomes.has(key))).size;
  }

  /** The outcomes of a batch, in its order; those not known yet are run. */
  async run(batch: readonly Params[]): Promise<readonly TrialOutcome[]> {
    const { executor, stored, identityOf, enter, store, onTrial } = this.options;
    const missing: Params[] = [];
    enter(batch.map(identityOf));
    for (const params of batch) {
      const key = paramsKey(params);
      if (this.outcomes.has(key) || missing.some((each) => paramsKey(each) === key)) continue;
      const known = stored.get(identityOf(params));
      if (known === undefined) missing.push(params);
      else {
        this.outcomes.set(key, known);
        onTrial(this.outcomes.size);
      }
    }
    await executor.run(missing, (k, outcome) => {
      const params = missing[k]!;
      store(identityOf(params), outcome);
      this.outcomes.set(paramsKey(params), outcome);
      onTrial(this.outcomes.size);
    });
    const listed = new Set(this.tried.map(paramsKey));
    for (const params of batch) {
      if (listed.has(paramsKey(params))) continue;
      listed.add(paramsKey(params));
      this.tried.push(params);
    }
    return batch.map((params) => this.outcomes.get(paramsKey(params))!);
  }
}

/** Whether stored results are those of the code at hand: the given one is computed anew and compared bit for bit. */
export function stillTrue(bench: TrialBench, { params, outcome }: Entry): boolean {
  const again = runTrial(bench, params);
  const same = (a: Float64Array | null, b: Float64Array | null) =>
    a === null || b === null ? a === b : a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
  return again.error === outcome.error && again.trades === outcome.trades && same(again.returns, outcome.returns);
}
