/**
 * Benchmarks as ratios against a reference that runs in the same minute: `pnpm bench [NAME…] [--json] [--rounds N]`.
 * Each `*.bench.mjs` here exports `name` and `measure({ rounds, progress })`, which resolves to rows
 * `{ workload, reference, value, unit, must, aim, floor }`; a floor, where one is known, is what the work takes without the
 * product: the same strategy written by hand, the files read and parsed. A row without `must` is shown for comparison. Exits 1
 * when a `must` is missed.
 */
import { readdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';

const args = process.argv.slice(2);
const json = args.includes('--json');
const at = args.indexOf('--rounds');
const rounds = at < 0 ? 7 : Number(args[at + 1]);
const wanted = args
  .filter((arg, i) => !arg.startsWith('--') && (at < 0 || i !== at + 1))
  .map((name) => name.toLowerCase());

const rows = [];
for (const file of readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.bench.mjs'))
  .sort()) {
  const bench = await import(join(import.meta.dirname, file));
  if (wanted.length > 0 && !wanted.includes(bench.name.toLowerCase())) continue;
  rows.push(...(await bench.measure({ rounds, progress: (text) => process.stderr.write(`${bench.name}: ${text}\n`) })));
}
if (rows.length === 0) {
  process.stderr.write(`no benchmark is named ${wanted.join(', ')}\n`);
  process.exit(2);
}
const missed = rows.filter((row) => row.value > row.must);
if (json) {
  process.stdout.write(`${JSON.stringify({ rounds, loadAverage: loadavg(), rows }, null, 2)}\n`);
} else {
  const show = (x, unit) => (x === undefined ? '' : `${x.toFixed(2)}${unit === 'ratio' ? ' ×' : ` ${unit}`}`);
  const reached = ({ value, must, aim }) => {
    if (must === undefined) return '';
    return value > must ? 'MISSED' : value > aim ? 'must' : 'aim';
  };
  const cells = rows.map((r) => [
    r.workload,
    show(r.value, r.unit),
    show(r.must, r.unit),
    show(r.aim, r.unit),
    show(r.floor, r.unit),
    reached(r),
  ]);
  const table = [['workload', 'measured', 'must', 'aim', 'floor', 'reached'], ...cells];
  const widths = table[0].map((_, i) => Math.max(...table.map((line) => line[i].length)));
  for (const line of table)
    process.stdout.write(
      `${line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')}\n`,
    );
  process.stdout.write(`medians of ${rounds} interleaved rounds, load average ${loadavg()[0].toFixed(1)}\n`);
}
process.exitCode = missed.length === 0 ? 0 : 1;
