import { BotError } from '@bot-v2/sdk';
import type { Bars, InputOf, runBacktest } from '@bot-v2/sdk';
import type { Contender } from './compared-strategies.js';

/** Fewer judged bars than this are no comparison. */
const fewestJudged = 126;

/** Bars that all strategies are judged on, and those that need more before their first decision. */
export interface JudgedBars {
  readonly evaluations: InputOf<typeof runBacktest>['evaluations'];
  readonly tooShort: ReadonlyMap<Contender, BotError>;
}

/** Bars that lie before the first decision of a strategy. */
function warmupOf({ strategy, ref }: Contender): number {
  return strategy === null ? 0 : (strategy.warmup as (params: unknown) => number)(ref.params);
}

/**
 * One window for all: from the first bar that follows a possible decision of every strategy. One whose warm-up would leave
 * fewer than 126 bars of any symbol is left out of that, and has an error.
 */
export function judgedBars(contenders: readonly Contender[], histories: Readonly<Record<string, Bars>>): JudgedBars {
  const frames = Object.values(histories);
  const shortest = frames.reduce((a, b) => (b.length < a.length ? b : a));
  const tooShort = new Map<Contender, BotError>();
  let from = 1;
  for (const contender of contenders) {
    const first = warmupOf(contender) + 1;
    if (shortest.length - first >= fewestJudged) from = Math.max(from, first);
    else {
      const need = first + fewestJudged;
      const message = `${contender.ref.id} needs ${need} bars of ${shortest.symbol} to be compared, there are ${shortest.length}`;
      const details = { symbol: shortest.symbol, bars: shortest.length, needBars: need };
      tooShort.set(contender, new BotError('BOT_DATA_HISTORY_SHORT', message, { details }));
    }
  }
  const evaluations = Object.fromEntries(frames.map((bars) => [bars.symbol, { bars, from }]));
  return { evaluations, tooShort };
}
