/** Memory: peak resident size of a process that runs one backtest over 10⁶ bars, over the size of the bars themselves. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crossoverProduct, median, barsOf } from './crossover-product.mjs';
import { missingReference, referencePrograms } from './reference-programs.mjs';

export const name = 'memory';

const columns = ['t', 'o', 'h', 'l', 'c', 'v'];

/** Runs in a process of its own: `node engine-memory.bench.mjs FOLDER WORK` prints its peak in bytes. */
async function child(folder, work) {
  const { openSync, readSync, fstatSync, closeSync } = await import('node:fs');
  const column = (k) => {
    const file = openSync(join(folder, k), 'r');
    const values = new Float64Array(fstatSync(file).size / 8);
    readSync(file, new Uint8Array(values.buffer));
    closeSync(file);
    return values;
  };
  crossoverProduct(barsOf(column), 'rolling')[work]();
  process.stdout.write(String(process.resourceUsage().maxRSS * 1024));
}

export async function measure({ rounds, progress }) {
  const missing = missingReference();
  if (missing !== null) {
    progress(`skipped: ${missing}`);
    return [];
  }
  const reference = referencePrograms();
  const folder = mkdtempSync(join(tmpdir(), 'bot-v2-bench-'));
  try {
    let size = 0;
    for (const k of columns) {
      const { buffer } = reference.column(k);
      size += buffer.byteLength;
      writeFileSync(join(folder, k), new Uint8Array(buffer));
    }
    const works = [
      { workload: 'memory: run with trades and statistics / data', work: 'full' },
      { workload: 'memory: probe, run and report / data', work: 'report' },
    ];
    return works.map(({ workload, work }) => {
      progress(work);
      const peaks = Array.from({ length: Math.min(rounds, 3) }, () =>
        Number(execFileSync(process.execPath, [import.meta.filename, folder, work], { encoding: 'utf8' })),
      );
      return { workload, unit: 'ratio', value: median(peaks) / size, must: 4, aim: 2, reference: `${size / 1e6} MB` };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    reference.close();
  }
}

if (process.argv[1] === import.meta.filename) await child(process.argv[2], process.argv[3]);
