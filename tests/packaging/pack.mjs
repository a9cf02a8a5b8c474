import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, root, succeed } from './workbench.mjs';

/** Every package that is published: its folder in the repository and its package.json. */
export const packages = ['packages', 'packages/slices', 'apps']
  .flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`))
  .filter((path) => existsSync(join(root, path, 'package.json')))
  .map((path) => ({ path, json: JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) }));

/** Packs all of them as they would be published (pnpm rewrites `workspace:*`); name → tarball. */
export async function packAll() {
  const destination = folder('tarballs');
  const filters = packages.flatMap(({ path }) => ['--filter', `./${path}`]);
  const pack = ['-r', ...filters, 'pack', '--pack-destination', destination];
  await succeed('bash', [join(root, 'configs/pnpm.sh'), ...pack], root);
  const file = ({ name, version }) => `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
  return new Map(packages.map(({ json }) => [json.name, join(destination, file(json))]));
}
