export { BotError, errorData, invariant, isBotError } from './bot-error.js';
export type { BotErrorOptions, ErrorData } from './bot-error.js';
export { errorCodes, exitCodeOf } from './codes.js';
export type { BotErrorCode } from './codes.js';
export { nearestName, suggestName } from './nearest-name.js';
