export { createLogger, QuietSink } from './log-sink.js';
export type { LogLevel, LogSink } from './log-sink.js';
export { openLog } from './open-log.js';
export { isSecretKey, Redactor } from './redact.js';
