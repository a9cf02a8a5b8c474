import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { fixedChoice, flatAccount } from '@bot-v2/sdk';
import { testContext } from '@bot-v2/sdk/testing';
import { optimizeConfig, runStudy, studyFiles } from '../src/index.js';
import type { StudyStore } from '../src/index.js';
import { swing, swingColumn } from './swing.strategy.js';
import type { StudyOrder } from './study-process.js';
import { pathOf } from './wave-bars.js';

/** A process that runs one study as ordered by its argument, the result as JSON on stdout. */
const { stateDir, config, params, killAfter, byColumn } = JSON.parse(process.argv[2]!) as Required<StudyOrder>;
const base = testContext({ strategies: [byColumn ? swingColumn : swing], stateDir });
const module = {
  url: pathToFileURL(join(import.meta.dirname, 'swing.strategy.js')).href,
  export: byColumn ? 'swingColumn' : 'swing',
};
const context = { ...base, strategies: { ...base.strategies, moduleOf: () => Promise.resolve(module) } };
const history = pathOf('study', 700, (noise, past) => 0.01 * noise() - 0.2 * (past.at(-1) ?? 0));
const choice = fixedChoice('TEST', {
  ...{ provider: 'inline', id: 'swing', version: '1.0.0' },
  params: { n: 3, side: 'with', faults: '', memo: '', ...params },
});

const files = studyFiles(stateDir);
let stored = 0;
const store: StudyStore = {
  ...files,
  store: (...given) => {
    files.store(...given);
    if (++stored === killAfter) process.kill(process.pid, 'SIGKILL');
  },
};
try {
  const input = { history, choice, account: flatAccount(100_000) };
  process.stdout.write(JSON.stringify(await runStudy(input, optimizeConfig.parse(config), context, store)));
} catch (error) {
  process.stderr.write(`${String((error as { code?: unknown }).code)} ${String(error)}\n`);
  process.exitCode = 1;
}
