#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { interruptSignal } from './terminal/interrupt.adapter.js';
import { onForeignExit } from './terminal/exit.adapter.js';
import { exitAfterWriting, processTerminal } from './terminal/process-terminal.adapter.js';
import type { Host } from './terminal/terminal.js';

/*
 * Starts fast: `--help` reads a file written at build time, the two lists load only the registry; everything else is
 * imported by the command that needs it.
 */
const words = process.argv.slice(2);
const terminal = processTerminal();
const application = fileURLToPath(new URL('..', import.meta.url));
const version = (JSON.parse(readFileSync(`${application}package.json`, 'utf8')) as { version: string }).version;

function host(): Host {
  return {
    application,
    cwd: process.cwd(),
    version,
    environment: process.env,
    signal: interruptSignal(() => terminal.err.write('\nStopping… (Ctrl-C again to quit at once)\n')),
  };
}

async function dispatch(): Promise<number> {
  switch (words.join(' ')) {
    case '':
    case '-h':
    case '--help':
      terminal.out.write(readFileSync(new URL('help.txt', import.meta.url), 'utf8'));
      return 0;
    case '--version':
      terminal.out.write(`${version}\n`);
      return 0;
    case 'slices':
      return (await import('./commands/list-slices.command.js')).listSlices(host(), terminal);
    case 'workflows':
    case 'workflows list':
      return (await import('./commands/list-workflows.command.js')).listAllWorkflows(host(), terminal);
    default:
      return (await import('./main.js')).main(words, host(), terminal);
  }
}

async function fail(error: unknown): Promise<void> {
  const { reportError } = await import('./errors/report-error.js');
  exitAfterWriting(reportError(error, terminal.err, words.includes('--verbose')));
}

/** Node ends when nothing is left to do, as if all were well, although somebody may still wait for an answer. */
async function stalled(): Promise<void> {
  const { BotError } = await import('@bot-v2/sdk/errors');
  await fail(
    new BotError('BOT_RUN_CUT_OFF', 'nothing is left to do, and the command has not come to its end', {
      hint: 'A promise of a slice, a strategy or a configuration file is never settled; a `timeout` on a step of a workflow says which',
    }),
  );
}

process.once('beforeExit', () => void stalled());
onForeignExit(() => {
  terminal.err.write(
    'bot-v2: something ended the process before the command came to its end. A slice, a strategy or a configuration file calls process.exit. (BOT_RUN_CUT_OFF)\n',
  );
  return 6;
});
process.on('uncaughtException', (error) => void fail(error));
dispatch().then(exitAfterWriting, fail);
