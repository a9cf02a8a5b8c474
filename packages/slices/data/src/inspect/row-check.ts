import type { DataFinding } from '@bot-v2/sdk';
import type { LocatedFinding } from '../quality/index.js';
import type { GivenRows } from './given-rows.js';

/** A named check of a file's rows as given, before any of them is refused. */
export interface RowCheck {
  readonly name: string;
  /** What it looks for, in one line. */
  readonly title: string;
  /** What to do about it, in one line. */
  readonly remedy: string;
  check(given: GivenRows): LocatedFinding[];
}

/** Time of a row, or of the nearest row that has one; 0 in a file without any readable date. */
function timeNear(time: Float64Array, row: number): number {
  for (let away = 0; away < time.length; away++) {
    const before = time[row - away];
    if (before !== undefined && before === before) return before;
    const after = time[row + away];
    if (after !== undefined && after === after) return after;
  }
  return 0;
}

/** One finding of a whole file from the rows at which something was seen; none makes no finding. */
export function findInFile(
  check: string,
  severity: DataFinding['severity'],
  { columns, line }: GivenRows,
  seen: readonly { readonly row: number; readonly text?: string }[],
  what: (count: number) => string,
): LocatedFinding[] {
  if (seen.length === 0) return [];
  const named = seen.slice(0, 3).map(({ row, text }) => `line ${line[row]}${text === undefined ? '' : ` (${text})`}`);
  const more = seen.length > 3 ? ` and ${seen.length - 3} more` : '';
  const rows = [...new Set(seen.map(({ row }) => row))];
  const times = rows.map((row) => timeNear(columns[0]!, row));
  const [from, to] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
  const message = `${what(seen.length)}: ${named.join(', ')}${more}`;
  return [{ check, severity, message, count: seen.length, from, to, rows }];
}
