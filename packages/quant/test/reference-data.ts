import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export type Table = Record<string, Float64Array>;

/** The folder of reference values: named by BOT_V2_REFERENCE, or found beside or above the working directory. */
function referenceFolder(): string | undefined {
  const named = process.env['BOT_V2_REFERENCE'];
  if (named) return existsSync(named) ? resolve(named) : undefined;
  for (let at = process.cwd(); ; at = dirname(at)) {
    const candidate = join(at, 'shared', 'reference');
    if (existsSync(candidate)) return candidate;
    if (dirname(at) === at) return undefined;
  }
}

/** A folder beside or inside the reference folder; undefined, with a warning, when there is none. */
export function referencePath(what: string, ...path: string[]): string | undefined {
  const folder = referenceFolder();
  const found = folder === undefined ? undefined : join(folder, ...path);
  if (found !== undefined && existsSync(found)) return found;
  console.warn(`SKIPPED: ${what} (set BOT_V2_REFERENCE to the folder of reference values)`);
  return undefined;
}

/** A CSV file by lower-case column name; an empty or missing cell is NaN, a column of text all NaN. */
export function readTable(file: string): Table {
  const [head, ...rows] = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const cells = rows.map((row) => row.split(','));
  return Object.fromEntries(
    head!
      .split(',')
      .map((name, column) => [
        name.trim().toLowerCase(),
        Float64Array.from(cells, (row) => (row[column]?.trim() ? Number(row[column]) : NaN)),
      ]),
  );
}

/** How two columns agree from a bar on. */
export interface Agreement {
  /** Bars at which both are defined. */
  readonly values: number;
  /** Largest difference, relative to the expected value where that exceeds 1. */
  readonly worst: number;
  /** Bars at which only one of them is defined. */
  readonly undefinedOnce: number;
}

/** Compares `actual[i + shift]` with `expected[i]` from bar `from` of the expected column on. */
export function compare(actual: Float64Array, expected: Float64Array, from = 0, shift = 0): Agreement {
  let values = 0;
  let worst = 0;
  let undefinedOnce = 0;
  for (let i = from; i < expected.length; i++) {
    const a = actual[i + shift];
    const e = expected[i]!;
    if (a === undefined) continue;
    if (Number.isNaN(a) !== Number.isNaN(e)) undefinedOnce++;
    else if (!Number.isNaN(a)) {
      values++;
      worst = Math.max(worst, Math.abs(a - e) / Math.max(1, Math.abs(e)));
    }
  }
  return { values, worst, undefinedOnce };
}
