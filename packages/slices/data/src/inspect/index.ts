import { duplicateTime } from './duplicate-time.check.js';
import { highBelowLow } from './high-below-low.check.js';
import { mixedOffset } from './mixed-offset.check.js';
import { negativeVolume } from './negative-volume.check.js';
import { nonFinite } from './non-finite.check.js';
import { nonPositivePrice } from './non-positive-price.check.js';
import { outsideRange } from './outside-range.check.js';
import type { RowCheck } from './row-check.js';
import { timestampGranularity } from './timestamp-granularity.check.js';
import { unreadableField } from './unreadable-field.check.js';
import { unsorted } from './unsorted.check.js';
import { wrongFieldCount } from './wrong-field-count.check.js';

export type { GivenRows } from './given-rows.js';
export type { RowCheck } from './row-check.js';

/** Every check of a file's rows as given, in the order in which findings are listed. */
export const rowChecks: readonly RowCheck[] = [
  unreadableField,
  wrongFieldCount,
  nonFinite,
  nonPositivePrice,
  highBelowLow,
  outsideRange,
  negativeVolume,
  unsorted,
  duplicateTime,
  timestampGranularity,
  mixedOffset,
];
