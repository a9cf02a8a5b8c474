import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakeApplication } from '../../test/packages.js';
import { createLogger, openLog, QuietSink, Redactor } from './index.js';

const levels = { level: 'warn', file: null } as const;

describe('logging', () => {
  it('is quiet by default and keeps warnings', async () => {
    const sink = await openLog(levels);
    expect(sink).toBeInstanceOf(QuietSink);
    const log = createLogger(sink, new Redactor(), { slice: 'x' });
    log.info('nothing');
    log.warn('careful', { n: 1 });
    expect((sink as QuietSink).kept).toEqual([{ level: 'warn', message: 'careful', data: { slice: 'x', n: 1 } }]);
  });

  it('hides secrets by key and by value, wherever they turn up', () => {
    const sink = new QuietSink();
    const redactor = new Redactor();
    redactor.registerSecrets({ alpaca: { secretKey: 'abcd-1234', paper: true }, list: [{ token: 'xyz-9' }] });
    const log = createLogger(sink, redactor);
    log.error('login with abcd-1234 failed', {
      password: 'p',
      headers: { Authorization: 'Bearer q' },
      url: 'https://h/?k=xyz-9',
      monkey: 'fine',
      error: new Error('abcd-1234'),
    });
    const text = JSON.stringify(sink.kept);
    for (const secret of ['abcd-1234', 'xyz-9', '"p"', 'Bearer']) expect(text).not.toContain(secret);
    expect(text).toContain('fine');
    expect(text).toContain('https://h/?k=[redacted]');
  });

  it('refuses a file that cannot be written', async () => {
    const app = new FakeApplication();
    const file = app.write('file', '');
    for (const place of [join(file, 'run.log'), app.directory])
      await expect(openLog({ level: 'info', file: place })).rejects.toMatchObject({
        code: 'BOT_CONFIG_INVALID',
        message: expect.stringContaining(`log.file: ${place} cannot be written: `),
      });
    app.remove();
  });

  it('writes JSON lines to a file through winston when one is named', async () => {
    const app = new FakeApplication();
    const file = join(app.directory, 'logs/run.log');
    const sink = await openLog({ level: 'info', file });
    const log = createLogger(sink, new Redactor(), { run: 'r-1' });
    log.debug('too fine');
    log.info('hello', { apiKey: 'secret' });
    await sink.close();
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    app.remove();
    expect(lines).toEqual([
      expect.objectContaining({ level: 'info', message: 'hello', run: 'r-1', apiKey: '[redacted]' }),
    ]);
  });
});
