import type { Logger } from '@bot-v2/sdk';
import type { Redactor } from './redact.js';

/** Levels of a record. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** Where records go after redaction. */
export interface LogSink {
  write(level: LogLevel, message: string, data: Record<string, unknown>): void;
  close(): Promise<void>;
}

/** Keeps warnings and errors (the last 200) and drops the rest: the sink of a run nobody wants a log of. */
export class QuietSink implements LogSink {
  readonly kept: { level: LogLevel; message: string; data: Record<string, unknown> }[] = [];

  write(level: LogLevel, message: string, data: Record<string, unknown>): void {
    if (level !== 'warn' && level !== 'error') return;
    this.kept.push({ level, message, data });
    if (this.kept.length > 200) this.kept.shift();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** A logger over a sink; `labels` (slice, run, step) go with every record. */
export function createLogger(sink: LogSink, redactor: Redactor, labels: Record<string, unknown> = {}): Logger {
  const at = (level: LogLevel) => (message: string, data?: Record<string, unknown>) => {
    sink.write(level, redactor.text(message), redactor.data({ ...labels, ...data }) as Record<string, unknown>);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
