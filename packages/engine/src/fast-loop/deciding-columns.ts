import { columnDecision } from '@bot-v2/sdk';
import type { ColumnDecision } from '@bot-v2/sdk';
import { readerOf } from '../column-decisions/index.js';
import type { DecisionReader } from '../column-decisions/index.js';
import type { LegDesk } from '../loop/index.js';

/** The columns in use of a strategy that decides by them. */
export interface DecidingColumns {
  readonly kind: ColumnDecision['kind'];
  readonly reader: DecisionReader;
}

/**
 * The columns that a desk's strategy decides by, as prepared for the row it was located at last. Null when it decides by
 * code of its own, or did not prepare one of them: its `onBar` says so.
 */
export function decidingColumns({ runtime }: LegDesk): DecidingColumns | null {
  const decision = columnDecision(runtime.strategy);
  const prepared = runtime.current?.columns;
  if (decision === null || prepared === undefined) return null;
  if (!decision.columns.every((name) => Object.hasOwn(prepared, name))) return null;
  return { kind: decision.kind, reader: readerOf(decision, prepared) };
}
