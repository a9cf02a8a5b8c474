import { BotError, describeIssues, validateSync } from '@bot-v2/sdk';
import type { AnyStrategy, SearchRange, StrategyRef } from '@bot-v2/sdk';

/** Parameters as a reference carries them. */
export type Params = StrategyRef['params'];

/** The combinations of a search. */
export interface SearchGrid {
  /** Valid, complete and distinct parameter sets; the last searched parameter varies fastest. */
  readonly combinations: readonly Params[];
  /** Combinations the strategy's own schema refuses, such as fast ≥ slow. */
  readonly refused: number;
}

function invalid(strategy: string, name: string, problem: string): BotError {
  return new BotError('BOT_STRATEGY_INVALID', `${strategy}: search range of ${name} ${problem}`, {
    details: { strategy, parameter: name },
    hint: 'Write a list of values, or { min, max, step } with min ≤ max and step > 0.',
  });
}

/**
 * How many values a range has.
 * @throws BOT_STRATEGY_INVALID
 */
function rangeSize(range: SearchRange, strategy: string, name: string): number {
  if (Array.isArray(range)) {
    if (range.length === 0) throw invalid(strategy, name, 'is empty');
    return range.length;
  }
  const { min, max, step } = range as Exclude<SearchRange, readonly unknown[]>;
  if (step === undefined)
    throw invalid(strategy, name, 'has no step: a grid needs one, --set optimize.search=tpe does not');
  if (!Number.isFinite(min) || !Number.isFinite(max) || !(step > 0) || max < min) {
    throw invalid(strategy, name, `is not one: min ${min}, max ${max}, step ${step}`);
  }
  return Math.floor((max - min) / step + 1e-9) + 1;
}

/**
 * The values of a range, `max` included when a step lands on it. Steps are counted, not added up, and rounded to twelve
 * digits, so 0.1 … 0.5 by 0.1 gives the five numbers a reader expects.
 * @throws BOT_STRATEGY_INVALID
 */
export function rangeValues(range: SearchRange, strategy: string, name: string): readonly Params[string][] {
  const length = rangeSize(range, strategy, name);
  if (Array.isArray(range)) return range as readonly Params[string][];
  const { min, step = 0 } = range as Exclude<SearchRange, readonly unknown[]>;
  return Array.from({ length }, (_, i) => Number((min + i * step).toPrecision(12)));
}

/**
 * All combinations of a strategy's search ranges over given parameters. A strategy without ranges has one combination:
 * the given parameters.
 * @throws BOT_STRATEGY_INVALID for an unusable range; BOT_CONFIG_INVALID when the grid is larger than `limit`;
 *   BOT_STRATEGY_PARAMS when the schema refuses every combination
 */
export function searchGrid(strategy: AnyStrategy, given: Params, limit: number): SearchGrid {
  const search = Object.entries((strategy.search ?? {}) as Record<string, SearchRange | undefined>);
  const searched = search.flatMap(([name, range]) => (range === undefined ? [] : [{ name, range }]));
  // Counted before any is made: a fine step over a wide range has more values than there is memory.
  const size = searched.reduce((product, { name, range }) => product * rangeSize(range, strategy.id, name), 1);
  if (size > limit) {
    throw new BotError('BOT_CONFIG_INVALID', `${strategy.id}: ${size} combinations, optimize.maxTrials is ${limit}`, {
      details: { strategy: strategy.id, combinations: size, maxTrials: limit },
      hint: `Raise it with --set optimize.maxTrials=${size}, or narrow the strategy's search.`,
    });
  }

  const ranges = searched.map(({ name, range }) => [name, rangeValues(range, strategy.id, name)] as const);
  const distinct = new Map<string, Params>();
  let refused = 0;
  let refusal = '';
  for (let index = 0; index < size; index++) {
    const candidate: Params = { ...given };
    let rest = index;
    for (let r = ranges.length - 1; r >= 0; r--) {
      const [name, values] = ranges[r]!;
      candidate[name] = values[rest % values.length]!;
      rest = Math.floor(rest / values.length);
    }
    const checked = validateSync(strategy.params, candidate);
    if (checked.issues) {
      refused++;
      refusal = describeIssues(checked.issues);
      continue;
    }
    const params = checked.value as Params;
    const key = JSON.stringify(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (!distinct.has(key)) distinct.set(key, params);
  }
  if (distinct.size === 0) {
    throw new BotError(
      'BOT_STRATEGY_PARAMS',
      `${strategy.id} refuses all ${size} combinations of its search: ${refusal}`,
      {
        details: { strategy: strategy.id, given, combinations: size },
        hint: 'The search ranges and the parameter schema of the strategy contradict each other.',
      },
    );
  }
  return { combinations: [...distinct.values()], refused };
}
