import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { fixedChoice, flatAccount } from '@bot-v2/sdk';
import { testContext } from '@bot-v2/sdk/testing';
import { optimizeConfig, runStudy, studyFiles } from '../src/index.js';
import { swing } from './swing.strategy.js';
import { pathOf } from './wave-bars.js';

/** A process that runs one study: `run-study.ts STATE_DIR CONFIG PARAMS`, the result as JSON on stdout. */
const [stateDir, configText, paramsText] = process.argv.slice(2) as [string, string, string];
const config = optimizeConfig.parse(JSON.parse(configText));
const base = testContext({ strategies: [swing], stateDir });
const module = { url: pathToFileURL(join(import.meta.dirname, 'swing.strategy.ts')).href, export: 'swing' };
const context = {
  ...base,
  strategies: { ...base.strategies, list: () => base.strategies.list().map((info) => ({ ...info, module })) },
};
const history = pathOf('study', 700, (noise, past) => 0.01 * noise() - 0.2 * (past.at(-1) ?? 0));
const params = { n: 3, side: 'with', faults: '', memo: '', ...JSON.parse(paramsText) };
const choice = fixedChoice('TEST', { provider: 'inline', id: 'swing', version: '1.0.0', params });
try {
  const found = await runStudy(
    { history, choice, account: flatAccount(100_000) },
    config,
    context,
    studyFiles(stateDir, config.failpoint),
  );
  process.stdout.write(JSON.stringify(found));
} catch (error) {
  process.stderr.write(`${String((error as { code?: unknown }).code)} ${String(error)}\n`);
  process.exitCode = 1;
}
