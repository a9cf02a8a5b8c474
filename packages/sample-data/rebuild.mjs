/**
 * Rebuilds `data/` from the public packages named in `rebuild/sources.mjs`.
 *
 *   node rebuild.mjs TEMP_DIR            fetch, verify, rebuild, compare with the committed files (exit 1 if they differ)
 *   node rebuild.mjs TEMP_DIR --write    the same, and overwrite the committed files
 *
 * TEMP_DIR must exist; tarballs already in it are used as they are (their contents are verified either way).
 * Needs `npm` and `tar` on the path, and the npm registry. The result depends on the pinned sources only.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { buildAapl } from './rebuild/build-aapl.mjs';
import { buildMsft, buildTxn } from './rebuild/build-msft-txn.mjs';
import { buildSp500 } from './rebuild/build-sp500.mjs';
import { encodeSample, indexEntry } from './rebuild/encode-sample.mjs';
import { fetchSource } from './rebuild/fetch-source.mjs';
import { sources } from './rebuild/sources.mjs';

const [tempDirectory, option] = process.argv.slice(2);
if (!tempDirectory || !existsSync(tempDirectory) || (option !== undefined && option !== '--write')) {
  console.error('usage: node rebuild.mjs EXISTING_TEMP_DIR [--write]');
  process.exit(2);
}

const text = Object.fromEntries(
  Object.entries(sources).map(([key, source]) => [key, fetchSource(source, tempDirectory)]),
);
const samples = [
  buildAapl(text.aapl),
  buildMsft(text.msft, text.msftEvents),
  buildTxn(text.txn),
  buildSp500(text.sp500),
];

const files = new Map();
for (const sample of samples) files.set(sample.info.file, encodeSample(sample));
const entries = samples.map((sample) => indexEntry(sample, sources));
files.set(
  'index.json',
  Buffer.from(`${JSON.stringify({ format: 'bot-v2-sample-index@1', samples: entries }, null, 2)}\n`),
);

let different = 0;
for (const [name, bytes] of files) {
  const target = new URL(`./data/${name}`, import.meta.url);
  const same = existsSync(target) && readFileSync(target).equals(bytes);
  if (!same && option === '--write') writeFileSync(target, bytes);
  if (!same) different += 1;
  console.log(`${name.padEnd(12)} ${String(bytes.length).padStart(7)} bytes  ${same ? 'same' : 'different'}`);
}
for (const sample of samples) {
  const { symbol } = sample.info;
  console.log(`${symbol.padEnd(6)} ${sample.rows.length} bars, ${sample.actions.length} actions. ${sample.report}`);
}
if (different > 0 && option !== '--write') {
  console.error(`${different} of ${files.size} files differ from the committed ones; --write replaces them`);
  process.exit(1);
}
