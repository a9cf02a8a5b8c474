import type { BotErrorCode } from '@bot-v2/sdk';

/** A place in a file; line and column count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A problem in a workflow file: what, where, and what to do. */
export interface Diagnostic extends Position {
  readonly code: BotErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly file: string;
}

/** `file:line:column CODE message. hint`, on one line. */
export function diagnosticText(diagnostic: Diagnostic): string {
  const { file, line, column, code, message, hint } = diagnostic;
  return `${file}:${line}:${column} ${code} ${message}.${hint === '' ? '' : ` ${hint}`}`;
}

/** Gathers the problems of one file. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];

  constructor(readonly file: string) {}

  add(code: BotErrorCode, position: Position, message: string, hint = ''): void {
    this.diagnostics.push({ code, message, hint, file: this.file, line: position.line, column: position.column });
  }
}
