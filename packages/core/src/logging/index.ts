export { createLogger, QuietSink } from './log-sink.js';
export type { LogLevel, LogSink } from './log-sink.js';
export { openLog } from './open-log.js';
export { isSecretKey, redacted, Redactor } from './redact.js';
