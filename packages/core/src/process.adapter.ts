import { accessSync, constants, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BotError, errorData } from '@bot-v2/sdk/errors';
import { makeDirectory } from '@bot-v2/sdk/files';
import { nearestPackage } from './registry/package-files.adapter.js';

/** What the process tells: the surroundings of a bot when the caller does not say otherwise. */
export function processSurroundings(): {
  readonly cwd: string;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly conditions: readonly string[];
  readonly node: string;
} {
  const args = [...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(/\s+/)];
  const conditions = args.flatMap((arg, i) => {
    if (arg.startsWith('--conditions=')) return [arg.slice('--conditions='.length)];
    const next = args[i + 1];
    return (arg === '--conditions' || arg === '-C') && next !== undefined ? [next] : [];
  });
  return { cwd: process.cwd(), home: homedir(), environment: process.env, conditions, node: process.version };
}

/** This package: its name, version and directory. */
export function ownPackage(): { readonly name: string; readonly version: string; readonly directory: string } {
  const directory = nearestPackage(dirname(fileURLToPath(import.meta.url))) ?? '.';
  const json = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { name: string; version: string };
  return { name: json.name, version: json.version, directory };
}

/**
 * Makes the state directory if need be.
 * @throws BOT_CONFIG_STATE_UNWRITABLE
 */
export function ensureStateDir(directory: string): void {
  try {
    makeDirectory(directory);
    accessSync(directory, constants.W_OK);
  } catch (error) {
    throw new BotError(
      'BOT_CONFIG_STATE_UNWRITABLE',
      `the state directory ${directory} cannot be written: ${errorData(error).message}`,
      {
        hint: 'Choose another with BOT_V2_STATE_DIR or --set stateDir=DIRECTORY.',
        cause: error,
      },
    );
  }
}
