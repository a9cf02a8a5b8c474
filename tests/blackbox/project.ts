import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { cli, freshFolder, root } from './bot.js';

/** A package for a project's node_modules. */
export interface ThirdParty {
  readonly name: string;
  readonly keyword?: string;
  /** Source of its entry; `@bot-v2/sdk` can be imported. */
  readonly code: string;
  /** Edits the manifest after it was written; without `manifest: false` the manifest is the code's own. */
  readonly manifest?: false | ((manifest: Record<string, unknown>) => unknown);
}

/** A project outside the workspace that depends on the given packages, with a configuration file. */
export function projectWith(packages: readonly ThirdParty[], config: object = {}): string {
  const folder = freshFolder();
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@bot-v2'), { recursive: true });
  symlinkSync(join(root, 'packages/sdk'), join(modules, '@bot-v2/sdk'));
  symlinkSync(realpathSync(join(root, 'packages/sdk/node_modules/zod')), join(modules, 'zod'));
  for (const { name, keyword = 'bot-v2-slice', code, manifest } of packages) {
    const home = join(modules, name);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'index.js'), code);
    const json = { name, version: '1.0.0', type: 'module', keywords: [keyword], exports: { '.': './index.js' } };
    writeFileSync(join(home, 'package.json'), JSON.stringify(json));
    if (manifest === false) continue;
    execFileSync(process.execPath, [join(root, 'packages/sdk/dist/bot-v2-manifest.js'), 'write', home], {
      stdio: 'pipe',
      env: { ...process.env, WRITING_MANIFEST: '1' },
    });
    if (manifest) {
      const written = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
        botV2: Record<string, unknown>;
      };
      writeFileSync(join(home, 'package.json'), JSON.stringify({ ...written, botV2: manifest(written.botV2) }));
    }
  }
  const dependencies = Object.fromEntries(packages.map(({ name }) => [name, '1.0.0']));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'project', private: true, dependencies }));
  writeFileSync(join(folder, 'bot-v2.config.json'), JSON.stringify(config));
  return folder;
}

/** A copy of the command whose package does not depend on the named slices; returns its bin. */
export function commandWithout(...slices: readonly string[]): string {
  const home = join(freshFolder(), 'cli');
  const source = join(root, 'apps/cli');
  cpSync(join(source, 'dist'), join(home, 'dist'), { recursive: true });
  cpSync(join(source, 'node_modules'), join(home, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  for (const entry of ['@bot-v2', '.'].map((scope) => join(home, 'node_modules', scope)))
    relink(entry, join(source, 'node_modules'), home);
  const json = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const slice of slices) {
    delete json.dependencies[slice];
    rmSync(join(home, 'node_modules', slice), { recursive: true, force: true });
  }
  writeFileSync(join(home, 'package.json'), JSON.stringify(json));
  return join(home, 'dist/bin.js');
}

/** Makes the relative links of a copied node_modules absolute. */
function relink(folder: string, original: string, home: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isSymbolicLink()) continue;
    const link = join(folder, entry.name);
    const target = realpathSync(join(original, link.slice(join(home, 'node_modules').length)));
    rmSync(link);
    symlinkSync(target, link);
  }
}

export { cli };
