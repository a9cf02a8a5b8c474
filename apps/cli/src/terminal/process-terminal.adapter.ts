import { exit } from './exit.adapter.js';
import type { Terminal, TextStream } from './terminal.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether text to a stream may be coloured: on a terminal that can, unless NO_COLOR is set. */
export function wantsColour(environment: Environment, isTerminal: boolean): boolean {
  return isTerminal && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
}

/** Columns of a stream: those of the terminal, else of COLUMNS; undefined where neither says. */
export function columnsOf(environment: Environment, terminal: number | undefined): number | undefined {
  if (terminal !== undefined) return terminal;
  const text = environment['COLUMNS'] ?? '';
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

/** Writes results; what slices and strategies print is none of them, and goes to standard error. */
const writeResult = process.stdout.write.bind(process.stdout);

function textStream(
  stream: NodeJS.WriteStream,
  environment: Environment,
  write: (text: string) => unknown,
): TextStream {
  const isTerminal = stream.isTTY === true;
  return {
    write: (text) => void write(text),
    interactive: isTerminal && environment['TERM'] !== 'dumb' && (environment['CI'] ?? '') === '',
    colour: wantsColour(environment, isTerminal),
    columns: columnsOf(environment, isTerminal ? stream.columns : undefined),
  };
}

/**
 * Standard output and error. A reader of results that went away (`| head`) ends the process quietly; one of progress
 * is not missed. From then on standard output has results alone: whatever else is printed there goes to standard error.
 */
export function processTerminal(): Terminal {
  const onError = (quit: boolean) => (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (quit) exit(0);
  };
  process.stdout.on('error', onError(true));
  process.stderr.on('error', onError(false));
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return {
    out: textStream(process.stdout, process.env, writeResult),
    err: textStream(process.stderr, process.env, (text) => process.stderr.write(text)),
  };
}

/** Ends the process once everything written has left it. */
export function exitAfterWriting(code: number): void {
  process.exitCode = code;
  writeResult('', () => process.stderr.write('', () => exit(code)));
}
