import { BotError, suggestName } from '@bot-v2/sdk';
import type { LoopPolicies } from './loop-policies.js';
import type { ReportPolicies } from './report-policies.js';
import type { RunPolicies } from './run-policies.js';

type Values<T> = { readonly [K in keyof T]: readonly T[K][] };
const bars = ['same-bar', 'next-bar'] as const;

/** Every value of every switch of the loop but those of `children`. */
const loopSwitches: Values<Omit<LoopPolicies, 'children'>> = {
  marketFill: ['next-open', 'next-close', 'decision-close', 'previous-close'],
  firstDecision: ['warm-up', 'after-warm-up', 'first-bar'],
  sizeOf: ['equity', 'free-margin'],
  sizedAt: ['decision-close', 'fill'],
  retarget: ['past-drift', 'difference'],
  marginMark: ['last-close', 'fill-bar-close'],
  sizePrice: ['reference', 'with-costs'],
  money: ['rounded', 'exact'],
  shortfall: ['clip', 'reject', 'reject-order', 'allow'],
  fundsCheck: ['at-decision', 'at-fill', 'at-submission', 'at-open'],
  buyingPower: ['free-cash', 'cash', 'cash-less-shorts'],
  borrowFee: ['short-value', 'short-entry', 'all-entries'],
  spreadOn: ['market', 'market-and-stop', 'entries', 'all', 'within-limit', 'past-limit'],
  spreadAt: ['any-price', 'inside-bar'],
  spreadReach: ['any', 'bar-range', 'wait', 'wait-unless-limit'],
  stopGap: ['open', 'market-price', 'stop-price'],
  limitFill: ['through', 'touch'],
  limitGap: ['open', 'limit-price'],
  stopLimitBar: ['same-bar', 'if-beyond-stop', 'if-closing-back', 'next-bar'],
  stopLimitGap: ['open', 'stop-price'],
  stopRest: ['market', 'stop'],
  volumeLimit: ['bar', 'order'],
  trailBy: ['extreme', 'close'],
  secondPass: ['due', 'all'],
  queue: ['market-first', 'as-placed', 'exits-first', 'exits-then-as-placed'],
  groupEnds: ['fill', 'any-end'],
  exitBar: ['orders-fill', 'exit-only'],
  tie: ['stop-loss', 'take-profit', 'stop-loss-first'],
  positions: ['net', 'fifo-lots', 'hedged-lots'],
  exclusiveOrders: [true, false],
  entryCommission: ['at-entry', 'at-exit'],
  bust: ['liquidate-next-open', 'zero-at-once', 'zero-every-other', 'ignore'],
  finalise: ['mark', 'close-at-last-close', 'repeat-last-bar'],
};

const childSwitches = {
  'children.afterMarket.stopLoss': bars,
  'children.afterMarket.takeProfit': bars,
  'children.afterResting.stopLoss': bars,
  'children.afterResting.takeProfit': ['same-bar', 'if-clear', 'next-bar'],
} as const;

const reportSwitches: Values<ReportPolicies> = {
  sampling: ['bar', 'calendar-period'],
  firstReturn: ['from-capital', 'from-first-equity'],
  annualFactor: ['calendar', 'spacing', 'spacing-as-days', '365-days'],
  annualReturn: ['cagr', 'arithmetic', 'geometric', 'geometric-flat-start'],
  annualVolatility: ['root-factor', 'compounded'],
  ratios: ['per-period', 'annual'],
  averageTrade: ['arithmetic', 'geometric'],
  profitFactor: ['money', 'returns'],
  sqnDdof: [0, 1],
  exposure: ['closes', 'entry-to-exit'],
  benchmarkStart: ['first-open', 'first-close', 'first-tradable-close'],
  drawdownDuration: ['bars', 'time'],
  alphaBeta: ['regression', 'whole-period'],
};

/** Where each switch is, and what it may be. */
const table = new Map<string, { readonly path: readonly string[]; readonly values: readonly unknown[] }>([
  ...Object.entries({ ...loopSwitches, ...childSwitches }).map(
    ([name, values]) => [name, { path: ['loop', ...name.split('.')], values }] as const,
  ),
  ...Object.entries(reportSwitches).map(([name, values]) => [name, { path: ['report', name], values }] as const),
]);

/** Names of all switches: those of the loop, `children.afterMarket.stopLoss` and the like, those of the report. */
export const switchNames: readonly string[] = [...table.keys()];

/** A switch by its name, as configuration gives it. */
export type Switches = Readonly<Record<string, string | number | boolean>>;

/**
 * Conventions with single switches changed by name. `annualFactor` may also be a positive number.
 * @throws BOT_CONFIG_INVALID for a name or value nobody knows
 */
export function withSwitches(policies: RunPolicies, switches: Switches): RunPolicies {
  let changed: object = policies;
  for (const [name, value] of Object.entries(switches)) {
    const known = table.get(name);
    if (known === undefined) {
      throw new BotError('BOT_CONFIG_INVALID', `there is no convention "${name}"`, {
        details: { name },
        hint: suggestName(name, switchNames),
      });
    }
    const number = name === 'annualFactor' && typeof value === 'number' && value > 0;
    if (!known.values.includes(value) && !number) {
      throw new BotError('BOT_CONFIG_INVALID', `the convention "${name}" cannot be ${JSON.stringify(value)}`, {
        details: { name, value },
        hint: `It is one of ${known.values.join(', ')}.`,
      });
    }
    changed = replaced(changed, known.path, value);
  }
  return changed as RunPolicies;
}

/** A copy of nested records with one value replaced. */
function replaced(record: object, [key, ...rest]: readonly string[], value: unknown): object {
  const inner = (record as Record<string, unknown>)[key!];
  return { ...record, [key!]: rest.length === 0 ? value : replaced(inner as object, rest, value) };
}
