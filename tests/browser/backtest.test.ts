import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describeBuilt } from '../blackbox/bot.js';
import { describeInChromium } from '../chromium.js';

interface Made {
  /** JSON text. */
  readonly backtest: string;
  readonly indicators: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** JSON text. */
  readonly models: string;
}

interface InNode {
  readonly frame: object;
  readonly made: Made;
  readonly page: string;
}

/** Files by path, served on this machine alone while `use` runs. */
async function serving(
  files: Readonly<Record<string, readonly [type: string, body: string]>>,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ''] ?? ['text/plain', ''];
    response.setHeader('content-type', type).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
  }
}

/** Indicators with a value that differs, in its last bit even. */
function unlike(one: Made['indicators'], other: Made['indicators']): string[] {
  return one
    .filter(({ values }, i) => JSON.stringify(values) !== JSON.stringify(other[i]?.values))
    .map(({ name }) => name);
}

/** The packages that promise to run anywhere, built, as a bundler finds them. */
describeBuilt('sdk, quant, engine and strategies', () => {
  let node: InNode;
  beforeAll(() => {
    const printed = execFileSync(process.execPath, [join(import.meta.dirname, 'in-node.mjs')], { maxBuffer: 1 << 27 });
    node = JSON.parse(printed.toString()) as InNode;
  }, 240_000);

  it('are bundled for a browser without a module of Node', () => {
    expect(node.page).not.toMatch(/\b(?:from|import)\s*\(?\s*["'`]node:|\brequire\(/);
  });

  describeInChromium('on a page', (browser) => {
    let made: Made;
    beforeAll(async () => {
      const files = {
        '/': ['text/html', '<!doctype html><body></body><script type="module" src="page.js"></script>'],
        '/page.js': ['text/javascript', node.page],
        '/aapl.json': ['application/json', JSON.stringify(node.frame)],
      } as const;
      await serving(files, async (url) => {
        const page = await browser().newPage();
        const failed = new Promise<never>((_, reject) => page.once('pageerror', reject));
        await page.goto(url);
        await Promise.race([
          page.waitForFunction('globalThis.made !== undefined', undefined, { timeout: 200_000 }),
          failed,
        ]);
        made = await page.evaluate<Made>('made');
        expect(await page.textContent('body')).toBe(made.backtest);
      });
    }, 240_000);

    it('backtest AAPL by every strategy to the bytes of Node', () => {
      const { runs } = JSON.parse(made.backtest) as { runs: { strategy: string; orders: number }[] };
      expect(runs.filter(({ orders }) => orders > 10).map(({ strategy }) => strategy)).toContain('momentum');
      expect(JSON.parse(made.backtest)).toEqual(JSON.parse(node.made.backtest));
      expect(made.backtest).toBe(node.made.backtest);
    });

    it('have the indicators of Node to the last bit', () => {
      expect(made.indicators.length).toBeGreaterThan(100);
      expect(unlike(made.indicators, node.made.indicators)).toEqual([]);
    });

    it('have the models, searches and elementary functions of Node to the last bit', () => {
      const [there, here] = [made, node.made].map(({ models }) => JSON.parse(models) as Record<string, unknown>);
      expect(Object.keys(here!).filter((name) => JSON.stringify(here![name]) !== JSON.stringify(there![name]))).toEqual(
        [],
      );
      expect(here).toMatchObject({ hmm: { fitted: true }, garch: { fitted: true }, boosted: {}, functions: {} });
    });
  });
});
