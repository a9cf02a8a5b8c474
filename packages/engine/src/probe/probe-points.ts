import type { Random } from '@bot-v2/quant/random';

/** A bar to probe. */
export interface ProbePoint {
  readonly leg: number;
  readonly row: number;
}

/** `count` of the items, each equally likely (reservoir sampling), in their order. */
export function sample<T>(items: readonly T[], count: number, random: Random): T[] {
  const chosen = items.slice(0, count).map((item, index) => ({ item, index }));
  for (let i = count; i < items.length; i++) {
    const place = random.integer(0, i);
    if (place < count) chosen[place] = { item: items[i]!, index: i };
  }
  return chosen.sort((a, b) => a.index - b.index).map(({ item }) => item);
}

/** Rows that one probe of a bar recomputes, against the length of the frame: two prepared frames, and a half for a third. */
const rowsPerPoint = 2.5;
/** Rows all probes together may recompute: about twice the work of a run of 10⁵ bars. */
const rowBudget = 4_000_000;
/** Fewest points, whatever the frame's length. */
const fewest = 8;

/** How many bars may be probed on frames of `rows` rows in all. */
export function pointBudget(rows: number, wanted: number): number {
  return Math.min(wanted, Math.max(fewest, Math.floor(rowBudget / (rowsPerPoint * Math.max(1, rows)))));
}
