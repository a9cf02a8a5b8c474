import { errorBrand, hasBrand } from '../brand.js';
import type { BotErrorCode } from './codes.js';

/** What an error may carry beside its code and message. */
export interface BotErrorOptions {
  /** Plain data about the failure: names, positions, limits. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** What to do next, as a sentence. */
  readonly hint?: string;
  /** Whether the same call may succeed later, unchanged. */
  readonly retryable?: boolean;
  readonly slice?: string;
  readonly capability?: string;
  readonly cause?: unknown;
}

/** The one error type of bot-v2: a code from the table, what was wrong and where, and what to do next. */
export class BotError extends Error {
  readonly code: BotErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly hint: string | undefined;
  readonly retryable: boolean;
  readonly slice: string | undefined;
  readonly capability: string | undefined;

  constructor(code: BotErrorCode, message: string, options: BotErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'BotError';
    this.code = code;
    this.details = options.details ?? {};
    this.hint = options.hint;
    this.retryable = options.retryable ?? false;
    this.slice = options.slice;
    this.capability = options.capability;
    Object.defineProperty(this, errorBrand, { value: true });
  }
}

/** Whether `value` is a `BotError`, made by this copy of the sdk or by another. */
export function isBotError(value: unknown): value is BotError {
  try {
    return hasBrand(value, errorBrand);
  } catch {
    return false;
  }
}

/** An error as plain data, for results and journals. */
export interface ErrorData {
  code: BotErrorCode;
  message: string;
  hint?: string | undefined;
  slice?: string | undefined;
  capability?: string | undefined;
  details?: Record<string, unknown> | undefined;
}

/** What a thrown value says, whatever it is: anything can be thrown, also what cannot be read. */
function messageOf(error: unknown): string {
  try {
    const message = (error as { message?: unknown } | null | undefined)?.message;
    return typeof message === 'string' ? message : String(error);
  } catch {
    return 'a value was thrown that cannot be read';
  }
}

/** Turns any thrown value into plain data; a value without a code becomes `fallback`. */
export function errorData(error: unknown, fallback: BotErrorCode = 'BOT_CAP_FAILED'): ErrorData {
  if (!isBotError(error)) return { code: fallback, message: messageOf(error) };
  return {
    code: error.code,
    message: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.slice === undefined ? {} : { slice: error.slice }),
    ...(error.capability === undefined ? {} : { capability: error.capability }),
    ...(Object.keys(error.details ?? {}).length === 0 ? {} : { details: { ...error.details } }),
  };
}

/** Throws `BOT_INVARIANT` when `condition` is false: a defect of ours, never a fault of the user. */
export function invariant(condition: unknown, message: string, details?: Record<string, unknown>): asserts condition {
  if (!condition) throw new BotError('BOT_INVARIANT', message, details === undefined ? {} : { details });
}
