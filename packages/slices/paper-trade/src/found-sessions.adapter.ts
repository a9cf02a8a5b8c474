import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSummary } from './store/index.js';

/** A session file, as far as it can be told without running it. */
export interface FoundSession {
  readonly name: string;
  /** Whether it came to the end of its bars; null when the file could not be read. */
  readonly finished: boolean | null;
}

/** The session files of a directory, by name; none when there is no such directory. */
export async function foundSessions(directory: string): Promise<FoundSession[]> {
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory)
    .filter((name) => name.endsWith('.db'))
    .sort();
  const found: FoundSession[] = [];
  for (const file of files) {
    const summary = await readSummary(join(directory, file));
    found.push({
      name: file.slice(0, -'.db'.length),
      finished: summary === undefined ? null : summary.lastKey === 'finished',
    });
  }
  return found;
}
