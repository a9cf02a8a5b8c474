import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The nearest `shared/<name>` beside one of this folder's ancestors; undefined where there is none. */
function beside(name: string): string | undefined {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const candidate = join(folder, '..', 'shared', name);
    if (existsSync(candidate)) return resolve(candidate);
    if (folder === dirname(folder)) return undefined;
  }
}

/** Expected results from peers and papers: `BOT_V2_REFERENCE`, or `../shared/reference` seen from the project. */
export const referenceFolder = process.env['BOT_V2_REFERENCE'] ?? beside('reference');

/** Real market data for tests: `BOT_V2_DATA`, or `../shared/data` seen from the project. */
export const dataFolder = process.env['BOT_V2_DATA'] ?? beside('data');

/** A `describe` that reports itself as skipped, by name, where the folder is absent. */
export function describeWith(folder: string | undefined, name: string, tests: (folder: string) => void): void {
  if (folder === undefined) {
    describe.skip(`${name} (skipped: no ../shared folder, set BOT_V2_REFERENCE or BOT_V2_DATA)`, () => {
      it('needs the folder', () => undefined);
    });
  } else {
    describe(name, () => tests(folder));
  }
}
