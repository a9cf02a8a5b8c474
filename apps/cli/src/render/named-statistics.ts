import type { BacktestReport } from '@bot-v2/sdk';
import { pad } from './columns.js';
import type { Fact } from './fact.js';
import type { Page } from './page.js';

/** Digits shown of a figure that is to be compared with one from elsewhere. */
const digits = 10;

/** Whose conventions the run traded by; nothing for our own. */
export function conventionsFact({ conventions }: BacktestReport): Fact[] {
  const name = conventions['conventions'];
  return typeof name === 'string' ? [{ label: 'Rules', text: `${name}; every switch is in --output json` }] : [];
}

/** The figures of a run under the names of the engine whose conventions it traded by. */
export function renderNamedStatistics({ named }: BacktestReport, page: Page): string[] {
  if (named === undefined) return [];
  const rows = Object.entries(named.values);
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  const text = (value: number | string | null) =>
    value === null ? '–' : typeof value === 'string' ? value : String(Number(value.toPrecision(digits)));
  return [
    '',
    page.style.bold(`The same run in the words and by the definitions of ${named.conventions}`),
    ...rows.map(([name, value]) => `${pad(name, width)}${text(value)}`),
  ];
}
