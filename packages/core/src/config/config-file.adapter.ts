import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BotError, isBotError } from '@bot-v2/sdk/errors';
import { nearestPackage, parentsOf } from '../registry/package-files.adapter.js';
import { isRecord } from './layers.js';
import type { ConfigInput } from './layers.js';

/** Names of configuration files, in order of preference. */
export const configFileNames = [
  'bot-v2.config.yaml',
  'bot-v2.config.yml',
  'bot-v2.config.json',
  'bot-v2.config.js',
  'bot-v2.config.mjs',
  'bot-v2.config.ts',
  '.bot-v2rc',
  '.bot-v2rc.yaml',
  '.bot-v2rc.json',
] as const;

/** A configuration file that was read. */
export interface ConfigFile {
  readonly file: string;
  readonly values: ConfigInput;
}

/** YAML and JSON through one reader, so that a problem has a line and a column; at most 20 aliases, and none of itself. */
async function parse(file: string, text: string): Promise<unknown> {
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    schema: 'core',
    stringKeys: true,
  });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw new BotError('BOT_CONFIG_UNREADABLE', `${file}:${line}:${col} ${problem.message.split('\n')[0]!}`, {
      details: { file, line, column: col },
      hint: 'Correct the file; it must be YAML or JSON.',
    });
  }
  const values = document.toJS({ maxAliasCount: 20 }) as unknown;
  if (containsItself(values)) {
    throw new BotError('BOT_CONFIG_UNREADABLE', `${file}: an alias stands inside the value it names`, {
      details: { file },
      hint: 'Write the value out.',
    });
  }
  return values;
}

/** Whether plain data holds an object that is one of its own parts. */
function containsItself(value: unknown, around: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return around.includes(value) || Object.values(value).some((part) => containsItself(part, [...around, value]));
}

/** The default export of a TypeScript configuration. */
async function importConfig(file: string): Promise<unknown> {
  const { importFile } = await import('../module-file.adapter.js');
  return (await importFile(file, undefined)).exports['default'];
}

async function load(file: string): Promise<ConfigFile> {
  const { cosmiconfig } = await import('cosmiconfig');
  const reader = (path: string, text: string) => parse(path, text);
  const loaders = { '.ts': importConfig, '.yaml': reader, '.yml': reader, '.json': reader, noExt: reader };
  try {
    const found = await cosmiconfig('bot-v2', { loaders }).load(file);
    const values: unknown = found === null || found.isEmpty === true ? {} : (found.config ?? {});
    if (!isRecord(values)) {
      throw new BotError(
        'BOT_CONFIG_UNREADABLE',
        `${file}:1:1 a configuration is a mapping, not ${JSON.stringify(values)}`,
        {
          hint: 'Write key: value lines.',
        },
      );
    }
    return { file, values };
  } catch (error) {
    if (isBotError(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new BotError('BOT_CONFIG_UNREADABLE', `${file}: ${reason}`, {
      hint: 'Correct the file, or name another one with --config.',
      cause: error,
    });
  }
}

/** The first configuration file at cwd or above it within the project; undefined when there is none. */
function findConfigFile(cwd: string): string | undefined {
  const project = nearestPackage(cwd);
  const parents = parentsOf(cwd);
  const directories = project === undefined ? parents.slice(0, 1) : parents.slice(0, parents.indexOf(project) + 1);
  return directories
    .flatMap((directory) => configFileNames.map((name) => join(directory, name)))
    .find((file) => existsSync(file));
}

/**
 * The configuration file: the one named, else the first one found from cwd up to the project's root. cosmiconfig is
 * loaded only when there is a file.
 * @throws BOT_CONFIG_UNREADABLE with line and column where the format has them
 */
export async function readConfigFile(cwd: string, named: string | undefined): Promise<ConfigFile | null> {
  if (named !== undefined) {
    const file = resolve(cwd, named);
    if (existsSync(file)) return load(file);
    throw new BotError('BOT_CONFIG_UNREADABLE', `there is no configuration file ${file}`, {
      hint: 'Check --config (or BOT_V2_CONFIG).',
    });
  }
  const file = findConfigFile(cwd);
  return file === undefined ? null : load(file);
}
