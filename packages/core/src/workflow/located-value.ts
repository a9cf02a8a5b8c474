import type { Position } from './diagnostic.js';

/** A key of a mapping and its value, with the key's place. */
export interface LocatedEntry {
  readonly key: string;
  readonly position: Position;
  readonly value: LocatedValue;
}

/** A parsed value that knows where it stands in its file. */
export type LocatedValue =
  | { readonly kind: 'map'; readonly position: Position; readonly entries: readonly LocatedEntry[] }
  | { readonly kind: 'list'; readonly position: Position; readonly items: readonly LocatedValue[] }
  | { readonly kind: 'scalar'; readonly position: Position; readonly value: string | number | boolean | null };

/** Keys that would reach an object's prototype: refused in every file. */
export const forbiddenKeys: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** The value without positions. */
export function plainValue(located: LocatedValue): unknown {
  if (located.kind === 'scalar') return located.value;
  if (located.kind === 'list') return located.items.map(plainValue);
  return Object.fromEntries(located.entries.map((entry) => [entry.key, plainValue(entry.value)]));
}

/** What a value is, for messages. */
export function kindText(located: LocatedValue): string {
  if (located.kind === 'map') return 'a mapping';
  if (located.kind === 'list') return 'a list';
  if (located.value === null) return 'nothing';
  return typeof located.value === 'string' ? `the text "${located.value}"` : `the value ${String(located.value)}`;
}
