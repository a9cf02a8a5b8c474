import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { StrategyChoice, Study } from '@bot-v2/sdk';

/** How a study in a process of its own ended. */
export interface StudyEnd {
  readonly signal: string | null;
  readonly errors: string;
  readonly found: { readonly study: Study; readonly choice: StrategyChoice } | undefined;
}

/** Runs `run-study.ts` in a process of its own. `kill` is called with a function that sends it a signal. */
export function studyProcess(
  stateDir: string,
  config: object = {},
  params: object = {},
  kill?: (now: (signal: NodeJS.Signals) => void) => void,
): Promise<StudyEnd> {
  const folder = import.meta.dirname;
  const child = spawn(
    process.execPath,
    [
      '--no-warnings',
      '--conditions=@bot-v2/source',
      ...['--import', join(folder, 'typescript-loader.mjs')],
      ...[join(folder, 'run-study.ts'), stateDir, JSON.stringify(config), JSON.stringify(params)],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  kill?.((signal) => child.kill(signal));
  return new Promise((resolve) => {
    child.on('close', (_code, signal) => {
      resolve({
        signal,
        errors,
        found: output === '' ? undefined : (JSON.parse(output) as NonNullable<StudyEnd['found']>),
      });
    });
  });
}
