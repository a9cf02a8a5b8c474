import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { exportsPage } from './exports-page.js';

/**
 * What is generated from the indicator and candlestick files: `pnpm catalogue` writes it, this test holds it equal.
 * In this order: the catalogue is imported only after the first two pages, which it consists of, are written.
 */
const root = join(import.meta.dirname, '../..');
const indicatorFolder = join(root, 'packages/quant/src/indicators');
const candlestickFolder = join(root, 'packages/quant/src/candlesticks');

const catalogues = async () => ({
  ...(await import('@bot-v2/quant/indicators')),
  ...(await import('@bot-v2/quant/candlesticks')),
});

const pages: readonly (readonly [string, () => string | Promise<string>])[] = [
  ['packages/quant/src/indicators/every-indicator.ts', () => exportsPage(indicatorFolder, 'indicator')],
  ['packages/quant/src/candlesticks/every-candlestick.ts', () => exportsPage(candlestickFolder, 'candlestick')],
  [
    'packages/sdk/src/strategy/indicator-functions.ts',
    async () => {
      const { functionsPage } = await import('./functions-page.js');
      const { INDICATORS, CANDLESTICKS } = await catalogues();
      return functionsPage(INDICATORS, CANDLESTICKS);
    },
  ],
  [
    'docs/indicators.md',
    async () => {
      const { docsPage } = await import('./docs-page.js');
      const { INDICATORS, CANDLESTICKS } = await catalogues();
      return docsPage(INDICATORS, CANDLESTICKS);
    },
  ],
];

it.each(pages)('%s is what the catalogue says', async (file, page) => {
  const path = join(root, file);
  const text = await page();
  const wanted = file.endsWith('.ts') ? await format(text, { ...(await resolveConfig(path)), filepath: path }) : text;
  if (process.env['UPDATE_CATALOGUE'] === '1') writeFileSync(path, wanted);
  expect(readFileSync(path, 'utf8')).toBe(wanted);
});
