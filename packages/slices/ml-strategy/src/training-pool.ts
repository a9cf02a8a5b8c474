import { getData, rowsUpTo, truncate } from '@bot-v2/sdk';
import type { Bars, RunContext } from '@bot-v2/sdk';

/**
 * The bars to learn from, the history first: those of the pooled symbols end where it does, whatever their provider gives.
 * @throws BOT_REGISTRY_MISSING, BOT_REGISTRY_AMBIGUOUS when bars are to be fetched and nobody, or more than one, provides them;
 *   what the provider throws for a symbol it does not have
 */
export async function trainingPool(
  history: Bars,
  symbols: readonly string[],
  ctx: Pick<RunContext, 'use'>,
): Promise<Bars[]> {
  const pool = [history];
  const end = history.time[history.length - 1];
  if (end === undefined) return pool;
  for (const symbol of new Set(symbols)) {
    if (symbol === history.symbol) continue;
    const { bars } = await ctx.use(getData)({ request: { symbol, interval: history.interval, to: end } });
    const rows = rowsUpTo(bars.time, end);
    pool.push(rows === bars.length ? bars : truncate(bars, rows, () => `${bars.provenance.contentHash}:${rows}`));
  }
  return pool;
}
