import { makeDirectory } from '@bot-v2/core';
import { renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BotError } from '@bot-v2/sdk';

/**
 * Writes a file whole or not at all; its folder is made where it is missing.
 * @throws BOT_CONFIG_STATE_UNWRITABLE
 */
export function writeWhole(file: string, text: string): void {
  const draft = `${file}.new`;
  try {
    makeDirectory(dirname(file));
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, file);
  } catch (cause) {
    throw new BotError('BOT_CONFIG_STATE_UNWRITABLE', `${file} cannot be written`, {
      hint: 'Name another file with --out FILE.',
      cause,
    });
  }
}
