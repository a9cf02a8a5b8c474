import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describeBuilt } from '../blackbox/bot.js';
import { describeInChromium } from '../chromium.js';

interface InNode {
  readonly frame: object;
  readonly result: {
    readonly runs: readonly { readonly strategy: string; readonly orders: number }[];
    readonly indicators: readonly unknown[];
  };
  readonly page: string;
}

/** The packages that promise to run anywhere, built, as a bundler finds them. */
describeBuilt('sdk, quant, engine and strategies', () => {
  let node: InNode;
  beforeAll(() => {
    const printed = execFileSync(process.execPath, [join(import.meta.dirname, 'in-node.mjs')], { maxBuffer: 1 << 27 });
    node = JSON.parse(printed.toString()) as InNode;
  }, 60_000);

  it('are bundled for a browser without a module of Node', () => {
    expect(node.page).not.toMatch(/["'`]node:|\brequire\(/);
  });

  describeInChromium('on a page', (browser) => {
    it('make of AAPL what they make in Node, byte for byte', async () => {
      expect(node.result.runs.filter(({ orders }) => orders > 5).length).toBeGreaterThan(2);
      expect(node.result.indicators.length).toBeGreaterThan(100);
      const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
        '/': ['text/html', '<!doctype html><body></body><script type="module" src="page.js"></script>'],
        '/page.js': ['text/javascript', node.page],
        '/aapl.json': ['application/json', JSON.stringify(node.frame)],
      };
      const server = createServer((request, response) => {
        const [type, body] = files[request.url ?? ''] ?? ['text/plain', ''];
        response.setHeader('content-type', type).end(body);
      });
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      try {
        const page = await browser().newPage();
        const failed = new Promise<never>((_, reject) => page.once('pageerror', reject));
        await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
        await Promise.race([page.waitForFunction('document.title === "done"'), failed]);
        const text = await page.textContent('body');
        expect(JSON.parse(text!)).toEqual(node.result);
        expect(text).toBe(JSON.stringify(node.result));
      } finally {
        server.close();
      }
    }, 60_000);
  });
});
