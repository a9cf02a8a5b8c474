import { invariant } from '@bot-v2/sdk';

/**
 * Plain data as JSON that reads back as what it was: keys sorted, undefined ones left out.
 * @throws BOT_INVARIANT for a number JSON has no text for (NaN, ±Infinity), naming its key
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (key, item: unknown) => {
    invariant(
      typeof item !== 'number' || Number.isFinite(item),
      `${key} is ${String(item)}, which cannot be journaled`,
    );
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
