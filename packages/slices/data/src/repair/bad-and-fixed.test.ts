import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, describeWith } from '../../../../../tests/shared-folder.js';
import { inspectCsv } from '../inspect/inspect-csv.js';
import type { CheckedBars } from '../quality/index.js';
import { locateFindings } from '../quality/index.js';
import { repair, repairs, undoRepairs } from './index.js';

const intervals = { '1d': '1d', '1wk': '1w', '1h': '1h', '15m': '15m' } as const;
const kindOf: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /-(?:bad-div|missing-div-adjust|cg-double-count)$/,
    ['missing_dividend_adjustment', 'bad_dividend', 'phantom_dividend', 'capital_gain_counted_twice'],
  ],
  [/-bad-stock-split$/, ['missing_split_adjustment', 'bad_split']],
  [/-(?:100x-error|bad-unit)$/, ['hundredfold_error', 'currency_unit_switch']],
];
const families = kindOf.flatMap(([, names]) => names);

function read(folder: string, name: string): CheckedBars {
  const interval = intervals[/-(1d|1wk|1h|15m)-/.exec(name)![1] as keyof typeof intervals];
  return inspectCsv(readFileSync(join(folder, `${name}.csv`)), { path: `${name}.csv`, interval }).bars;
}

const columnsOf = ({ columns, adjustedClose, stated }: CheckedBars): Record<string, Float64Array | undefined> => ({
  ...columns,
  adjustedClose,
  dividends: stated?.dividends,
});

/** Largest relative difference of any cell. */
function distance(a: CheckedBars, b: CheckedBars): number {
  let worst = 0;
  const others = columnsOf(b);
  for (const [name, column] of Object.entries(columnsOf(a))) {
    column?.forEach((value, row) => {
      const other = others[name]![row]!;
      if (value !== other)
        worst = Math.max(worst, Math.abs(value - other) / Math.max(Math.abs(value), Math.abs(other)));
    });
  }
  return worst;
}

describeWith(dataFolder && join(dataFolder, 'yfinance_repair'), 'pairs of bad and repaired files', (folder) => {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => name.slice(0, -4));
  const pairs = names.filter((name) => names.includes(`${name}-fixed`));
  const good = names.filter((name) => /-no-bad-divs$/.test(name));
  const supported = (name: string) => kindOf.find(([pattern]) => pattern.test(name))?.[1] ?? [];

  test('there are pairs, and files that are to come out unchanged', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(20);
    expect(good.length).toBeGreaterThanOrEqual(5);
    expect(names.length).toBe(2 * pairs.length + good.length);
    expect(pairs.filter((name) => supported(name).length === 0)).toEqual([]);
  });

  test('every bad file has a finding of its kind, every repaired one none', () => {
    const missed: string[] = [];
    const alarmed: string[] = [];
    for (const name of pairs) {
      const ofKind = (file: string) =>
        locateFindings(read(folder, file)).filter(({ check }) => supported(name).includes(check));
      if (ofKind(name).length === 0) missed.push(name);
      for (const { message } of ofKind(`${name}-fixed`)) alarmed.push(`${name}-fixed ${message}`);
    }
    process.stdout.write(
      `bad files found: ${pairs.length - missed.length} of ${pairs.length}${missed.length ? ` (missed ${missed.join(', ')})` : ''}; alarms in repaired files: ${alarmed.length}\n`,
    );
    expect(missed).toEqual([]);
    expect(alarmed).toEqual([]);
  });

  test('files that are good as they are have no finding of these kinds and are not changed', () => {
    for (const name of good) {
      const bars = read(folder, name);
      const findings = locateFindings(bars);
      expect(findings.filter(({ check }) => families.includes(check))).toEqual([]);
      expect(repair(bars, findings, { which: repairs.map((made) => made.name) }).repairs).toEqual([]);
    }
  });

  test('repairing the bad file gives the repaired one within 1 %, and taken back the bad one bit for bit', () => {
    const off: string[] = [];
    for (const name of pairs) {
      const bad = read(folder, name);
      const fixed = read(folder, `${name}-fixed`);
      const repaired = repair(bad, locateFindings(bad), { which: supported(name) });
      const away = distance(repaired.bars, fixed);
      if (!(away <= 0.01))
        off.push(`${name}: ${(100 * away).toFixed(2)} % off (${(100 * distance(bad, fixed)).toFixed(0)} % before)`);
      expect(repaired.repairs.length).toBeGreaterThan(0);
      expect(columnsOf(undoRepairs(repaired))).toEqual(columnsOf(bad));
    }
    process.stdout.write(
      `repaired within 1 %: ${pairs.length - off.length} of ${pairs.length}\n${off.map((text) => `  ${text}\n`).join('')}`,
    );
    expect(off.length / pairs.length).toBeLessThanOrEqual(0.05);
  });
});
