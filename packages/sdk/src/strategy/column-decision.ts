import { columnDecisionBrand } from '../brand.js';
import { BotError } from '../errors/index.js';
import type { Cursor, PreparedColumns } from './cursor.js';
import type { BarContext, RunnableStrategy } from './define-strategy.js';

/**
 * Two columns compared, the first with the second.
 * - `above`: 1 at each row on which it is above, 0 on which it is below;
 * - `crosses`: 1 at a row on which it is above after one on which it was not, 0 on which it is below after one on which it
 *   was not.
 *
 * Nothing at other rows, nor while either is NaN.
 */
export type ColumnComparison<Name extends string = string> =
  | { readonly above: readonly [Name, Name]; readonly crosses?: never }
  | { readonly crosses: readonly [Name, Name]; readonly above?: never };

/** A value for each row: that of a column, or of two columns compared. NaN asks for nothing. */
export type ColumnRule<Name extends string = string> = Name | ColumnComparison<Name>;

/** A decision that columns of `prepare` make: a signal as `out.target` takes it, or a position in shares. */
export interface ColumnDecision {
  readonly kind: 'target' | 'position';
  readonly by: 'value' | 'above' | 'crosses';
  /** The column itself, or the two that are compared. */
  readonly columns: readonly string[];
}

/** The columns a strategy decides by; null when it decides by code of its own. */
export function columnDecision(strategy: RunnableStrategy): ColumnDecision | null {
  const { [columnDecisionBrand]: decision } = strategy.onBar as { [columnDecisionBrand]?: ColumnDecision };
  return decision ?? null;
}

type OnBar = (ctx: BarContext<unknown, PreparedColumns, unknown>) => void;

/** The parts of a definition that say how it decides. */
export interface DecisionParts {
  readonly id: string;
  readonly onBar?: OnBar | undefined;
  readonly target?: ColumnRule | undefined;
  readonly position?: ColumnRule | undefined;
}

/**
 * The `onBar` of a definition: its own, or the one its columns stand for.
 * @throws TypeError when it decides in no way, or in several, or by what is no column
 */
export function decisionOf({ id, onBar, target, position }: DecisionParts): OnBar {
  const ways = Object.entries({ onBar, target, position }).filter(([, way]) => way !== undefined);
  if (ways.length !== 1) {
    const given = ways.length === 0 ? 'none is given' : `${ways.map(([name]) => name).join(' and ')} are given`;
    throw new TypeError(`${id} decides by one of onBar, target and position: ${given}`);
  }
  if (onBar !== undefined) return onBar;
  const kind = target !== undefined ? 'target' : 'position';
  const decision: ColumnDecision = Object.freeze({ kind, ...ruleOf(id, kind, target ?? position) });
  const derived = kind === 'target' ? targetOf(id, decision) : positionOf(id, decision);
  // On the function, so that a definition made of another one with an `onBar` of its own does not inherit it.
  return Object.assign(derived, { [columnDecisionBrand]: decision });
}

function ruleOf(id: string, kind: string, rule: unknown): Pick<ColumnDecision, 'by' | 'columns'> {
  if (typeof rule === 'string') return { by: 'value', columns: [rule] };
  const entries = typeof rule === 'object' && rule !== null ? Object.entries(rule) : [];
  const [by, columns] = entries[0] ?? [];
  if (entries.length === 1 && (by === 'above' || by === 'crosses') && isPair(columns)) return { by, columns };
  throw new TypeError(
    `${id}: ${kind} is the name of a column, or { above: [one, other] }, or { crosses: [one, other] }`,
  );
}

function isPair(columns: unknown): columns is readonly [string, string] {
  return Array.isArray(columns) && columns.length === 2 && columns.every((name) => typeof name === 'string');
}

type Cols = Readonly<Record<string, Cursor | undefined>>;

function targetOf(id: string, decision: ColumnDecision): OnBar {
  return ({ cols, out }) => {
    const signal = valueNow(cols, decision, id);
    if (!Number.isNaN(signal)) out.target(signal);
  };
}

function positionOf(id: string, decision: ColumnDecision): OnBar {
  return ({ cols, account, out }) => {
    const missing = valueNow(cols, decision, id) - account.quantity;
    // What an earlier bar has ordered and not got is missing still: it must not come twice.
    if (account.openOrders > 0 && !Number.isNaN(missing)) out.cancel();
    if (missing > 0) out.order({ side: 'buy', quantity: missing, reason: 'position' });
    else if (missing < 0) out.order({ side: 'sell', quantity: -missing, reason: 'position' });
  };
}

function valueNow(cols: Cols, { by, columns }: ColumnDecision, id: string): number {
  const one = cursorOf(cols, columns[0]!, id);
  if (by === 'value') return one.now;
  const other = cursorOf(cols, columns[1]!, id);
  if (one.now > other.now) return by === 'above' || one.ago(1) <= other.ago(1) ? 1 : NaN;
  if (one.now < other.now) return by === 'above' || one.ago(1) >= other.ago(1) ? 0 : NaN;
  return NaN;
}

function cursorOf(cols: Cols, column: string, id: string): Cursor {
  const cursor = cols[column];
  if (cursor !== undefined) return cursor;
  throw new BotError('BOT_STRATEGY_OUTPUT', `${id} decides by the column "${column}", which prepare does not return`, {
    details: { strategy: id, column, columns: Object.keys(cols) },
    hint: 'Return it from prepare: a Float64Array of bars.length rows.',
  });
}
