import type { Bars, Interval } from '@bot-v2/sdk';
import { contentHash } from './content-hash.js';
import type { LoadedBars } from './provider.js';
import { findingsOf } from './quality/index.js';
import type { CheckedBars } from './quality/index.js';
import { sessionDaysOf } from './quality/session-days.js';
import { repair, repairFindings } from './repair/index.js';

/** How bars are prepared. */
export interface FrameOptions {
  /** Repairs to make, by name (see `repairs`); none unless asked for. */
  readonly repair?: readonly string[];
}

/**
 * A frame of all rows that were loaded: repaired where asked for, checked and hashed.
 * @throws BOT_CONFIG_INVALID for a repair or calendar that does not exist
 */
export function frameOf(loaded: LoadedBars, interval: Interval, { repair: which = [] }: FrameOptions = {}): Bars {
  const { symbol, basis, actions, provenance, quality, calendar, ...rows } = loaded;
  const sessions = calendar === undefined ? undefined : sessionDaysOf(calendar, rows.columns.time);
  const given: CheckedBars = { ...rows, actions, interval, basis, sessions };
  const repaired = which.length === 0 ? undefined : repair(given, findingsOf(given), { which });
  const checked = repaired?.bars ?? given;
  const made = new Set(repaired?.repairs.map((record) => record.repair));
  const findings = [...(repaired === undefined ? [] : repairFindings(repaired)), ...findingsOf(checked)];
  const { columns } = checked;
  return {
    symbol,
    interval,
    length: columns.time.length,
    ...columns,
    basis,
    actions: [...actions],
    provenance: {
      ...provenance,
      source: made.size === 0 ? provenance.source : `${provenance.source} (repaired: ${[...made].join(', ')})`,
      contentHash: contentHash({ ...columns, actions: [...actions] }),
    },
    quality: { ...quality, ...(sessions && { calendar: sessions.calendar }), findings },
  };
}
