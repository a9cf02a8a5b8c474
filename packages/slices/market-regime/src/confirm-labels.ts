import type { RegimeLabel } from '@bot-v2/sdk';

/** Labels in force, and since which row, by row; null and −1 where there is none yet. */
export interface ConfirmedLabels {
  readonly labels: readonly (RegimeLabel | null)[];
  readonly since: Int32Array;
}

/**
 * The label in force at each row: the first one stands at once; after that a label must hold for `confirmBars`
 * consecutive rows before it replaces the current one, and it is in force from the last of them. A row without a label
 * leaves none in force.
 */
export function confirmLabels(found: readonly (RegimeLabel | null)[], confirmBars: number): ConfirmedLabels {
  const labels = new Array<RegimeLabel | null>(found.length).fill(null);
  const since = new Int32Array(found.length).fill(-1);
  let current: RegimeLabel | null = null;
  let currentSince = -1;
  let candidate: RegimeLabel | null = null;
  let count = 0;
  found.forEach((label, t) => {
    if (label === null) current = candidate = null;
    else if (current === null) [current, candidate, currentSince] = [label, label, t];
    else {
      count = label === candidate ? count + 1 : 1;
      candidate = label;
      if (candidate !== current && count >= confirmBars) [current, currentSince] = [candidate, t];
    }
    labels[t] = current;
    since[t] = current === null ? -1 : currentSince;
  });
  return { labels, since };
}

/** How many of the last rows agree on a label that is not in force yet; 0 when the last row says what is in force. */
export function pendingRows(found: readonly (RegimeLabel | null)[], inForce: RegimeLabel | null): number {
  const last = found.length - 1;
  if (found[last] === inForce) return 0;
  let count = 0;
  while (last - count >= 0 && found[last - count] === found[last]) count++;
  return count;
}
