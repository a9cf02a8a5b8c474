import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { BotError } from '@bot-v2/sdk';
import { makeDirectory } from '@bot-v2/sdk/files';

/** An append-only file of JSON lines. */
export interface EventFile {
  readonly path: string;
  /**
   * Appends one value as a line; lines keep the order of the calls.
   * @throws BOT_CONFIG_STATE_UNWRITABLE
   */
  append(value: unknown): Promise<void>;
  /** Waits for pending lines and closes. */
  close(): Promise<void>;
}

/**
 * Opens `events.jsonl` in `directory`, which is made when it is not there.
 * @throws BOT_CONFIG_STATE_UNWRITABLE
 */
export async function openEventFile(directory: string): Promise<EventFile> {
  const path = join(directory, 'events.jsonl');
  let file: FileHandle;
  try {
    makeDirectory(directory);
    file = await open(path, 'a');
  } catch (cause) {
    throw unwritable(path, cause);
  }
  let last: Promise<unknown> = Promise.resolve();
  return {
    path,
    append(value) {
      const written = last.then(() => file.appendFile(`${JSON.stringify(value)}\n`));
      last = written.catch(() => undefined);
      return written.catch((cause: unknown) => {
        throw unwritable(path, cause);
      });
    },
    async close() {
      await last;
      await file.close();
    },
  };
}

function unwritable(path: string, cause: unknown): BotError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new BotError('BOT_CONFIG_STATE_UNWRITABLE', `events cannot be written to ${path}: ${reason}`, {
    slice: 'monitor',
    details: { path },
    hint: 'Choose a writable state directory, or switch monitor.file off.',
    cause,
  });
}
