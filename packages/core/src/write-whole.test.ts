import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from './write-whole.adapter.js';

test('a file is whole or not there, and a fault says why and leaves nothing behind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bot-v2-core-'));
  writeWhole(join(folder, 'a/page.html'), 'text', 'Elsewhere.');
  expect(readFileSync(join(folder, 'a/page.html'), 'utf8')).toBe('text');
  mkdirSync(join(folder, 'b/page.html'), { recursive: true });
  expect(() => writeWhole(join(folder, 'b/page.html'), 'text', 'Elsewhere.')).toThrow(
    expect.objectContaining({
      code: 'BOT_CONFIG_STATE_UNWRITABLE',
      message: expect.stringMatching(/page\.html cannot be written: .*E[A-Z]+/),
      hint: 'Elsewhere.',
    }),
  );
  expect(readdirSync(join(folder, 'b'))).toEqual(['page.html']);
  expect(() => writeWhole(join(folder, 'a/page.html/below'), 'text', 'Elsewhere.')).toThrow(/below cannot be written/);
});
