import { errorData, exitCodeOf, isBotError } from '@bot-v2/sdk';
import type { BotErrorCode, ErrorData } from '@bot-v2/sdk';
import { createStyle } from '../terminal/style.js';
import { plainText } from '../terminal/plain-text.js';
import type { TextStream } from '../terminal/terminal.js';

/** Exit code of a defect. */
const defect = 70;

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** An error as one line: what was wrong, what to do, the code. */
export function errorLine(error: Pick<ErrorData, 'code' | 'message' | 'hint' | 'slice'>): string {
  const where = error.slice === undefined || error.message.includes(error.slice) ? '' : `${error.slice}: `;
  const hint = error.hint === undefined || error.hint === '' ? '' : ` ${sentence(error.hint)}`;
  return plainText(`${where}${sentence(error.message)}${hint} (${error.code})`);
}

/**
 * Writes a thrown value as one line, with its stack and causes only when `verbose`.
 * @returns the exit code of its family; 70 for a value without a code.
 */
export function reportError(error: unknown, stream: TextStream, verbose: boolean): number {
  const style = createStyle(stream.colour);
  const known = isBotError(error);
  const line = known
    ? errorLine({ code: error.code, message: error.message, hint: error.hint, slice: error.slice })
    : errorLine({
        code: 'BOT_INVARIANT',
        message: `unexpected: ${errorData(error).message}`,
        hint: 'A slice, a strategy or a configuration file threw it outside of any call, or it is a defect of the bot: --verbose shows where',
      });
  stream.write(`${style.red('bot-v2:')} ${line}\n`);
  if (verbose) stream.write(stackText(error));
  return known ? exitCodeOf(error.code) : defect;
}

function stackText(error: unknown): string {
  let text = '';
  for (let current: unknown = error; current !== undefined;) {
    const stack = typeof current === 'object' && current !== null ? (current as Error).stack : undefined;
    text += `${text === '' ? '' : 'caused by '}${stack ?? String(current)}\n`;
    current = typeof current === 'object' && current !== null ? (current as Error).cause : undefined;
  }
  return text;
}

/**
 * Writes the errors of a run that did not succeed, each once.
 * @returns the exit code of the first.
 */
export function reportRunErrors(
  errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly hint?: string | undefined;
    readonly slice?: string | undefined;
  }[],
  stream: TextStream,
): number {
  const style = createStyle(stream.colour);
  const lines = new Set(errors.map((error) => errorLine({ ...error, code: error.code as BotErrorCode })));
  for (const line of lines) stream.write(`${style.red('bot-v2:')} ${line}\n`);
  const first = errors[0];
  return first === undefined ? exitCodeOf('BOT_RUN_FAILED') : exitCodeOf(first.code as BotErrorCode);
}
