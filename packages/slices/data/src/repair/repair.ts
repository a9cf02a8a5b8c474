import type { DataFinding } from '@bot-v2/sdk';
import { BotError, suggestName } from '@bot-v2/sdk';
import type { CheckedBars } from '../quality/index.js';
import { yearRows } from '../quality/year-rows.js';
import {
  badDividendRepair,
  capitalGainRepair,
  dividendAdjustmentRepair,
  phantomDividendRepair,
} from './dividend.repair.js';
import { currencyUnitRepair, hundredfoldRepair } from './price-unit.repair.js';
import { repairNames } from './repair-names.js';
import { columnOf, copyOf } from './repair-record.js';
import type { Repair, RepairRecord } from './repair-record.js';
import { badSplitRepair, splitAdjustmentRepair } from './split.repair.js';

/** Every repair there is, in the order in which they are made. */
export const repairs: readonly Repair[] = [
  badSplitRepair,
  splitAdjustmentRepair,
  hundredfoldRepair,
  currencyUnitRepair,
  phantomDividendRepair,
  badDividendRepair,
  capitalGainRepair,
  dividendAdjustmentRepair,
];

/** A repaired copy of a frame, and every changed cell in the order of the changes. */
export interface Repaired {
  readonly bars: CheckedBars;
  readonly repairs: readonly RepairRecord[];
}

/**
 * Repairs a copy of `bars`: of the repairs named in `which`, those whose check is among `findings`, one after the other.
 * Each looks at all rows, later ones too (which unit is the right one, which dividend was paid): a repaired frame is
 * not point in time, and says so in its findings. `undoRepairs` gives the original bits back.
 * @throws BOT_CONFIG_INVALID for a name that is no repair
 */
export function repair(
  bars: CheckedBars,
  findings: readonly Pick<DataFinding, 'check'>[],
  { which }: { readonly which: readonly string[] },
): Repaired {
  const names: readonly string[] = repairNames;
  for (const name of which) {
    if (names.includes(name)) continue;
    throw new BotError('BOT_CONFIG_INVALID', `there is no repair "${name}"`, {
      details: { repair: name, known: names },
      hint: `${suggestName(name, names)} Repairs: ${names.join(', ')}.`,
    });
  }
  const found = new Set(findings.map(({ check }) => check));
  const repaired = copyOf(bars);
  const records: RepairRecord[] = [];
  for (const { name, plan } of repairs) {
    if (!which.includes(name) || !found.has(name)) continue;
    for (const { column, row, after, reason } of plan(repaired)) {
      const cells = columnOf(repaired, column)!;
      records.push({
        repair: name,
        column,
        row,
        time: repaired.columns.time[row]!,
        before: cells[row]!,
        after,
        reason,
      });
      cells[row] = after;
    }
  }
  return { bars: repaired, repairs: records };
}

/** A copy of repaired bars with every change taken back, last one first: bit for bit what was repaired. */
export function undoRepairs({ bars, repairs: records }: Repaired): CheckedBars {
  const original = copyOf(bars);
  for (const { column, row, before } of records.toReversed()) columnOf(original, column)![row] = before;
  return original;
}

/** One finding (information) a repair and calendar year: `repaired_<name>`, over the rows it changed. */
export function repairFindings({ bars, repairs: records }: Repaired): DataFinding[] {
  const years = yearRows(bars.columns.time, bars.interval);
  return repairs.flatMap(({ name, title }) =>
    years.flatMap(({ year, start, end }) => {
      const these = records.filter((record) => record.repair === name && record.row >= start && record.row < end);
      if (these.length === 0) return [];
      const time = Float64Array.from(these, (record) => record.time).sort();
      const rows = new Set(these.map(({ row }) => row)).size;
      const message = `${year}: ${these.length} values on ${rows} bars were repaired as configured (data.repair): ${title}`;
      return [
        {
          check: `repaired_${name}`,
          severity: 'info' as const,
          message,
          count: these.length,
          from: time[0]!,
          to: time.at(-1)!,
        },
      ];
    }),
  );
}
