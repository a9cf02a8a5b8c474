import type { FillCause } from './intents.js';

/** What a fill's text is made of. */
export interface FillFacts {
  readonly side: 1 | -1;
  readonly price: number;
  readonly reference: number;
  /** The limit or stop that was reached; 0 for a market order. */
  readonly level: number;
  readonly cause: FillCause;
  readonly cashLimited: boolean;
  /** The part of the difference between price and reference that is spread. */
  readonly spreadShare: number;
}

const places: Readonly<Record<FillCause, string>> = {
  'next-open': 'market order at the open',
  'next-close': 'market order at the close',
  'decision-close': 'market order at the close that decided',
  'previous-close': 'market order at the close before',
  'closing-auction': 'closing auction',
  'limit-through': 'limit {level} traded through',
  'limit-gap-open': 'opened better than the limit {level}',
  'stop-touched': 'stop {level} touched',
  'stop-gap-open': 'opened beyond the stop {level}',
  'stop-limit': 'stop {level} touched, within the limit',
  'stop-loss': 'stop-loss {level} touched',
  'stop-loss-gap-open': 'opened beyond the stop-loss {level}',
  'take-profit': 'take-profit {level} traded through',
  'take-profit-gap-open': 'opened better than the take-profit {level}',
  bust: 'closed at the mark: equity was gone',
  finalise: 'closed at the end of the data',
};

/** Why a fill had its price, in one line: what was reached, the gap to it, spread and slippage against the reference. */
export function fillText(f: FillFacts): string {
  const { reference, level, price } = f;
  const parts = [places[f.cause].replace('{level}', shown(level))];
  if (level !== 0 && reference !== level && f.cause.includes('gap')) {
    parts.push(`gap of ${shown(Math.abs(reference - level))} to ${shown(reference)}`);
  } else if (reference !== level) parts.push(`reference ${shown(reference)}`);
  if (price !== reference) {
    const bps = (f.side * (price - reference) * 10_000) / reference;
    const spread = bps * f.spreadShare;
    const both = [`${tenth(spread)} bps spread`, `${tenth(bps - spread)} bps slippage`];
    const named = f.spreadShare === 0 ? both.slice(1) : f.spreadShare === 1 ? both.slice(0, 1) : both;
    parts.push(`${named.join(' and ')}: ${shown(price)}`);
  }
  if (f.cashLimited) parts.push('less than ordered: cash did not pay for more');
  return parts.join(', ');
}

/** Up to seven significant digits. */
function shown(price: number): string {
  return String(Number(price.toPrecision(7)));
}

function tenth(bps: number): string {
  return String(Math.round(bps * 10) / 10);
}
