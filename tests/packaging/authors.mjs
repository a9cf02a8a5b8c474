import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bench, check, expect, folder, readJson, root, run, succeed } from './workbench.mjs';

/** A zod of another minor than the bot's, and older than what the bot is built with. */
const olderZod = '4.1.12';

/** The sdk's tarball as its next patch, for an author who is ahead of the bot. */
export async function nextPatch(tarball) {
  const directory = folder('sdk-next');
  await succeed('tar', ['-xzf', tarball, '-C', directory], bench);
  const file = join(directory, 'package/package.json');
  const json = readJson(file);
  const version = json.version.replace(/\d+$/, (patch) => String(Number(patch) + 1));
  writeFileSync(file, JSON.stringify({ ...json, version }));
  const packed = join(bench, `sdk-${version}.tgz`);
  await succeed('tar', ['-czf', packed, '-C', directory, 'package'], bench);
  return { file: packed, version };
}

/**
 * Folders of authors, copied from `examples`; `changed` says what an author does otherwise than the example.
 * acme-ahead depends on its own sdk and zod, and does not export its package.json; acme-linked is used without packing.
 */
export const authorsOf = (sdk) => [
  { name: 'acme-sizing', example: 'third-party-slice', changed: false },
  { name: 'acme-strategies', example: 'third-party-strategies', changed: false },
  { name: 'acme-linked', example: 'third-party-slice', changed: (json) => json },
  {
    name: 'acme-ahead',
    example: 'third-party-slice',
    changed: ({ peerDependencies: _, ...json }) => ({
      ...json,
      exports: { '.': json.exports['.'] },
      dependencies: { '@bot-v2/sdk': `file:${sdk.file}`, zod: olderZod },
      devDependencies: { typescript: json.devDependencies.typescript },
    }),
    own: { '@bot-v2/sdk': sdk.version, zod: olderZod },
  },
];

/** The folder of an author within a folder of the bench; a changed one has a name and a slice id of its own. */
export function startAuthor({ name, example, changed }, parent) {
  const directory = join(folder(parent), name);
  const leave = new Set(['node_modules', 'dist']);
  cpSync(join(root, 'examples', example), directory, {
    recursive: true,
    filter: (path) => !leave.has(path.split('/').at(-1)),
  });
  if (changed === false) return directory;
  const rename = (file, edit) =>
    writeFileSync(join(directory, file), edit(readFileSync(join(directory, file), 'utf8')));
  rename('src/index.ts', (text) => text.replaceAll('acme_sizing', name.replace('-', '_')));
  rename('package.json', (text) => JSON.stringify(changed({ ...JSON.parse(text), name }), null, 2));
  return directory;
}

/** Builds the package in an installed folder, writes its manifest and packs it, as its README says; gives the tarball. */
export async function finishAuthor({ name, changed }, directory) {
  await succeed('npm', ['run', 'build'], directory);
  if (changed === false) await keepsItsManifest(name, directory);
  else await succeed('npm', ['run', 'manifest'], directory);
  await succeed('npm', ['pack', '--pack-destination', bench], directory);
  return join(bench, `${name}-${readJson(join(directory, 'package.json')).version}.tgz`);
}

/** The committed manifest is what `write` writes, and nothing is packed with another. */
async function keepsItsManifest(name, directory) {
  const file = join(directory, 'package.json');
  const committed = readFileSync(file, 'utf8');
  await check(`${name} is packed only with the manifest of its code, which is the committed one`, async () => {
    const stale = committed.replace(/(?<="version": "1\.(0\.)?)0(?=",\s*"(aliases|scope)")/, '9');
    expect(stale !== committed, 'there is no version to change');
    writeFileSync(file, stale);
    const refused = await run('npm', ['pack'], directory);
    expect(refused.code !== 0, 'npm pack takes a manifest that is not that of the code');
    expect(/\.9\b[^]*bot-v2-manifest write/.test(refused.stderr), `it does not say what to do: ${refused.stderr}`);
    await succeed('npm', ['run', 'manifest'], directory);
    expect(readFileSync(file, 'utf8') === committed, 'write gives another file than is committed');
  });
}
