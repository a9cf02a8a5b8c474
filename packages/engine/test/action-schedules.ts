import type { Bars, CorporateAction } from '@bot-v2/sdk';
import fc from 'fast-check';
import { firstDay, tape } from './frames.js';
import type { Candle } from './frames.js';

const day = 86_400_000;
/** Days between two rows of `scheduledTape`: several actions may fall between them. */
const spacing = 3;

/** One action of a random schedule. */
export interface Scheduled {
  /** Day of its ex-date, from 1. */
  readonly day: number;
  /** A ratio for a split, else a part of the price for a dividend. */
  readonly ratio: number | null;
  readonly part: number;
}

/** Up to six actions on any days of a tape of `length` rows: splits, reverse splits, dividends up to 60 % of the price. */
export const schedule = (length: number): fc.Arbitrary<Scheduled[]> =>
  fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: (length - 1) * spacing }),
      ratio: fc.option(fc.constantFrom(2, 7, 1.5, 10, 0.5, 0.1, 1 / 3, 0.04), { freq: 1 }),
      part: fc.double({ min: 0.001, max: 0.6, noNaN: true }),
    }),
    { maxLength: 6 },
  );

/**
 * A raw tape with these actions, one row every three days. Between actions its closes move by the returns given
 * (0: not at all); at an action they move as theory says: price ÷ ratio, price − dividend. Dividends of a day come
 * before splits, each paid on the share of its moment.
 */
export function scheduledTape(
  scheduled: readonly Scheduled[],
  returns: readonly { readonly gap: number; readonly bar: number; readonly reach: number }[],
  start = 100,
): Bars {
  const rank = (s: Scheduled) => (s.ratio === null ? 0 : 1);
  const waiting = [...scheduled].sort((a, b) => a.day - b.day || rank(a) - rank(b));
  const actions: CorporateAction[] = [];
  const candles: Candle[] = [];
  let price = start;
  returns.forEach(({ gap, bar, reach }, row) => {
    while (waiting.length > 0 && waiting[0]!.day <= row * spacing) {
      const { day: exDay, ratio, part } = waiting.shift()!;
      const exDate = firstDay + exDay * day;
      if (ratio === null) {
        actions.push({ type: 'dividend', exDate, amount: price * part, source: 'reported' });
        price -= price * part;
      } else {
        actions.push({ type: 'split', exDate, ratio, source: 'reported' });
        price /= ratio;
      }
    }
    const open = price * (1 + gap);
    price = open * (1 + bar);
    candles.push([open, Math.max(open, price) * (1 + reach), Math.min(open, price) * (1 - reach), price]);
  });
  return tape(candles, { actions, time: Float64Array.from(candles, (_, row) => firstDay + row * spacing * day) });
}

/** Random returns for `scheduledTape`. */
export const returns = (length: number) =>
  fc.array(
    fc.record({
      gap: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
      bar: fc.double({ min: -0.08, max: 0.08, noNaN: true }),
      reach: fc.double({ min: 0, max: 0.05, noNaN: true }),
    }),
    { minLength: length, maxLength: length },
  );

/** No returns at all: the wealth of a holder is constant. */
export const still = (length: number) => Array.from({ length }, () => ({ gap: 0, bar: 0, reach: 0 }));
