import { asOfView } from '@bot-v2/engine';
import { mean, pearson, spearman, standardDeviation } from '@bot-v2/quant/statistics';
import { BotError, dayText } from '@bot-v2/sdk';
import type { Bars, Correlation, CorrelationPair } from '@bot-v2/sdk';
import { analyzeConfigSchema } from '../analyze-config.schema.js';
import type { AnalyzeConfig } from '../analyze-config.schema.js';
import { commonReturns } from './common-returns.js';
import type { CommonReturns } from './common-returns.js';
import { effectiveBets, knownCorrelations, likeNextToLike } from './effective-bets.js';
import { intervalText, pearsonIntervals } from './pearson-intervals.js';
import { weightedPearson } from './weighted-pearson.js';

type Settings = AnalyzeConfig['correlation'];

/** Returns that vary less than this are constant but for rounding. */
const smallestDeviation = 1e-12;

/**
 * How the log returns of several symbols move together: Pearson and Spearman of every pair over the bars that both have,
 * on prices adjusted for the splits and dividends known at the end of each history. A pair with too few common returns,
 * or of which one does not vary, has no correlation and says why.
 * @param seed of the bootstrap
 * @throws BOT_CAP_INPUT without histories, for one under another symbol's name, and for different intervals
 */
export function correlateHistories(
  histories: Readonly<Record<string, Bars>>,
  seed: number,
  config: Settings = analyzeConfigSchema.parse({}).correlation,
): Correlation {
  const symbols = Object.keys(histories).sort();
  const views = viewsOf(histories, symbols);
  const pairs = symbols.flatMap((a, i) => {
    const others = symbols.slice(i + 1);
    const common = others.map((b) => commonReturns(views.get(a)!, views.get(b)!, config.returns ?? Infinity));
    return withIntervals(
      others.map((b, k) => pairOf(views.get(a)!, views.get(b)!, common[k]!, config)),
      common,
      seed,
    );
  });
  const keyOf = (a: string, b: string) => JSON.stringify(a < b ? [a, b] : [b, a]);
  const byName = new Map(pairs.map((pair) => [keyOf(pair.a, pair.b), pair.pearson]));
  const known = knownCorrelations(symbols, (a, b) => byName.get(keyOf(a, b)) ?? null);
  const ordered = likeNextToLike(known);
  return {
    symbols: [...ordered, ...symbols.filter((symbol) => !ordered.includes(symbol))],
    basis: Object.fromEntries(symbols.map((symbol) => [symbol, views.get(symbol)!.basis])),
    pairs: pairs.sort((a, b) => (b.pearson ?? -2) - (a.pearson ?? -2)),
    average: mean(pairs.flatMap((pair) => pair.pearson ?? [])),
    effectiveBets: effectiveBets(known),
    settings: {
      minimumReturns: config.minimumReturns,
      recentReturns: config.recentReturns,
      halfLife: config.halfLife,
      interval: intervalText,
    },
  };
}

function viewsOf(histories: Readonly<Record<string, Bars>>, symbols: readonly string[]): ReadonlyMap<string, Bars> {
  if (symbols.length === 0) {
    throw new BotError('BOT_CAP_INPUT', 'analyze.correlate: there is no history', {
      hint: 'Give the histories of at least two symbols.',
    });
  }
  return new Map(
    symbols.map((symbol) => {
      const history = histories[symbol]!;
      if (history.symbol === symbol)
        return [symbol, history.length === 0 ? history : asOfView(history, history.length - 1)];
      throw new BotError('BOT_CAP_INPUT', `analyze.correlate: the history of ${symbol} is one of ${history.symbol}`, {
        details: { symbol, found: history.symbol },
        hint: 'Key every history by its own symbol.',
      });
    }),
  );
}

function pairOf(first: Bars, second: Bars, { x, y, from, to }: CommonReturns, config: Settings): CorrelationPair {
  const [a, b] = [first.symbol, second.symbol];
  const none = { pearson: null, interval: null, spearman: null, recent: null, weighted: null };
  const pair = { a, b, returns: x.length, from, to };
  const reason = x.length === 0 ? whyNothingInCommon(first, second) : whyNone(a, b, x, y, config.minimumReturns);
  if (reason !== null) return { ...pair, ...none, reason };
  const { recentReturns, halfLife } = config;
  const recent = [x, y].map((series) => series.slice(-recentReturns)) as [Float64Array, Float64Array];
  return {
    ...pair,
    pearson: pearson(x, y),
    interval: null,
    spearman: spearman(x, y),
    recent: x.length < recentReturns || !recent.every(varies) ? null : pearson(...recent),
    weighted: weightedPearson(x, y, halfLife),
    reason: null,
  };
}

/** The pairs with the intervals of those that have a correlation. */
function withIntervals(
  pairs: readonly CorrelationPair[],
  common: readonly CommonReturns[],
  seed: number,
): CorrelationPair[] {
  const defined = pairs.flatMap(({ pearson: value }, k) => (value === null ? [] : [k]));
  const intervals = pearsonIntervals(
    defined.map((k) => common[k]!),
    seed,
  );
  const byPlace = new Map(defined.map((k, i) => [k, intervals[i]!]));
  return pairs.map((pair, k) => {
    const interval = byPlace.get(k) ?? null;
    return { ...pair, interval: interval === null ? null : [...interval] };
  });
}

function varies(x: Float64Array): boolean {
  return (standardDeviation(x, 1) ?? 0) >= smallestDeviation;
}

function whyNone(a: string, b: string, x: Float64Array, y: Float64Array, minimum: number): string | null {
  if (x.length < minimum) return `${x.length} common returns, ${minimum} are needed`;
  for (const [symbol, series] of [
    [a, x],
    [b, y],
  ] as const) {
    if (series.some(Number.isNaN)) return `${symbol} has a price that is not above 0`;
    if (!varies(series)) return `${symbol} does not vary`;
  }
  return null;
}

/** Why two frames have no return over the same bars, in a sentence. */
function whyNothingInCommon(a: Bars, b: Bars): string {
  const empty = [a, b].find(({ length }) => length < 2);
  if (empty !== undefined)
    return `${empty.symbol} has ${empty.length === 1 ? 'one bar' : 'no bar'}, a return needs two`;
  const [earlier, later] = a.time[0]! <= b.time[0]! ? [a, b] : [b, a];
  const [end, start] = [earlier.time[earlier.length - 1]!, later.time[0]!];
  if (end < start)
    return `${earlier.symbol} ends on ${dayText(end)}, before ${later.symbol} begins on ${dayText(start)}`;
  return `fewer than two bars of ${a.symbol} and ${b.symbol} open at the same time`;
}
