import type { TrialOutcome } from './trial-run.js';

/** What outlives a study. Keys of configurations are hashes of strategy and parameters. */
export interface StudyStore {
  /** Enters configurations in the ledger of trials of one body of data and window, before they are tried. */
  enter(window: string, configurations: readonly string[]): void;
  /** How many different configurations were ever tried on it. */
  tried(window: string): number;
  /** The results of an unfinished study by configuration, in the order they were stored. */
  stored(study: string): ReadonlyMap<string, TrialOutcome>;
  store(study: string, configuration: string, outcome: TrialOutcome): void;
  /** Forgets the results of a study: it is finished, or they do not fit the code any more. The ledger keeps its count. */
  forget(study: string): void;
}

/** A store that lasts as long as the process. */
export function memoryStore(): StudyStore {
  const windows = new Map<string, Set<string>>();
  const studies = new Map<string, Map<string, TrialOutcome>>();
  return {
    enter: (window, configurations) => {
      const known = windows.get(window) ?? new Set<string>();
      windows.set(window, known);
      for (const each of configurations) known.add(each);
    },
    tried: (window) => windows.get(window)?.size ?? 0,
    stored: (study) => studies.get(study) ?? new Map<string, TrialOutcome>(),
    store: (study, configuration, outcome) => {
      const results = studies.get(study) ?? new Map<string, TrialOutcome>();
      studies.set(study, results);
      if (!results.has(configuration)) results.set(configuration, outcome);
    },
    forget: (study) => void studies.delete(study),
  };
}
