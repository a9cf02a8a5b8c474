#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { diffManifest, manifestKeywords, manifestOf, parseManifest, strategiesManifestOf } from './manifest/index.js';
import type { Manifest } from './manifest/index.js';
import { isBotError } from './errors/index.js';
import { sdkApi } from './manifest/index.js';
import { isSlice } from './slice/define-slice.js';
import { isStrategy } from './strategy/define-strategy.js';
import type { RunnableStrategy } from './strategy/define-strategy.js';

const usage = `bot-v2-manifest write|check [DIR]
  write   imports the built entry of the package in DIR (default .) and writes its manifest into package.json
  check   fails when package.json and the built entry disagree`;

interface PackageJson {
  name?: string;
  keywords?: string[];
  exports?: unknown;
  main?: string;
  botV2?: unknown;
}

/** The file the package's "." export resolves to for Node's import. */
function entryOf(json: PackageJson): string {
  const root =
    (json.exports as Record<string, unknown> | undefined)?.['.'] ?? json.exports ?? json.main ?? './index.js';
  let target: unknown = root;
  while (typeof target === 'object' && target !== null) {
    const conditions = target as Record<string, unknown>;
    target = conditions['node'] ?? conditions['import'] ?? conditions['default'];
  }
  if (typeof target !== 'string') throw new Error('package.json has no "." export for Node');
  return target;
}

async function manifestFromEntry(directory: string, json: PackageJson): Promise<Manifest> {
  const module = (await import(pathToFileURL(resolve(directory, entryOf(json))).href)) as Record<string, unknown>;
  if (json.keywords?.includes(manifestKeywords.slice)) {
    if (!isSlice(module['default'])) throw new Error('the default export is not a slice made by defineSlice');
    return manifestOf(module['default']);
  }
  if (json.keywords?.includes(manifestKeywords.strategies)) {
    const named = Object.entries(module).filter(([name, value]) => name !== 'default' && isStrategy(value));
    if (named.length === 0) throw new Error('no named export is a strategy made by defineStrategy');
    return strategiesManifestOf(Object.fromEntries(named) as Record<string, RunnableStrategy>, sdkApi);
  }
  throw new Error(`keywords has neither ${manifestKeywords.slice} nor ${manifestKeywords.strategies}`);
}

async function main(argv: readonly string[]): Promise<number> {
  const [command, directory = '.'] = argv;
  if (command !== 'write' && command !== 'check') {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const file = resolve(directory, 'package.json');
  const json = JSON.parse(readFileSync(file, 'utf8')) as PackageJson;
  const actual = await manifestFromEntry(directory, json);
  if (command === 'write') {
    writeFileSync(file, `${JSON.stringify({ ...json, botV2: actual }, null, 2)}\n`);
    process.stdout.write(`${json.name ?? file}: manifest written\n`);
    return 0;
  }
  const differences = diffManifest(parseManifest(json, json.name ?? file), actual);
  for (const line of differences) process.stderr.write(`${json.name ?? file}: ${line}\n`);
  if (differences.length > 0) process.stderr.write('Run `bot-v2-manifest write` and commit the result.\n');
  else process.stdout.write(`${json.name ?? file}: manifest agrees\n`);
  return differences.length === 0 ? 0 : 3;
}

/** What the entry left running, a timer or a connection, is not waited for. */
function end(code: number): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}

main(process.argv.slice(2)).then(end, (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (isBotError(error) && error.hint) process.stderr.write(`${error.hint}\n`);
  end(3);
});
