import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BotError } from '@bot-v2/sdk';

const folderOf = (stateDir: string): string => join(stateDir, 'selectors');

/**
 * Keeps a text under its name in the state directory: written beside and renamed, so that a crash leaves no half of it.
 * @throws BOT_CONFIG_STATE_UNWRITABLE
 */
export async function keepArtifact(stateDir: string, id: string, text: string): Promise<void> {
  const path = join(folderOf(stateDir), `${id}.json`);
  try {
    await mkdir(folderOf(stateDir), { recursive: true });
    await writeFile(`${path}.part`, text);
    await rename(`${path}.part`, path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BotError('BOT_CONFIG_STATE_UNWRITABLE', `a selector cannot be kept at ${path}: ${reason}`, {
      slice: 'ml_strategy',
      details: { path },
      hint: 'Choose a writable state directory, or switch ml_strategy.keepArtifact off.',
      cause,
    });
  }
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
