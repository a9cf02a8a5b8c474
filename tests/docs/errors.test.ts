import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodes, exitCodeOf } from '@bot-v2/sdk';
import type { BotErrorCode } from '@bot-v2/sdk';

/** Rows `code | exit | meaning` of docs/errors.md, in order. */
function documented(): [code: string, exit: number, meaning: string][] {
  const page = readFileSync(join(import.meta.dirname, '../../docs/errors.md'), 'utf8');
  const rows = page.matchAll(/^\| `(\w+)` \| (\d+) \| (.+) \|$/gm);
  return [...rows].map(([, code, exit, meaning]) => [code!, Number(exit), meaning!]);
}

test('docs/errors.md is the table of the code: every code once, with its exit code and meaning', () => {
  const inCode = Object.entries(errorCodes).map(([code, meaning]) => [code, exitCodeOf(code as BotErrorCode), meaning]);
  const byCode = (a: readonly unknown[], b: readonly unknown[]) => String(a[0]).localeCompare(String(b[0]));
  expect(documented().sort(byCode)).toEqual(inCode.sort(byCode));
});
