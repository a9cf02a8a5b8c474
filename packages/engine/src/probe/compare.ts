import type { PreparedColumn, PreparedColumns, ProtectionChanges } from '@bot-v2/sdk';
import type { AskedChanges, AskedOrder } from '../loop/outbox.js';
import type { Wish } from './probe-capture.js';

const same = (a: number, b: number) => a === b || (a !== a && b !== b);

/** A value of a prepared column that is not what it was. */
export interface ColumnDifference {
  readonly column: string;
  readonly row: number;
  readonly was: number;
  readonly is: number;
}

/** The first column and row ≤ t in which two sets of columns differ (bitwise, NaN equal to NaN); null when they agree. */
export function firstDifference(was: PreparedColumns, is: PreparedColumns, t: number): ColumnDifference | null {
  for (const column of Object.keys(was)) {
    const a = was[column]!;
    const b = is[column];
    if (b === undefined) return { column, row: t, was: a[t]!, is: NaN };
    const row = firstDifferentRow(a, b, t);
    if (row >= 0) return { column, row, was: a[row]!, is: b[row]! };
  }
  return null;
}

/** The first row ≤ t with different values; −1 without one. */
function firstDifferentRow(a: PreparedColumn, b: PreparedColumn, t: number): number {
  for (let row = 0; row <= t; row++) {
    const x = a[row]!;
    const y = b[row]!;
    if (x !== y && (x === x || y === y)) return row;
  }
  return -1;
}

type Given = number | null | undefined;
type Protection = { readonly [Key in keyof ProtectionChanges]: Given };

/** Two numbers, nulls or absent values, equal to within `tolerance` of their size. */
function close(a: Given, b: Given, tolerance: number): boolean {
  if (a == null || b == null) return a === b;
  return same(a, b) || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}

/** Whether two wishes are one. `factor` divides the prices of `is`; `tolerance` 0 compares bitwise. */
export function sameWish(was: Wish, is: Wish, factor = 1, tolerance = 0): boolean {
  const price = (x: Given) => (x == null ? x : x / factor);
  const options = (a: Protection, b: Protection) =>
    close(a.stopLoss, price(b.stopLoss), tolerance) && close(a.takeProfit, price(b.takeProfit), tolerance);
  const request = (a: AskedOrder, b: AskedOrder) =>
    a.side === b.side &&
    close(a.quantity, b.quantity, tolerance) &&
    close(a.fraction, b.fraction, tolerance) &&
    close(a.limit, price(b.limit), tolerance) &&
    close(a.stop, price(b.stop), tolerance) &&
    close(a.trail, price(b.trail), tolerance) &&
    close(a.trailPercent, b.trailPercent, tolerance) &&
    a.tif === b.tif &&
    a.goodTill === b.goodTill &&
    a.oco === b.oco &&
    a.after === b.after &&
    options(a, b);
  const changes = (a: AskedChanges, b: AskedChanges) =>
    close(a.quantity, b.quantity, tolerance) &&
    close(a.limit, price(b.limit), tolerance) &&
    close(a.stop, price(b.stop), tolerance) &&
    close(a.trail, price(b.trail), tolerance) &&
    close(a.trailPercent, b.trailPercent, tolerance);
  if (was.targeted !== is.targeted || !close(was.signal, is.signal, tolerance) || !options(was.options, is.options))
    return false;
  if (was.entries.length !== is.entries.length) return false;
  return was.entries.every((a, i) => {
    const b = is.entries[i]!;
    if (a.kind === 'order') return b.kind === 'order' && a.id === b.id && request(a.request, b.request);
    if (a.kind === 'cancel') return b.kind === 'cancel' && a.id === b.id;
    if (a.kind === 'amend') return b.kind === 'amend' && a.id === b.id && changes(a.changes, b.changes);
    if (a.kind === 'close') return b.kind === 'close' && a.portion === b.portion;
    return b.kind === 'protect' && options(a.changes, b.changes);
  });
}

function protectionText({ stopLoss, takeProfit }: Protection): string {
  const side = (price: Given, name: string) => (price === undefined ? [] : [`${name} ${price ?? 'removed'}`]);
  return [...side(stopLoss, 'stop-loss'), ...side(takeProfit, 'take-profit')].join(', ');
}

/** Everything an order or a change of one may differ in, beside its side and size. */
function termsText({ limit, stop, trail, trailPercent, ...more }: AskedChanges & Partial<AskedOrder>): string {
  const terms = {
    limit,
    stop,
    trail,
    trailPercent,
    tif: more.tif,
    goodTill: more.goodTill,
    oco: more.oco,
    after: more.after,
  };
  const named = Object.entries(terms).flatMap(([name, value]) => (value === undefined ? [] : [` ${name} ${value}`]));
  const protection = protectionText(more);
  return named.join('') + (protection === '' ? '' : ` with ${protection}`);
}

function sizeText({ quantity, fraction }: AskedOrder): string {
  return quantity === undefined && fraction !== undefined ? `${fraction} of the account` : String(quantity);
}

/** One line that names a wish, with all that tells it from another. */
export function wishText(wish: Wish): string {
  const parts = wish.entries.map((e) => {
    if (e.kind === 'cancel') return `cancel ${e.id ?? 'all'}`;
    if (e.kind === 'amend') {
      const { quantity } = e.changes;
      return `amend ${e.id}:${quantity === undefined ? '' : ` quantity ${quantity}`}${termsText(e.changes)}`;
    }
    if (e.kind === 'close') return `close ${e.portion}`;
    if (e.kind === 'protect') return `protect: ${protectionText(e.changes) || 'nothing'}`;
    return `${e.request.side} ${sizeText(e.request)}${termsText(e.request)}`;
  });
  if (wish.targeted) {
    const protection = protectionText(wish.options);
    parts.push(`target ${wish.signal}${protection === '' ? '' : ` with ${protection}`}`);
  }
  return parts.join(', ') || 'nothing';
}
