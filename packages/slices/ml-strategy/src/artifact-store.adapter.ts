import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BotError } from '@bot-v2/sdk';
import { writeWhole } from '@bot-v2/sdk/files';

const folderOf = (stateDir: string): string => join(stateDir, 'selectors');

/**
 * Keeps a text under its name in the state directory, whole or not at all.
 * @throws BOT_CONFIG_STATE_UNWRITABLE
 */
export function keepArtifact(stateDir: string, id: string, text: string): void {
  const hint = 'Choose a writable state directory, or switch ml_strategy.keepArtifact off.';
  writeWhole(join(folderOf(stateDir), `${id}.json`), text, hint);
}

/**
 * The text kept under a name.
 * @throws BOT_DATA_ARTIFACT when there is none
 */
export async function findArtifact(stateDir: string, id: string): Promise<string> {
  const path = join(folderOf(stateDir), `${id}.json`);
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new BotError('BOT_DATA_ARTIFACT', `no selector is kept at ${path}`, {
      slice: 'ml_strategy',
      details: { artifact: id, path },
      hint: 'Train one with --set ml_strategy.keepArtifact=true and name it as the reasons of the choice do.',
      cause,
    });
  }
}
