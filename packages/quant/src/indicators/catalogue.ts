import * as every from './every-indicator.js';
import type { IndicatorSpec } from './indicator-spec.js';

const byName = new Map(
  Object.entries(every)
    .filter((entry): entry is [string, IndicatorSpec] => entry[0].endsWith('Indicator'))
    .map(([, spec]) => [spec.name, spec]),
);

/** Every indicator, by name: one for each `*.indicator.ts` of this folder. */
export const INDICATORS: readonly IndicatorSpec[] = [...byName.values()];

/** The indicator of that name, if there is one. */
export function findIndicator(name: string): IndicatorSpec | undefined {
  return byName.get(name);
}
