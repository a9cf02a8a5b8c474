import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { BotError, errorData } from '@bot-v2/sdk/errors';
import { makeDirectory } from '@bot-v2/sdk/files';
import type { LogSink } from './log-sink.js';

/** What winston shall do. */
export interface WinstonOptions {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  /** JSON lines; null for stderr. */
  readonly file: string | null;
}

/**
 * A sink that writes through winston: lines on stderr, or JSON lines in a file. Loads winston.
 * @throws BOT_CONFIG_INVALID when the log file cannot be written
 */
export async function winstonSink(options: WinstonOptions): Promise<LogSink> {
  const { default: winston } = await import('winston');
  const { format, transports } = winston;
  const line = format.printf(({ timestamp, level, message, ...data }) => {
    const rest = Object.keys(data).length > 0 ? ` ${JSON.stringify(data)}` : '';
    return `${String(timestamp)} ${level} ${String(message)}${rest}`;
  });
  if (options.file !== null) {
    try {
      makeDirectory(dirname(options.file));
      closeSync(openSync(options.file, 'a'));
    } catch (error) {
      throw new BotError(
        'BOT_CONFIG_INVALID',
        `log.file: ${options.file} cannot be written: ${errorData(error).message}`,
        {
          hint: 'Choose a writable place for log.file.',
          cause: error,
        },
      );
    }
  }
  const logger = winston.createLogger({
    level: options.level,
    format:
      options.file === null
        ? format.combine(format.timestamp(), line)
        : format.combine(format.timestamp(), format.json()),
    transports: [
      options.file === null
        ? new transports.Console({ stderrLevels: ['error', 'warn', 'info', 'debug'] })
        : new transports.File({ filename: options.file }),
    ],
  });
  return {
    write: (level, message, data) => {
      logger.log({ ...data, level, message });
    },
    close: () =>
      new Promise((resolve) => {
        logger.on('finish', () => resolve());
        logger.end();
      }),
  };
}
