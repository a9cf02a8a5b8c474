import type { Allocation, BySymbol } from '@bot-v2/sdk';
import { rulesOn } from './account-rules.js';
import { usesCovariance, weigh } from './allocators.js';
import type { WeighingTerms } from './allocators.js';
import { candidatesOf } from './candidates.js';
import type { AllocateInput, Candidate } from './candidates.js';
import { commonReturns } from './common-returns.js';
import type { AdaptivePortfolioConfig } from './config.schema.js';
import { heldWeight, withinBand } from './drift-band.js';
import { estimateFrom } from './estimate.js';
import type { Estimate } from './estimate.js';
import { percent } from './figures.js';
import { nothingHeld, notHoldable } from './holdable.js';
import { capsOf } from './presets.js';
import { volatilityWindow } from './risk-score.js';
import { tierOf } from './tier-of.js';
import type { Tier } from './tiers.js';
import { worthHolding } from './worth-holding.js';

/**
 * Shares the account among the symbols of `choices`: the account's tier, the symbols that qualify, weights under the
 * caps, and no position that cannot be held (the smallest is dropped, the rest weighed anew). Every symbol gets an
 * entry; one that is left out has weight 0 and the reason. Does not depend on the order of the symbols.
 * @throws BOT_CONFIG_BELOW_MINIMUM when the account is too small for any tier
 */
export function allocateAccount(input: AllocateInput, config: AdaptivePortfolioConfig): BySymbol<Allocation> {
  const { histories, account } = input;
  const previous = account.previousTier ?? null;
  const tier = tierOf(account.equity, { previous, hysteresis: config.hysteresis });
  const caps = capsOf(config);
  const { inside, outside } = candidatesOf(input, tier, caps.position, config);
  const { candidates, apart, terms } = weighingOf(inside, input, caps.portfolio, config);
  const holdings = worthHolding(
    candidates,
    (claims) => weigh(config.method, claims, terms),
    ({ symbol, cap }, weight) =>
      weight === 0 && usesCovariance(config.method)
        ? `${config.method} gives it nothing`
        : notHoldable(weight, cap, histories[symbol], account, tier),
  );
  const { held, dropped } = holdings;
  const capOf = new Map(held.map(({ symbol, cap }) => [symbol, cap]));
  const { weights, notes: kept } = withinBand(
    holdings.weights,
    (symbol) => (histories[symbol] === undefined ? 0 : heldWeight(histories[symbol], account)),
    account.terms,
    { drift: config.drift, total: caps.portfolio, cap: (symbol) => capOf.get(symbol)! },
  );

  const why = held.length === 0 && dropped.size > 0 ? [nothingHeld(tier, caps.position, account.equity)] : [];
  const few =
    held.length < tier.positions.min
      ? [`${held.length} of the ${tier.positions.min} to ${tier.positions.max} positions of tier ${tier.name}`]
      : [];
  const entry = (symbol: string, weight: number, maxFraction: number, reasons: string[]): Allocation => ({
    symbol,
    tier: tier.name,
    method: config.method,
    weight,
    maxFraction,
    minimumPosition: tier.minimumPosition,
    strategies: [...tier.strategies],
    reasons,
  });
  const entries = [
    ...[...outside].map(([symbol, reasons]) => entry(symbol, 0, 0, ['left out', ...reasons])),
    ...[...apart].map(([symbol, reason]) => entry(symbol, 0, 0, ['left out', reason])),
    ...[...dropped].map(([symbol, reason]) => entry(symbol, 0, 0, ['left out', ...why, reason])),
    ...held.map(({ symbol, cap, notes }) => {
      const weight = weights.get(symbol)!;
      const limit = weight >= cap ? `cap ${percent(cap)} of one position` : `portfolio cap ${percent(caps.portfolio)}`;
      const said = [holdings.notes.get(symbol), kept.get(symbol)].filter((note) => note !== undefined);
      const rules = rulesText(histories[symbol]?.time.at(-1), tier.account, account.equity);
      return entry(symbol, weight, cap, [tierText(tier, previous), ...notes, ...said, limit, ...few, ...rules]);
    }),
  ].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  return Object.fromEntries(entries.map((allocation) => [allocation.symbol, allocation]));
}

/** The candidates that can be weighed together, and what the method needs for it. */
function weighingOf(
  inside: readonly Candidate[],
  { histories, account }: AllocateInput,
  total: number,
  { method, covariance, linkage }: AdaptivePortfolioConfig,
): { candidates: readonly Candidate[]; apart: ReadonlyMap<string, string>; terms: WeighingTerms } {
  const terms = { total, linkage, riskFree: 0 };
  if (!usesCovariance(method) || inside.length === 0) return { candidates: inside, apart: new Map(), terms };
  const frames = Object.fromEntries(inside.map(({ symbol }) => [symbol, histories[symbol]!]));
  const common = commonReturns(frames, covariance.window, volatilityWindow);
  const estimate: Estimate = estimateFrom(common, covariance.shrinkage);
  const perYear = Math.max(...Object.values(frames).map(({ quality }) => quality.periodsPerYear));
  return {
    candidates: inside.filter(({ symbol }) => !common.apart.has(symbol)),
    apart: common.apart,
    terms: { ...terms, estimate, riskFree: account.terms.riskFree / perYear },
  };
}

function tierText({ name }: Tier, previous: string | null): string {
  return previous === null || previous === name ? `tier ${name}` : `tier ${name}, before it ${previous}`;
}

/** What the rules of the day of the decision mean for the tier's kind of account. */
function rulesText(at: number | undefined, kind: Tier['account'], equity: number): string[] {
  if (at === undefined) return [];
  const { settlementDays, patternDayTrading, sources } = rulesOn(at);
  if (kind === 'cash') return [`cash account: a sale is paid at T+${settlementDays}`];
  if (patternDayTrading === null || equity >= patternDayTrading.minimumEquity) return [];
  const { dayTrades, sessions, minimumEquity, status } = patternDayTrading;
  const broker = status === 'broker_setting' ? ', where the broker still applies it' : '';
  return [
    `margin account under ${minimumEquity}: at most ${dayTrades - 1} day trades in ${sessions} sessions${broker} ` +
      `(${sources.patternDayTrading})`,
  ];
}
