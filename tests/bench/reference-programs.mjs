/** The C and C++ reference programs of ../shared/bench and their seeded data, made in a temporary folder. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const sources = process.env.BOT_V2_BENCH ?? join(root, '../shared/bench');
/** 2,148 daily bars, for the sweep. */
const daily = join(process.env.BOT_V2_REFERENCE ?? join(root, '../shared/reference'), '01_backtest/input/GOOG.csv');
const flags = ['-O3', '-march=native', '-ffp-contract=off'];

/** Why the references cannot be built here; null when they can. */
export function missingReference() {
  if (!existsSync(join(sources, 'reference.c'))) return `no reference programs in ${sources} (BOT_V2_BENCH)`;
  for (const compiler of ['gcc', 'g++']) {
    try {
      execFileSync(compiler, ['--version'], { stdio: 'ignore' });
    } catch {
      return `${compiler} is not installed`;
    }
  }
  return null;
}

/** Why there are no daily bars; null when there are. */
export const missingDaily = () => (existsSync(daily) ? null : `no ${daily} (BOT_V2_REFERENCE)`);

/**
 * Builds the programs and the data. `run(program, ...args)` gives the JSON lines a program prints; `column(k)` is a
 * column of the million one-minute bars: t o h l c v, or of the `daily` ones; `close()` removes everything.
 */
export function referencePrograms() {
  const folder = mkdtempSync(join(tmpdir(), 'bot-v2-bench-'));
  const data = join(folder, 'data');
  execFileSync('gcc', [...flags, '-w', '-o', join(folder, 'reference'), join(sources, 'reference.c'), '-lm']);
  execFileSync('g++', [...flags, '-w', '-o', join(folder, 'event-loop'), join(sources, 'event-loop.cpp')]);
  execFileSync(process.execPath, [join(sources, 'make-data.mjs'), data, ...(existsSync(daily) ? [daily] : [])]);
  rmSync(join(data, 'm1.csv'));
  return {
    run: (program, ...args) =>
      execFileSync(join(folder, program), args.map(String), {
        encoding: 'utf8',
        env: { ...process.env, BENCH_DATA: data },
      })
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    column: (k, set = 'm1') => {
      const bytes = readFileSync(join(data, `${set}.${k}.f64`));
      return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
