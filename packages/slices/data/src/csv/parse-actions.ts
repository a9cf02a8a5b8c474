import { BotError } from '@bot-v2/sdk';
import type { CorporateAction } from '@bot-v2/sdk';
import { dayMs, epochDay } from './read-time.js';

const columns = ['date', 'type', 'value'];

/** One line of a file of actions. */
interface ActionLine {
  readonly path: string;
  readonly line: number;
  readonly fields: readonly string[];
}

function malformed({ path, line }: Pick<ActionLine, 'path' | 'line'>, message: string, hint: string): BotError {
  return new BotError('BOT_DATA_MALFORMED', `${path}:${line}: ${message}`, { details: { path, line }, hint });
}

/** Midnight UTC of a date written as YYYY-MM-DD. */
function exDateOf(at: ActionLine): number {
  const text = at.fields[0]!;
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const day = parts === null ? NaN : epochDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  if (Number.isNaN(day)) throw malformed(at, `"${text}" is not a date`, 'Write the ex-date as YYYY-MM-DD.');
  return day * dayMs;
}

function positive(at: ActionLine, text: string, what: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : NaN;
  if (value > 0) return value;
  throw malformed(at, `"${text}" is not ${what}`, 'A number greater than 0, with a decimal point.');
}

function ratioOf(at: ActionLine): number {
  const parts = at.fields[2]!.split(':').map((part) => part.trim());
  if (parts.length > 2) throw malformed(at, `"${at.fields[2]}" is not a ratio`, 'New for old shares: 7, or 1:10.');
  const [fresh, old = 1] = parts.map((part) => positive(at, part, 'a ratio'));
  return fresh! / old;
}

function tickersOf(at: ActionLine): { readonly from: string; readonly to: string } {
  const [from, to, ...more] = at.fields[2]!.split('>').map((part) => part.trim());
  if (from && to && from !== to && more.length === 0) return { from, to };
  throw malformed(at, `"${at.fields[2]}" is not a change of symbol`, 'Old and new ticker: FB > META.');
}

function actionOf(at: ActionLine): CorporateAction {
  const exDate = exDateOf(at);
  const source = 'reported';
  switch (at.fields[1]) {
    case 'split':
      return { type: 'split', exDate, ratio: ratioOf(at), source };
    case 'dividend':
      return { type: 'dividend', exDate, amount: positive(at, at.fields[2]!, 'an amount'), source };
    case 'special_dividend':
      return { type: 'dividend', exDate, amount: positive(at, at.fields[2]!, 'an amount'), special: true, source };
    case 'symbol_change':
      return { type: 'symbol_change', exDate, ...tickersOf(at), source };
    default:
      throw malformed(
        at,
        `there is no action "${at.fields[1]}"`,
        'Known: split, dividend, special_dividend, symbol_change.',
      );
  }
}

/**
 * Reads actions from a CSV file with the header `date,type,value`: `split` with new for old shares (`7` or `1:10`),
 * `dividend` and `special_dividend` with cash for one share as it traded then, `symbol_change` with `OLD > NEW`. The
 * date is the ex-date. Lines may be in any order; the result is by date.
 * @throws BOT_DATA_MALFORMED naming the line
 */
export function parseActions(text: string, path: string): CorporateAction[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const at = lines.map((line, k) => ({ path, line: k + 1, fields: line.split(',').map((field) => field.trim()) }));
  const written = at.filter(({ fields }) => fields.length > 1 || fields[0] !== '');
  const [header, ...rows] = written;
  if (header?.fields.map((name) => name.toLowerCase()).join() !== columns.join()) {
    throw malformed(header ?? { path, line: 1 }, 'this is not a file of actions', `Its header is ${columns.join()}.`);
  }
  const seen = new Map<string, number>();
  const actions = rows.map((row) => {
    if (row.fields.length !== columns.length)
      throw malformed(row, `${row.fields.length} fields instead of 3`, `A line is ${columns.join()}.`);
    const key = row.fields.join();
    const before = seen.get(key);
    if (before !== undefined)
      throw malformed(row, `the same action as on line ${before}`, 'Keep one of them; add up dividends of one day.');
    seen.set(key, row.line);
    return actionOf(row);
  });
  return actions.sort((a, b) => a.exDate - b.exDate);
}
