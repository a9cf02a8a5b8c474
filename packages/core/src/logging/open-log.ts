import type { CoreConfig } from '../config/config.schema.js';
import { QuietSink } from './log-sink.js';
import type { LogSink } from './log-sink.js';

/** The sink a configuration asks for: winston when a file is named or the level is `info` or `debug`, else a quiet one. */
export async function openLog(config: CoreConfig['log']): Promise<LogSink> {
  const wanted = config.file !== null || config.level === 'info' || config.level === 'debug';
  if (!wanted || config.level === 'silent') return new QuietSink();
  const { winstonSink } = await import('./winston-sink.adapter.js');
  return winstonSink({ level: config.level, file: config.file });
}
