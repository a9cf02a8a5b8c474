import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StrategyChoice, Study } from '@bot-v2/sdk';
import { build } from 'esbuild';
import { temporaryDirectory } from './temporary-directory.js';

/** How a study in a process of its own ended. */
export interface StudyEnd {
  readonly signal: string | null;
  readonly errors: string;
  readonly found: { readonly study: Study; readonly choice: StrategyChoice } | undefined;
}

/** What a study's process is asked to do. */
export interface StudyOrder {
  readonly stateDir?: string;
  readonly config?: object;
  readonly params?: object;
  /** Whether the strategy's decision is a column. */
  readonly byColumn?: boolean;
  /** Kill it (SIGKILL) once this many trials are stored. */
  readonly killAfter?: number;
}

/** The packages' sources as one program, a worker's entry beside it; made once for all processes of a test file. */
let program: Promise<string> | undefined;

async function bundled(): Promise<string> {
  const outdir = join(temporaryDirectory(), 'program');
  mkdirSync(outdir);
  const here = import.meta.dirname;
  await build({
    entryPoints: [
      join(here, 'run-study.ts'),
      join(here, 'swing.strategy.ts'),
      join(here, '../src/trial-worker.adapter.ts'),
    ],
    entryNames: '[name]',
    outdir,
    outExtension: { '.js': '.js' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['@bot-v2/source'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'silent',
  });
  return outdir;
}

/** Runs `run-study.ts` in a process of its own. */
export async function studyProcess(order: StudyOrder = {}): Promise<StudyEnd> {
  const folder = await (program ??= bundled());
  const stateDir = order.stateDir ?? temporaryDirectory();
  const argument = JSON.stringify({ config: {}, params: {}, ...order, stateDir });
  const child = spawn(process.execPath, ['--no-warnings', join(folder, 'run-study.js'), argument], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (_code, signal) => {
      const found = output === '' ? undefined : (JSON.parse(output) as NonNullable<StudyEnd['found']>);
      resolve({ signal, errors, found });
    });
  });
}
