import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mayBeConfigured } from './possible-configuration.adapter.js';
import { whyUnwritable } from './writable.adapter.js';

const fresh = () => mkdtempSync(join(tmpdir(), 'bot-v2-cli-'));

test.each(['bot-v2.config.yaml', 'bot-v2.config.mjs', '.bot-v2rc', '.bot-v2rc.json'])(
  '%s above may configure',
  (name) => {
    const folder = fresh();
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    expect(mayBeConfigured(join(folder, 'a/b'), {})).toBe(false);
    writeFileSync(join(folder, name), '');
    expect(mayBeConfigured(join(folder, 'a/b'), {})).toBe(true);
  },
);

test('the environment may configure; a file named bot-v2 does not', () => {
  const folder = fresh();
  writeFileSync(join(folder, 'bot-v2'), '');
  expect(mayBeConfigured(folder, {})).toBe(false);
  expect(mayBeConfigured(folder, { BOT_V2_CONFIG: 'x.yaml' })).toBe(true);
});

test('a directory is written to, one that is not there is judged by its parent, and nothing is left behind', () => {
  const folder = fresh();
  writeFileSync(join(folder, 'file'), '');
  expect(whyUnwritable(folder)).toBeUndefined();
  expect(whyUnwritable(join(folder, 'new/state'))).toBeUndefined();
  expect(whyUnwritable(join(folder, 'file/state'))).toMatch(/not a directory|ENOTDIR/);
  expect(whyUnwritable(join(folder, 'file'))).toMatch(/ENOTDIR/);
});
