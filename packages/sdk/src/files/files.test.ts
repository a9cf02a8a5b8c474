import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDirectory, writeWhole } from './index.js';

test('a file is whole or not there, and a fault says why and leaves nothing behind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bot-v2-sdk-'));
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

test('a directory is made with those above it, and where none can be made that is said', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bot-v2-sdk-'));
  makeDirectory(join(folder, 'a/b/c'));
  makeDirectory(join(folder, 'a/b/c'));
  expect(statSync(join(folder, 'a/b/c')).isDirectory()).toBe(true);
  writeWhole(join(folder, 'file'), '', '');
  expect(() => makeDirectory(join(folder, 'file/below'))).toThrow(/E[A-Z]+/);
  if (existsSync('/proc/self')) expect(() => makeDirectory('/proc/none/below')).toThrow(/ENOENT/);
});
