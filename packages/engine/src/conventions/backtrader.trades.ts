import type { FrameRun } from '../frame-driver/index.js';
import { largest, mean, smallest, sum } from '../report/list-figures.js';

/** A closed trade: 1 long, −1 short; money before and after commission; bars held. */
interface Closed {
  readonly side: number;
  readonly gross: number;
  readonly net: number;
  /** It has lost nothing, but for the rounding of sums. */
  readonly won: boolean;
  readonly bars: number;
}

/**
 * TradeAnalyzer: counts, money and bars of trades, each under `trades.`; of a side that was never closed its count alone. A
 * trade that earned nothing is won.
 */
export function tradeAnalysis(run: FrameRun): Record<string, number | null> {
  const all = closedTrades(run);
  const { length: opened } = run.tradeColumns;
  const won = all.map((trade) => trade.won);
  const figures: Record<string, number | null> = {
    'total.total': opened,
    'total.open': opened - all.length,
    'total.closed': all.length,
    ...streak('won', won),
    ...streak(
      'lost',
      won.map((is) => !is),
    ),
    ...sums(
      'pnl.gross',
      all.map((trade) => trade.gross),
    ),
    ...sums(
      'pnl.net',
      all.map((trade) => trade.net),
    ),
    ...lengths(
      'len',
      all.map((trade) => trade.bars),
      true,
    ),
  };
  for (const outcome of ['won', 'lost'] as const) {
    const own = all.filter((trade) => trade.won === (outcome === 'won'));
    figures[`${outcome}.total`] = own.length;
    Object.assign(figures, money(`${outcome}.pnl`, outcome, own), lengthsOf(`len.${outcome}`, own));
  }
  for (const [name, side] of [
    ['long', 1],
    ['short', -1],
  ] as const) {
    const own = all.filter((trade) => trade.side === side);
    figures[`${name}.total`] = own.length;
    if (own.length === 0) continue;
    Object.assign(
      figures,
      sums(
        `${name}.pnl`,
        own.map(({ net }) => net),
        0,
      ),
      lengthsOf(`len.${name}`, own),
    );
    for (const outcome of ['won', 'lost'] as const) {
      const part = own.filter((trade) => trade.won === (outcome === 'won'));
      figures[`${name}.${outcome}`] = part.length;
      Object.assign(figures, money(`${name}.pnl.${outcome}`, outcome, part));
      Object.assign(figures, lengthsOf(`len.${name}.${outcome}`, part));
    }
  }
  return Object.fromEntries(Object.entries(figures).map(([key, value]) => [`trades.${key}`, value]));
}

function closedTrades(run: FrameRun): Closed[] {
  const { side, quantity, entryPrice, exitPrice, entryRow, exitRow, pnl, symbols, leg } = run.tradeColumns;
  return rowsAsClosed(run).map((k) => {
    const { multiplier = 1 } = run.account.terms.instruments?.[symbols[leg[k]!]!] ?? {};
    const units = quantity[k]! * multiplier;
    return {
      side: side[k]!,
      gross: side[k]! * units * (exitPrice[k]! - entryPrice[k]!),
      net: pnl[k]!,
      won: pnl[k]! >= -1e-12 * units * entryPrice[k]!,
      bars: exitRow[k]! - entryRow[k]!,
    };
  });
}

/** Rows of the closed trades; those of several symbols in one bar in the order of the fills that closed them. */
function rowsAsClosed({ tradeColumns, legs, fills }: FrameRun): number[] {
  const { closed, symbols, leg, exitTime } = tradeColumns;
  const rows = Array.from({ length: closed }, (_, k) => k);
  if (legs.length === 1) return rows;
  const turns = closingFills(fills);
  const turn = rows.map((k) => turns.get(keyOf(symbols[leg[k]!]!, exitTime[k]!))?.shift() ?? 0);
  return rows.sort((a, b) => exitTime[a]! - exitTime[b]! || turn[a]! - turn[b]!);
}

const keyOf = (symbol: string, time: number) => `${time} ${symbol}`;

/** By symbol and time, which fills closed a position or turned it. */
function closingFills(fills: FrameRun['fills']): Map<string, number[]> {
  const held = new Map<string, number>();
  const closing = new Map<string, number[]>();
  fills.toArray().forEach(({ symbol, time, side, quantity }, at) => {
    const before = held.get(symbol) ?? 0;
    const sum = before + (side === 'buy' ? quantity : -quantity);
    const after = Math.abs(sum) < 1e-9 ? 0 : sum;
    held.set(symbol, after);
    if (before === 0 || before * after > 0) return;
    const key = keyOf(symbol, time);
    closing.set(key, [...(closing.get(key) ?? []), at]);
  });
  return closing;
}

/** Sum and mean; `none` is the mean without any. */
function sums(name: string, list: readonly number[], none: number | null = null): Record<string, number | null> {
  return { [`${name}.total`]: sum(list), [`${name}.average`]: list.length === 0 ? none : mean(list) };
}

function money(name: string, outcome: 'won' | 'lost', own: readonly Closed[]): Record<string, number | null> {
  const list = own.map(({ net }) => net);
  const most = outcome === 'won' ? Math.max(0, largest(list)) : Math.min(0, smallest(list));
  return { ...sums(name, list, 0), [`${name}.max`]: most };
}

const lengthsOf = (name: string, own: readonly Closed[]) =>
  lengths(
    name,
    own.map(({ bars }) => bars),
    false,
  );

/**
 * Bars held. A trade of no bars is left out of the least of them, except in that of all trades, where it is the least until
 * the next trade.
 */
function lengths(name: string, bars: readonly number[], all: boolean): Record<string, number | null> {
  const least = bars.reduce((min, x) => (x === 0 && !all ? min : Math.min(min === 0 ? Infinity : min, x)), Infinity);
  return {
    ...sums(name, bars, all ? null : 0),
    [`${name}.max`]: Math.max(0, largest(bars)),
    [`${name}.min`]: Number.isFinite(least) ? least : null,
  };
}

/** Trades in a row of one outcome: the last ones, and the most. */
function streak(name: string, is: readonly boolean[]): Record<string, number> {
  let [current, longest] = [0, 0];
  for (const one of is) {
    current = one ? current + 1 : 0;
    longest = Math.max(longest, current);
  }
  return { [`streak.${name}.current`]: current, [`streak.${name}.longest`]: longest };
}
