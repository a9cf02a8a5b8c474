import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

/** The directory itself and all its parents, innermost first. */
export function parentsOf(directory: string): string[] {
  const list = [resolve(directory)];
  for (;;) {
    const parent = dirname(list[list.length - 1]!);
    if (parent === list[list.length - 1]) return list;
    list.push(parent);
  }
}

/** Text of a file, or undefined when it cannot be read. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Directory and package.json of an installed package, as Node finds it: in `node_modules` of the root and of its parents.
 * One read and no other call when it is where it is expected.
 */
export function installedPackage(
  parents: readonly string[],
  name: string,
): { readonly directory: string; readonly text: string } | undefined {
  for (const parent of parents) {
    const directory = `${parent}${sep}node_modules${sep}${name}`;
    const text = readText(`${directory}${sep}package.json`);
    if (text !== undefined) return { directory, text };
  }
  return undefined;
}

/** The path with symbolic links resolved. */
export function realPath(directory: string): string {
  return realpathSync.native(directory);
}

/**
 * Resolves package directories. One listing of their parent tells which are links, so that the usual package, which is
 * none, costs no call of its own.
 */
export function packageResolver(): (directory: string) => string {
  const parents = new Map<string, { readonly real: string; readonly links: ReadonlySet<string> }>();
  return (directory) => {
    const cut = Math.max(directory.lastIndexOf(sep), directory.lastIndexOf('/'));
    const parent = directory.slice(0, cut);
    let known = parents.get(parent);
    if (known === undefined) {
      const links = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isSymbolicLink());
      known = { real: realPath(parent), links: new Set(links.map(({ name }) => name)) };
      parents.set(parent, known);
    }
    const name = directory.slice(cut + 1);
    return known.links.has(name) ? realPath(directory) : `${known.real}${sep}${name}`;
  };
}

/** The nearest directory at or above `directory` that has a package.json. */
export function nearestPackage(directory: string): string | undefined {
  return parentsOf(directory).find((parent) => existsSync(join(parent, 'package.json')));
}

/** Root of the workspace an application belongs to (pnpm or npm), or the application itself. */
export function workspaceRoot(application: string): string {
  const found = parentsOf(application).find((parent) => {
    if (existsSync(join(parent, 'pnpm-workspace.yaml'))) return true;
    return readText(join(parent, 'package.json'))?.includes('"workspaces"') ?? false;
  });
  return found ?? resolve(application);
}
