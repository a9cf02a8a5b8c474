import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installedPackage, parentsOf, realPath } from '../registry/package-files.adapter.js';
import { entryPoint } from '../registry/entry-point.js';

/** A package whose code took part in a run. */
export interface CodePackage {
  readonly name: string;
  /** Its real path. */
  readonly directory: string;
}

const codeFile = /\.[cm]?[jt]s$/;

function hashOf(directory: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && codeFile.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${file.slice(directory.length)}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/**
 * sha256 (hex) of the code of packages and of the `@bot-v2/*` packages they depend on, by package name: of every script
 * in the folder of a package's entry, names and contents. Two installed copies of one name are hashed together.
 */
export function codeHashes(
  packages: readonly CodePackage[],
  conditions: readonly string[],
): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  const visit = ({ name, directory }: CodePackage): void => {
    if (found.has(directory)) return;
    const json = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
      readonly dependencies?: Readonly<Record<string, string>>;
    };
    const entry = entryPoint(json as Readonly<Record<string, unknown>>, conditions);
    found.set(directory, entry === undefined ? '' : `${name}\n${hashOf(dirname(join(directory, entry)))}`);
    for (const dependency of Object.keys(json.dependencies ?? {})) {
      const next = dependency.startsWith('@bot-v2/') ? installedPackage(parentsOf(directory), dependency) : undefined;
      if (next !== undefined) visit({ name: dependency, directory: realPath(next.directory) });
    }
  };
  packages.forEach(visit);
  const byName = new Map<string, string>();
  for (const text of [...found.values()].filter(Boolean).sort()) {
    const [name, hash] = text.split('\n') as [string, string];
    const before = byName.get(name);
    byName.set(
      name,
      before === undefined
        ? hash
        : createHash('sha256')
            .update(before + hash)
            .digest('hex'),
    );
  }
  return Object.fromEntries([...byName].sort(([a], [b]) => (a < b ? -1 : 1)));
}
