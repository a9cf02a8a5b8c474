/** Prints, as JSON, AAPL's bars, what the packages make of them in Node, and the page that does the same in a browser. */
import { join } from 'node:path';
import { createSampleProvider, getBars } from '@bot-v2/slice-data';
import { build } from 'esbuild';
import { backtest, indicators, models, toJson } from './backtest.mjs';

const frame = toJson(await getBars(createSampleProvider(), { symbol: 'AAPL', interval: '1d' }));
const { outputFiles } = await build({
  entryPoints: [join(import.meta.dirname, 'page.mjs')],
  bundle: true,
  platform: 'browser',
  format: 'esm',
  write: false,
  logLevel: 'error',
});
const made = { backtest: JSON.stringify(backtest(frame)), indicators: indicators(frame), models: models(frame) };
process.stdout.write(JSON.stringify({ frame, made, page: outputFiles[0].text }));
