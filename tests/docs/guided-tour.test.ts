import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bot, describeBuilt, freshFolder, root } from '../blackbox/bot.js';

/** Blocks of the tour that are not run as TypeScript by the test of all examples: files, and commands. */
const blocks = [
  ...readFileSync(join(root, 'docs/guided-tour.md'), 'utf8').matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```/gm),
].map(([, language, file, text]) => ({ language: language!, file, text: text! }));

describeBuilt('the guided tour', () => {
  it('runs from the first block to the last, in one directory', async () => {
    const cwd = freshFolder();
    let ran = 0;
    for (const { language, file, text } of blocks) {
      if (file !== undefined) writeFileSync(join(cwd, file), text);
      else if (language === 'sh') {
        for (const line of text.trim().split('\n')) {
          const [command, ...words] = line.split(' ');
          expect(command).toBe('bot-v2');
          const done = await bot(words, { cwd });
          expect({ line, code: done.code, stderr: done.code === 0 ? '' : done.stderr }).toEqual({
            line,
            code: 0,
            stderr: '',
          });
          ran++;
        }
      } else expect(language).toBe('ts');
    }
    expect(ran).toBeGreaterThan(8);
    expect(readFileSync(join(cwd, 'first.html'), 'utf8')).toContain('Not distinguishable from luck');
  }, 120_000);
});
