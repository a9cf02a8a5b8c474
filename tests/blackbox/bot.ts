import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunResult } from '@bot-v2/sdk';

/** The repository's root. */
export const root = join(import.meta.dirname, '../..');
/** The built command. */
export const cli = join(root, 'apps/cli/dist/bin.js');

/** What a finished command left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface BotOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly bin?: string;
}

/** An empty directory of its own. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'bot-v2-test-'));
}

/** Runs the built command in a directory and a state directory of its own. */
export function bot(args: readonly string[], options: BotOptions = {}): Promise<Finished> {
  const cwd = options.cwd ?? freshFolder();
  const env = { ...process.env, NO_COLOR: '1', COLUMNS: '', BOT_V2_STATE_DIR: join(cwd, 'state'), ...options.env };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [options.bin ?? cli, ...args], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs with `--output json` and reads the result; a non-zero exit is an error that shows stderr. */
export async function run(args: readonly string[], options: BotOptions = {}): Promise<RunResult> {
  const done = await bot([...args, '--output', 'json'], options);
  if (done.code !== 0) throw new Error(`exit ${done.code}: ${done.stderr}`);
  return JSON.parse(done.stdout) as RunResult;
}

/** `describe`, or a visible skip where the command is not built. */
export const describeBuilt: typeof describe | typeof describe.skip = existsSync(cli)
  ? describe
  : (((name: string, tests: () => void) =>
      describe.skip(`${name} (skipped: run the build first)`, tests)) as typeof describe.skip);

/** One row of a CSV file. */
export interface Row {
  readonly date: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Writes rows as `<folder>/<symbol>.csv` and returns the folder. */
export function writeCsv(folder: string, symbol: string, rows: readonly Row[]): string {
  mkdirSync(folder, { recursive: true });
  const lines = rows.map((r) => [r.date, r.open, r.high, r.low, r.close, r.volume].join(','));
  writeFileSync(join(folder, `${symbol}.csv`), ['date,open,high,low,close,volume', ...lines, ''].join('\n'));
  return folder;
}

/** The flags that read CSV files from a folder. */
export const fromCsv = (folder: string): string[] => ['--provider', 'csv', '--set', `data.csv.path=${folder}`];
