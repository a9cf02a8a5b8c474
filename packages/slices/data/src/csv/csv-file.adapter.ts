import { BotError, suggestName } from '@bot-v2/sdk';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

function unreadable(path: string, cause: unknown, setting: string): BotError {
  const code = (cause as { code?: unknown } | null)?.code;
  const why: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'permission is denied',
    EPERM: 'permission is denied',
    ENOTDIR: 'a part of the path is not a folder',
    ERR_OUT_OF_RANGE: 'it is too large',
  };
  const text = why[String(code)] ?? (cause instanceof Error ? cause.message : String(cause));
  return new BotError('BOT_DATA_UNREADABLE', `${path} cannot be read: ${text}`, {
    details: { path, ...(code === undefined ? {} : { code }) },
    hint: `Check ${setting}: a CSV file, or a folder with one SYMBOL.csv a symbol.`,
    cause,
  });
}

/** The file that holds `symbol`, and whether it was named itself (rather than found in a folder). */
export interface CsvLocation {
  readonly file: string;
  readonly single: boolean;
}

/**
 * Finds the file of a symbol: `path` itself when it is a file, else `SYMBOL.csv` in it, in any case. Names are compared
 * with the folder's listing, so a symbol never leads out of it. `setting` names what holds the path, for messages.
 * @throws BOT_DATA_UNREADABLE when the path is not there
 * @throws BOT_DATA_NOT_FOUND when the folder has no file for the symbol, or several that differ in case only
 */
export async function locateCsv(path: string, symbol: string, setting = 'data.csv.path'): Promise<CsvLocation> {
  let listing: string[];
  try {
    if (!(await stat(path)).isDirectory()) return { file: path, single: true };
    listing = await readdir(path);
  } catch (cause) {
    throw unreadable(path, cause, setting);
  }
  const files = listing.filter((name) => name.toLowerCase().endsWith('.csv')).sort();
  const wanted = `${symbol}.csv`.toLowerCase();
  const matches = files.filter((name) => name.toLowerCase() === wanted);
  const match = matches.find((name) => name === `${symbol}.csv`) ?? matches[0];
  const known = files.map((name) => basename(name).slice(0, -4));
  if (match === undefined) {
    throw new BotError('BOT_DATA_NOT_FOUND', `${path} has no ${symbol}.csv`, {
      details: { path, symbol, known },
      hint:
        known.length === 0
          ? 'The folder holds no .csv file.'
          : `${suggestName(symbol, known)} The folder has: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ', …' : ''}.`,
    });
  }
  if (matches.length > 1 && match !== `${symbol}.csv`) {
    throw new BotError('BOT_DATA_NOT_FOUND', `${path} has ${matches.join(' and ')} for ${symbol}`, {
      details: { path, symbol, matches },
      hint: 'Spell the symbol as the file you mean is spelled.',
    });
  }
  return { file: join(path, match), single: false };
}

/**
 * The bytes of a file, with a newline added at the end (so that every row of a text file ends).
 * @throws BOT_DATA_UNREADABLE
 */
export async function readCsvBytes(file: string, setting = 'data.csv.path'): Promise<Uint8Array> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const bytes = Buffer.allocUnsafe(size + 1);
      let filled = 0;
      while (filled < size) {
        const { bytesRead } = await handle.read(bytes, filled, size - filled, filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      bytes[filled] = 0x0a;
      return bytes.subarray(0, filled + 1);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw unreadable(file, cause, setting);
  }
}
