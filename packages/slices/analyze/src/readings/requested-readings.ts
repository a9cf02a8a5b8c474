import { computeIndicator, findIndicator, warmupOf } from '@bot-v2/quant/indicators';
import { invariant } from '@bot-v2/sdk';
import type { Analysis, Bars } from '@bot-v2/sdk';
import { lastValue } from './reading.js';
import type { RequestedIndicator } from './requested-indicator.js';

/** An indicator that was asked for, at the last bar. */
export type RequestedReading = NonNullable<Analysis['requested']>[number];

/** The indicators asked for, at the last bar of `view` and on its prices; null with the reason where there is no value. */
export function requestedReadings(view: Bars, requested: readonly RequestedIndicator[]): RequestedReading[] {
  const { open, high, low, close, volume, length } = view;
  return requested.map(({ label, name, params }) => {
    const spec = findIndicator(name);
    invariant(spec !== undefined, 'a requested indicator is in the catalogue');
    const columns = computeIndicator(spec, { open, high, low, close, volume }, params);
    const values = Object.fromEntries(Object.entries(columns).map(([output, column]) => [output, lastValue(column)]));
    const warmup = warmupOf(spec, params);
    const lacking = Object.values(values).some((value) => value === null);
    return { indicator: label, values, warmup, note: lacking ? whyNull(length, warmup) : null };
  });
}

function whyNull(bars: number, warmup: number): string {
  return bars <= warmup ? `warms up: needs ${warmup + 1} bars, has ${bars}` : 'undefined on the last bar';
}
