import type { CandlestickSpec } from './candlestick-spec.js';
import * as every from './every-candlestick.js';

const byName = new Map(
  Object.entries(every)
    .filter((entry): entry is [string, CandlestickSpec] => entry[0].endsWith('Candlestick'))
    .map(([, spec]) => [spec.name, spec]),
);

/** Every candlestick pattern, by name: one for each `*.candlestick.ts` of this folder. */
export const CANDLESTICKS: readonly CandlestickSpec[] = [...byName.values()];

/** The pattern of that name, if there is one. */
export function findCandlestick(name: string): CandlestickSpec | undefined {
  return byName.get(name);
}
