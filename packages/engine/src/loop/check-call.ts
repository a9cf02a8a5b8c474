import { BotError, suggestName } from '@bot-v2/sdk';

/** What a field may be; `side` is looked at by itself. Absent ones are left out or undefined. */
type Kind = 'number' | 'string' | 'side';

const fields = (kinds: Readonly<Record<string, Kind>>): ReadonlyMap<string, Kind> => new Map(Object.entries(kinds));
const protection = { stopLoss: 'number', takeProfit: 'number' } as const;
const size = { quantity: 'number' } as const;
const prices = { limit: 'number', stop: 'number', trail: 'number', trailPercent: 'number' } as const;
const order = { side: 'side', ...size, fraction: 'number', ...prices, goodTill: 'number', oco: 'number' } as const;

/** What each call takes. */
const known = {
  target: fields({ reason: 'string', ...protection }),
  order: fields({ ...order, after: 'number', ...protection, reason: 'string', tif: 'string' }),
  amend: fields({ ...size, ...prices }),
  protect: fields(protection),
};

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
  const all = given as Record<string, unknown>;
  const kinds = known[call];
  for (const name in all) {
    const value = all[name];
    if (value === undefined) continue;
    const kind = kinds.get(name);
    if (kind === undefined) throw wrong(call, `it takes no "${name}"`, suggestName(name, [...kinds.keys()]));
    if (typeof value === kind || kind === 'side' || (value === null && call === 'protect')) continue;
    if (kind === 'string') throw wrong(call, `${name} ${text(value)} is no text`);
    throw wrong(call, `${name} ${text(value)} is no number`, value === null ? absentHint : undefined);
  }
}

/** The same for a whole order. */
export function checkRequest(given: unknown): void {
  checkFields('order', given);
  const { side } = given as { readonly side?: unknown };
  if (side !== 'buy' && side !== 'sell') throw wrong('order', `side ${text(side)} is neither buy nor sell`);
}
