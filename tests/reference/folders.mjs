import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Root of the project: two folders above this file. */
export const projectRoot = resolve(import.meta.dirname, '..', '..');

/** The nearest `shared/NAME` beside the project or one of the folders above it; undefined where there is none. */
function beside(name) {
  for (let folder = projectRoot; ; folder = dirname(folder)) {
    const candidate = join(folder, '..', 'shared', name);
    if (existsSync(candidate)) return resolve(candidate);
    if (folder === dirname(folder)) return undefined;
  }
}

/**
 * Where the expected values are: `BOT_V2_REFERENCE`, else `../shared/reference`; and the market data some of them
 * belong to: `BOT_V2_DATA`, else `data` beside that folder, else `../shared/data`. Undefined where absent.
 * @param {Record<string, string | undefined>} environment
 * @returns {{ reference: string | undefined, data: string | undefined }}
 */
export function referenceFolders(environment) {
  const present = (path) => (path !== undefined && existsSync(path) ? resolve(path) : undefined);
  const reference = environment['BOT_V2_REFERENCE'] ? present(environment['BOT_V2_REFERENCE']) : beside('reference');
  const neighbour = reference === undefined ? undefined : present(join(reference, '..', 'data'));
  const data = environment['BOT_V2_DATA'] ? present(environment['BOT_V2_DATA']) : (neighbour ?? beside('data'));
  return { reference, data };
}
