import type { BotError, BotErrorCode, BotErrorOptions } from '@bot-v2/sdk';

/** The brand by which `isBotError` of any copy of the sdk recognises an error. */
const errorBrand = Symbol.for('bot-v2.error@1');

class Fault extends Error {
  override readonly name = 'BotError';
  readonly details: Readonly<Record<string, unknown>>;
  readonly hint: string | undefined;
  readonly retryable: boolean;
  readonly slice: string | undefined;
  readonly capability: string | undefined;

  constructor(
    readonly code: BotErrorCode,
    message: string,
    options: BotErrorOptions,
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.details = options.details ?? {};
    this.hint = options.hint;
    this.retryable = options.retryable ?? false;
    this.slice = options.slice;
    this.capability = options.capability;
    Object.defineProperty(this, errorBrand, { value: true });
  }
}

/**
 * A `BotError` by brand. The root of the sdk loads zod, which the registry and workflow rooms must not, so they make
 * their errors here; everybody tests them with `isBotError`.
 */
export function fault(code: BotErrorCode, message: string, options: BotErrorOptions = {}): BotError {
  return new Fault(code, message, options);
}

/** Whether `value` is a `BotError` of any copy of the sdk. */
export function isFault(value: unknown): value is BotError {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[errorBrand] === true;
}
