import { BotError } from '@bot-v2/sdk';
import type { CorporateAction, PriceBasis } from '@bot-v2/sdk';
import { locateCsv, readCsvBytes } from './csv-file.adapter.js';
import { parseActions } from './parse-actions.js';

const setting = 'data.csv.actions';

/**
 * The actions of a symbol from `path`: a file, or a folder with one `SYMBOL.csv` a symbol. A symbol without a file is an
 * error, not a symbol without actions: a file with a header alone says that there were none.
 * @throws BOT_DATA_NOT_FOUND, BOT_DATA_UNREADABLE, BOT_DATA_MALFORMED (also for changes of symbol that do not lead, one
 *   after the other, to `symbol`); BOT_DATA_BASIS for splits or dividends of prices
 *   that are not raw: nobody would settle them
 */
export async function actionsFrom(path: string, symbol: string, basis: PriceBasis): Promise<CorporateAction[]> {
  const { file } = await locateCsv(path, symbol, setting);
  const actions = parseActions(new TextDecoder().decode(await readCsvBytes(file, setting)), file);
  if (actions.some(({ type }) => type === 'symbol_change')) await checkTickers(symbol, actions, file);
  const settled = actions.find(({ type }) => type !== 'symbol_change');
  if (settled === undefined || basis === 'raw') return actions;
  throw new BotError('BOT_DATA_BASIS', `${file} states a ${settled.type}, but the prices of ${symbol} are ${basis}`, {
    details: { path: file, symbol, basis },
    hint: 'Only raw prices are traded with their actions. Set data.csv.basis=raw if they are, or leave data.csv.actions out.',
  });
}

/** Whether the changes of symbol lead to the symbol asked for. */
async function checkTickers(symbol: string, actions: readonly CorporateAction[], file: string): Promise<void> {
  const { tickerAt } = await import('@bot-v2/engine');
  const last = tickerAt(symbol, actions, Infinity);
  if (last.toUpperCase() === symbol.toUpperCase()) return;
  throw new BotError('BOT_DATA_MALFORMED', `${file}: ${symbol} is called ${last} after its last change of symbol`, {
    details: { path: file, symbol, last },
    hint: `Ask for ${last}, or drop the changes of another security that once was called ${symbol}.`,
  });
}
