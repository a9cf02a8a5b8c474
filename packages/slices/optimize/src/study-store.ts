import type { TrialOutcome } from './trial-run.js';

/** A look at bars: a series, and the first and last time that was looked at, epoch ms. */
export interface Look {
  readonly series: string;
  readonly from: number;
  readonly to: number;
}

/** What outlives a study. Keys of configurations are hashes of strategy and parameters. */
export interface StudyStore {
  /** Enters configurations in the ledger of trials of a series, before they are tried. */
  enter(look: Look, configurations: readonly string[]): void;
  /** How many different configurations were ever tried on bars of the series that are in the given look. */
  tried(look: Look): number;
  /** The results of an unfinished study by configuration, in the order they were stored. */
  stored(study: string): ReadonlyMap<string, TrialOutcome>;
  store(study: string, configuration: string, outcome: TrialOutcome): void;
  /** Forgets the results of a study: it is finished, or they do not fit the code any more. The ledger keeps its count. */
  forget(study: string): void;
}

/** A configuration and when the bars it was tried on begin and end. */
export type LedgerLine = readonly [configuration: string, from: number, to: number];

/** Number of different configurations among lines that share a bar with a look. */
export function countTried(lines: Iterable<LedgerLine>, look: Look): number {
  const found = new Set<string>();
  for (const [configuration, from, to] of lines) if (from <= look.to && to >= look.from) found.add(configuration);
  return found.size;
}

/** A store that lasts as long as the process. */
export function memoryStore(): StudyStore {
  const ledger = new Map<string, LedgerLine[]>();
  const studies = new Map<string, Map<string, TrialOutcome>>();
  return {
    enter: ({ series, from, to }, configurations) => {
      const lines = ledger.get(series) ?? [];
      ledger.set(series, lines);
      for (const each of configurations) lines.push([each, from, to]);
    },
    tried: (look) => countTried(ledger.get(look.series) ?? [], look),
    stored: (study) => studies.get(study) ?? new Map<string, TrialOutcome>(),
    store: (study, configuration, outcome) => {
      const results = studies.get(study) ?? new Map<string, TrialOutcome>();
      studies.set(study, results);
      if (!results.has(configuration)) results.set(configuration, outcome);
    },
    forget: (study) => void studies.delete(study),
  };
}
