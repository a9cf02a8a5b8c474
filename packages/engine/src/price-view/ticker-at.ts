import { BotError, dayText } from '@bot-v2/sdk';
import type { CorporateAction } from '@bot-v2/sdk';

/** The same security under another ticker: an action that moves neither shares nor money. */
export type SymbolChange = Extract<CorporateAction, { readonly type: 'symbol_change' }>;

/**
 * The ticker under which a security that is called `symbol` today traded at `time`. Needed to ask a venue or a file for
 * the right name, and not to join two companies that used one name at different times.
 * @throws BOT_DATA_MALFORMED when the changes are no chain: one must start with the ticker the one before ended with
 */
export function tickerAt(symbol: string, actions: readonly CorporateAction[], time: number): string {
  const changes = actions
    .filter((action): action is SymbolChange => action.type === 'symbol_change')
    .sort((a, b) => a.exDate - b.exDate);
  for (let k = 1; k < changes.length; k++) {
    const [before, after] = [changes[k - 1]!, changes[k]!];
    if (before.to === after.from) continue;
    throw new BotError(
      'BOT_DATA_MALFORMED',
      `${symbol} became ${before.to}, but its change on ${dayText(after.exDate)} starts from ${after.from}`,
      {
        details: { symbol, exDate: after.exDate, expected: before.to, found: after.from },
        hint: 'Add the change that is missing, or drop the one that belongs to another security of that name.',
      },
    );
  }
  let ticker = changes[0]?.from ?? symbol;
  for (const change of changes) if (change.exDate <= time) ticker = change.to;
  return ticker;
}
