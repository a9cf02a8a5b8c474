import { BotError, suggestName } from '@bot-v2/sdk';

/** What numbers an order may have, by name; absent ones are left out or undefined. */
const numbers = [
  'quantity',
  'fraction',
  'limit',
  'stop',
  'trail',
  'trailPercent',
  'goodTill',
  'oco',
  'after',
  'stopLoss',
  'takeProfit',
] as const;
const texts = ['reason', 'tif'] as const;

/** What each call takes. */
const known = {
  target: ['reason', 'stopLoss', 'takeProfit'],
  order: ['side', ...numbers, ...texts],
  amend: ['quantity', 'limit', 'stop', 'trail', 'trailPercent'],
  protect: ['stopLoss', 'takeProfit'],
} as const;

function text(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

const absentHint = 'Leave out what is not meant; null is for out.protect, where it removes a side.';

function wrong(call: string, what: string, hint = 'See Orders and OrderRequest of the sdk.'): BotError {
  return new BotError('BOT_STRATEGY_OUTPUT', `${call}: ${what}`, { hint });
}

/**
 * Whether what a strategy gave to one of its calls is of the right types; whether its numbers make an order is decided
 * later. JavaScript strategies are not held to the declared types by a compiler.
 * @throws BOT_STRATEGY_OUTPUT
 */
export function checkNumber(call: string, value: unknown): void {
  if (typeof value !== 'number') throw wrong(call, `${text(value)} is no number`);
}

/** The same for options of a target, an order, or changes of one; a misspelt name would leave out what was meant. */
export function checkFields(call: keyof typeof known, given: unknown): void {
  if (typeof given !== 'object' || given === null) throw wrong(call, `${text(given)} is not what it takes`);
  const fields = given as Record<string, unknown>;
  const names: readonly string[] = known[call];
  for (const name of Object.keys(fields)) {
    if (!names.includes(name) && fields[name] !== undefined)
      throw wrong(call, `it takes no "${name}"`, suggestName(name, names));
  }
  for (const name of numbers) {
    const value = fields[name];
    if (value === undefined || typeof value === 'number' || (value === null && call === 'protect')) continue;
    throw wrong(call, `${name} ${text(value)} is no number`, value === null ? absentHint : undefined);
  }
  for (const name of texts) {
    const value = fields[name];
    if (value !== undefined && typeof value !== 'string') throw wrong(call, `${name} ${text(value)} is no text`);
  }
}

/** The same for a whole order. */
export function checkRequest(given: unknown): void {
  checkFields('order', given);
  const { side } = given as { readonly side?: unknown };
  if (side !== 'buy' && side !== 'sell') throw wrong('order', `side ${text(side)} is neither buy nor sell`);
}
