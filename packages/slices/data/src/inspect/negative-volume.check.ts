import { findInFile } from './row-check.js';
import type { RowCheck } from './row-check.js';

const name = 'negative_volume';

/** Volumes below zero. */
export const negativeVolume: RowCheck = {
  name,
  title: 'a volume below zero',
  remedy: 'correct the volume, or write 0 where it is not known',
  check(given) {
    const volume = given.columns[5]!;
    const seen: { row: number; text: string }[] = [];
    for (let row = 0; row < volume.length; row++) {
      if (volume[row]! < 0) seen.push({ row, text: `${volume[row]}` });
    }
    return findInFile(
      name,
      'error',
      given,
      seen,
      (count) => `${count} ${count === 1 ? 'row' : 'rows'} with a negative volume`,
    );
  },
};
