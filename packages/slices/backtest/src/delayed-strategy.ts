import type { Columns, RunnableStrategy } from '@bot-v2/sdk';

/** A column whose value at each row is that of the row before; NaN at the first. */
function oneRowLater(column: Float64Array): Float64Array {
  const later = new Float64Array(column.length);
  later.fill(NaN, 0, 1);
  later.set(column.subarray(0, Math.max(0, column.length - 1)), 1);
  return later;
}

/**
 * The same strategy acting one bar later: at every bar it sees the columns of the bar before, so that what it decides on
 * them fills a bar after it would have. Its position and its account are those of the bar it acts on.
 */
export function delayedStrategy(strategy: RunnableStrategy): RunnableStrategy {
  const { prepare, warmup } = strategy as { prepare: (...given: unknown[]) => Columns; warmup: (p: unknown) => number };
  return {
    ...strategy,
    warmup: (p: unknown) => warmup.call(strategy, p) + 1,
    prepare: (...given: unknown[]) =>
      Object.fromEntries(
        Object.entries(prepare.apply(strategy, given)).map(([name, column]) => [name, oneRowLater(column)]),
      ),
  } as RunnableStrategy;
}
