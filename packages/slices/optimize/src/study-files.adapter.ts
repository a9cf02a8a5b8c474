import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BotError } from '@bot-v2/sdk';
import { makeDirectory } from '@bot-v2/sdk/files';
import { journalLine, journalValues, packColumn, unpackColumn } from './journal-line.js';
import { countTried } from './study-store.js';
import type { LedgerLine, StudyStore } from './study-store.js';
import type { TrialOutcome } from './trial-run.js';

interface StoredTrial extends Omit<TrialOutcome, 'returns' | 'swept'> {
  readonly configuration: string;
  readonly returns: string | null;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ENOENT') return '';
    throw unwritable(path, cause);
  }
}

function unwritable(path: string, cause: unknown): BotError {
  return new BotError('BOT_CONFIG_STATE_UNWRITABLE', `${path} cannot be used: ${(cause as Error).message}`, {
    hint: 'Give a directory that can be written with --set stateDir=DIRECTORY.',
    cause,
  });
}

function append(path: string, text: string): void {
  try {
    makeDirectory(dirname(path));
    appendFileSync(path, text);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/**
 * A store of append-only files below the state directory: `optimize/ledger/<series>.log` and
 * `optimize/studies/<study>.log`. A line that a crash tore is not read, and the next one starts after it. What a power loss
 * takes from the end is computed again.
 * @throws BOT_CONFIG_STATE_UNWRITABLE from every method
 */
export function studyFiles(stateDir: string): StudyStore {
  const ledger = (series: string) => join(stateDir, 'optimize', 'ledger', `${series}.log`);
  const trials = (study: string) => join(stateDir, 'optimize', 'studies', `${study}.log`);
  /** Files whose last line a crash may have left open. */
  const begun = new Set<string>();
  const add = (path: string, text: string) => {
    const before = begun.has(path) ? '' : textOf(path);
    begun.add(path);
    append(path, before === '' || before.endsWith('\n') ? text : `\n${text}`);
  };
  const linesOf = (series: string) => journalValues(textOf(ledger(series))) as LedgerLine[];
  const entered = new Map<string, Set<string>>();
  return {
    enter: ({ series, from, to }, configurations) => {
      const known = entered.get(series) ?? new Set(linesOf(series).map(String));
      entered.set(series, known);
      const fresh = configurations
        .map((each): LedgerLine => [each, from, to])
        .filter((line) => !known.has(String(line)));
      for (const line of fresh) known.add(String(line));
      if (fresh.length > 0) add(ledger(series), fresh.map(journalLine).join(''));
    },
    tried: (look) => countTried(linesOf(look.series), look),
    stored: (study) => {
      const results = new Map<string, TrialOutcome>();
      for (const { configuration, returns, ...rest } of journalValues(textOf(trials(study))) as StoredTrial[]) {
        if (!results.has(configuration)) {
          results.set(configuration, {
            ...rest,
            returns: returns === null ? null : unpackColumn(returns),
            swept: false,
          });
        }
      }
      return results;
    },
    store: (study, configuration, { returns, stats, trades, finalEquity, error }) => {
      const packed = returns === null ? null : packColumn(returns);
      const line: StoredTrial = { configuration, returns: packed, stats, trades, finalEquity, error };
      add(trials(study), journalLine(line));
    },
    forget: (study) => {
      begun.delete(trials(study));
      rmSync(trials(study), { force: true });
    },
  };
}
