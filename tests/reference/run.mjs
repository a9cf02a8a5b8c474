/**
 * Compares the built packages with the expected values in `BOT_V2_REFERENCE` (default `../shared/reference`), found by
 * listing it: `pnpm test:reference [AREA…] [--verbose] [--strict] [--json] [--seed N]`. A line an area; exit 1 on a
 * difference, an area without cases, less than 95 % of a file's values mapped, a file of unknown form, or a form whose
 * comparison does not notice one value changed by 1e-6; with `--strict` also on what is not built. Exit 2 on a wrong argument or
 * without the folder.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { referenceFolders } from './folders.mjs';
import { listFiles } from './reference-file.mjs';

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        verbose: { type: 'boolean', default: false },
        strict: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
      },
    });
  } catch (error) {
    return stop(error.message);
  }
}

const { values: options, positionals } = readArguments();
const folders = referenceFolders(process.env);
if (folders.reference === undefined) {
  stop('no folder of expected values: set BOT_V2_REFERENCE to it, or put it at ../shared/reference');
}

const areas = [];
try {
  for (const name of readdirSync(join(import.meta.dirname, 'areas')).sort()) {
    if (name.endsWith('.area.mjs')) areas.push((await import(`./areas/${name}`)).area);
  }
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  stop(`${error.message}\nThe packages must be built first: pnpm build`);
}
const { runArea } = await import('./run-area.mjs');
const { summarise, table } = await import('./summary.mjs');

const listed = readdirSync(folders.reference, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
const wanted = (name) => positionals.length === 0 || positionals.some((each) => name.startsWith(each));
const unheard = positionals.find((each) => ![...listed, ...areas.map((a) => a.folder)].some((n) => n.startsWith(each)));
if (unheard !== undefined) stop(`there is no area ${unheard}; there are ${listed.join(', ')}`);

const summaries = [];
const missing = [];
for (const area of areas.filter((each) => wanted(each.folder))) {
  const sources = area.sources?.(folders) ?? [];
  missing.push(...sources.filter((each) => !existsSync(each.folder)).map((each) => each.missing));
  const own = { folder: join(folders.reference, area.folder) };
  summaries.push(summarise(runArea(area, [own, ...sources], folders, options.seed), options.strict));
}
const notBuiltAreas = listed
  .filter((name) => wanted(name) && !areas.some((area) => area.folder === name))
  .map((area) => ({ area, files: listFiles(join(folders.reference, area)).length }));
const passed = summaries.every((each) => each.reasons.length === 0) && !(options.strict && notBuiltAreas.length > 0);

if (options.json) {
  const places = (each) => (options.verbose ? each.unmappedPlaces : each.unmappedPlaces.slice(0, 20));
  const rows = summaries.map((each) => ({ ...each, unmappedPlaces: places(each) }));
  const result = { schema: 'bot-v2/reference@1', passed, seed: options.seed, areas: rows, notBuiltAreas, missing };
  process.stdout.write(`${JSON.stringify(result, (_, v) => (v === Infinity ? 'undefined' : v), 2)}\n`);
} else {
  print();
}
process.exitCode = passed ? 0 : 1;

function print() {
  const lines = [table(summaries, notBuiltAreas, options.verbose), ''];
  for (const each of summaries) {
    if (options.verbose || each.reasons.length > 0) {
      const shown = options.verbose ? each.unmappedPlaces : each.unmappedPlaces.slice(0, 10);
      lines.push(...each.failures.map((text) => `differs: ${text}`), ...shown.map((text) => `unmapped: ${text}`));
      if (each.unmapped > shown.length) lines.push(`unmapped: … ${each.unmapped - shown.length} more in ${each.area}`);
    }
    if (options.verbose) {
      lines.push(
        ...each.notBuiltValues.map(({ reason, count }) => `not built: ${each.area} ${count} values, ${reason}`),
      );
      lines.push(...each.notBuiltFiles.map(({ name, reason }) => `not built: ${each.area}/${name}, ${reason}`));
    }
    const noticed = each.selfTests.filter((test) => test.noticed).length;
    lines.push(`self-test ${each.area}: a changed value is noticed in ${noticed} of ${each.selfTests.length} forms`);
    if (options.verbose) lines.push(...each.selfTests.map(({ text }) => `  ${text}`));
    lines.push(...each.reasons.map((reason) => `FAILED ${each.area}: ${reason}`));
  }
  lines.push(...missing.map((text) => `SKIPPED: ${text}`));
  if (options.strict) lines.push(...notBuiltAreas.map(({ area }) => `FAILED ${area}: not built`));
  lines.push(passed ? 'All compared values agree.' : 'The comparison failed.');
  process.stdout.write(`${lines.join('\n')}\n`);
}
