import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BotError, errorData } from '../errors/index.js';
import { makeDirectory } from './make-directory.adapter.js';

function writeSynced(file: string, text: string): void {
  const handle = openSync(file, 'w', 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Writes a file whole or not at all, for its owner alone to read; its folder is made where it is missing.
 * @param hint what to do where it cannot be written
 * @throws BOT_CONFIG_STATE_UNWRITABLE, and then nothing is left behind
 */
export function writeWhole(file: string, text: string, hint: string): void {
  const draft = `${file}.new`;
  try {
    makeDirectory(dirname(file));
    writeSynced(draft, text);
    renameSync(draft, file);
  } catch (cause) {
    if (existsSync(draft)) rmSync(draft);
    throw new BotError('BOT_CONFIG_STATE_UNWRITABLE', `${file} cannot be written: ${errorData(cause).message}`, {
      hint,
      cause,
    });
  }
}
