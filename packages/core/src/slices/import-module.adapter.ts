import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BotError, errorData, isBotError } from '@bot-v2/sdk/errors';
import { keepBuiltIns } from '../built-ins.js';
import { entryPoint } from '../registry/entry-point.js';

/**
 * The URL of a package's entry by its real path.
 * @throws BOT_SLICE_IMPORT when there is none, or it is not there
 */
export function entryUrl(name: string, directory: string, conditions: readonly string[]): string {
  const json = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Record<string, unknown>;
  const entry = entryPoint(json, conditions);
  const file = entry === undefined ? undefined : join(directory, entry);
  if (file === undefined || !existsSync(file)) {
    throw new BotError('BOT_SLICE_IMPORT', `${name}: its entry ${entry ?? 'exports["."]'} is not there`, {
      hint: `Build or reinstall ${name}.`,
    });
  }
  return pathToFileURL(file).href;
}

/**
 * Imports the entry of a package by its real path, so that only the package that was checked is run. With `anew`, its
 * entry is evaluated once more for every such name: what it keeps in its module starts empty.
 * @throws BOT_SLICE_IMPORT when there is no entry, or when its code throws; BOT_SLICE_GLOBALS
 */
export async function importPackage(
  name: string,
  directory: string,
  conditions: readonly string[],
  anew = '',
): Promise<Record<string, unknown>> {
  const url = entryUrl(name, directory, conditions);
  const load = () => import(`${url}${anew === '' ? '' : `?${anew}`}`) as Promise<Record<string, unknown>>;
  try {
    return await keepBuiltIns(name, 'it was imported', load);
  } catch (error) {
    if (isBotError(error)) throw error;
    const reason = errorData(error).message;
    throw new BotError('BOT_SLICE_IMPORT', `${name} threw while it was imported: ${reason}`, {
      hint: `Its code is in ${directory}; --verbose shows the stack.`,
      cause: error,
    });
  }
}
