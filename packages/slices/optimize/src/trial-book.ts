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
  /** Called after each trial that was run or found stored, with how many there are. */
  readonly onTrial: (done: number) => void;
}

/** Everything a study has tried: each parameter set is run once, whoever asks for it, and stored as soon as it is known. */
export class TrialBook {
  private readonly outcomes = new Map<string, TrialOutcome>();

  constructor(private readonly options: TrialBookOptions) {}

  /** The outcomes of a batch, in its order; those not known yet are run. */
  async run(batch: readonly Params[]): Promise<readonly TrialOutcome[]> {
    const { executor, stored, identityOf, enter, store, onTrial } = this.options;
    const { outcomes } = this;
    const keys = batch.map(paramsKey);
    const wanted = new Map<string, { readonly params: Params; readonly configuration: string }>();
    batch.forEach((params, k) => {
      const key = keys[k]!;
      if (!outcomes.has(key) && !wanted.has(key)) wanted.set(key, { params, configuration: identityOf(params) });
    });
    enter([...wanted.values()].map(({ configuration }) => configuration));
    for (const [key, { configuration }] of wanted) {
      const known = stored.get(configuration);
      if (known === undefined) continue;
      wanted.delete(key);
      outcomes.set(key, known);
      onTrial(outcomes.size);
    }
    const missing = [...wanted];
    await executor.run(
      missing.map(([, { params }]) => params),
      (k, outcome) => {
        const [key, { configuration }] = missing[k]!;
        // What was swept is swept again sooner than read.
        if (!outcome.swept) store(configuration, outcome);
        outcomes.set(key, outcome);
        onTrial(outcomes.size);
      },
    );
    return keys.map((key) => outcomes.get(key)!);
  }
}

/** Whether stored results are those of the code at hand: the given one is computed anew and compared bit for bit. */
export function stillTrue(bench: TrialBench, { params, outcome }: Entry): boolean {
  const again = runTrial(bench, params);
  const same = (a: Float64Array | null, b: Float64Array | null) =>
    a === null || b === null ? a === b : a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
  return again.error === outcome.error && again.trades === outcome.trades && same(again.returns, outcome.returns);
}
