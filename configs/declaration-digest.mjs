import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const isSource = (name) => name.endsWith('.ts') && !/\.test(-d)?\.ts$/.test(name);
const isDeclaration = (name) => name.endsWith('.d.ts');

function filesBelow(folder, wanted) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true }).filter(wanted).sort();
  return names.map((name) => join(folder, name));
}

/** Directories of the packages of the workspace at `root`. */
export function packagesOf(root) {
  return ['packages', 'packages/slices', 'apps']
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)))
    .filter((directory) => existsSync(join(directory, 'package.json')));
}

/**
 * sha256 (hex) of all that declarations are made of (sources but tests, manifests, compiler settings, locked versions, the
 * script itself) and of the declarations that are there: another one after a change of either.
 */
export function declarationDigest(root) {
  const hash = createHash('sha256');
  const files = [
    ...['pnpm-lock.yaml', 'configs/tsconfig.base.json', 'configs/declarations.mjs'].map((name) => join(root, name)),
    ...packagesOf(root).flatMap((directory) => [
      join(directory, 'package.json'),
      ...filesBelow(join(directory, 'src'), isSource),
      ...filesBelow(join(directory, 'dist'), isDeclaration),
    ]),
  ];
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${file.slice(root.length)}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}
