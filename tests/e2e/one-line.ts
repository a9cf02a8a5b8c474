import type { Finished } from '../blackbox/bot.js';

/** The error lines of a finished command: what stderr holds beside progress. */
export function errorLines(done: Finished): string[] {
  return done.stderr.split('\n').filter((line) => line.startsWith('bot-v2: '));
}

/** Expects a refusal: an exit code, one readable line, no stack, nothing on standard output. */
export function expectRefusal(done: Finished, code: number, ...patterns: readonly RegExp[]): void {
  expect({ code: done.code, stdout: done.stdout, stderr: done.stderr }).toMatchObject({ code, stdout: '' });
  expect(errorLines(done)).toHaveLength(1);
  for (const pattern of patterns) expect(errorLines(done)[0]).toMatch(pattern);
  expect(done.stderr).not.toMatch(/^\s+at /m);
}
