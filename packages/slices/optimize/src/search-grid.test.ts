import { defineStrategy, isBotError } from '@bot-v2/sdk';
import type { StrategyDefinition } from '@bot-v2/sdk';
import fc from 'fast-check';
import { z } from 'zod';
import { rangeValues, searchGrid } from './search-grid.js';

const crossing = z
  .strictObject({ fast: z.number().int().min(1).default(10), slow: z.number().int().min(2).default(30) })
  .refine(({ fast, slow }) => fast < slow, 'fast must be below slow');

function strategyWith(
  search: StrategyDefinition<z.output<typeof crossing>, Record<string, Float64Array>, unknown>['search'],
) {
  return defineStrategy({
    id: 'crossing',
    version: '1.0.0',
    params: crossing,
    ...(search === undefined ? {} : { search }),
    warmup: (p) => p.slow,
    prepare: (bars) => ({ close: bars.close }),
    onBar: () => undefined,
  });
}

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return isBotError(error) ? error.code : String(error);
  }
  return undefined;
}

test('combinations are complete, in grid order, without those the schema refuses', () => {
  const strategy = strategyWith({ fast: [5, 10, 25], slow: [20, 30] });
  const { combinations, refused } = searchGrid(strategy, { fast: 10, slow: 30 }, 100);
  expect(combinations).toEqual([
    { fast: 5, slow: 20 },
    { fast: 5, slow: 30 },
    { fast: 10, slow: 20 },
    { fast: 10, slow: 30 },
    { fast: 25, slow: 30 },
  ]);
  expect(refused).toBe(1);
});

test('a parameter that is not searched keeps its given value', () => {
  const { combinations } = searchGrid(strategyWith({ fast: [5, 6] }), { fast: 10, slow: 44 }, 100);
  expect(combinations).toEqual([
    { fast: 5, slow: 44 },
    { fast: 6, slow: 44 },
  ]);
});

test('equal combinations count once', () => {
  expect(searchGrid(strategyWith({ fast: [5, 5, 6] }), { fast: 10, slow: 30 }, 100).combinations).toHaveLength(2);
});

test('without a search there is one combination, the given one', () => {
  expect(searchGrid(strategyWith(undefined), { fast: 3, slow: 4 }, 100)).toEqual({
    combinations: [{ fast: 3, slow: 4 }],
    refused: 0,
  });
});

test('a grid above the limit, an unusable range and a wholly refused grid are typed errors', () => {
  const given = { fast: 10, slow: 30 };
  expect(codeOf(() => searchGrid(strategyWith({ fast: { min: 1, max: 9, step: 1 } }), given, 8))).toBe(
    'BOT_CONFIG_INVALID',
  );
  expect(codeOf(() => searchGrid(strategyWith({ fast: { min: 0, max: 1e9, step: 1e-6 } }), given, 8))).toBe(
    'BOT_CONFIG_INVALID',
  );
  expect(codeOf(() => searchGrid(strategyWith({ fast: [] }), given, 8))).toBe('BOT_STRATEGY_INVALID');
  expect(codeOf(() => searchGrid(strategyWith({ fast: { min: 1, max: 9, step: 0 } }), given, 8))).toBe(
    'BOT_STRATEGY_INVALID',
  );
  expect(codeOf(() => searchGrid(strategyWith({ fast: { min: 9, max: 1, step: 1 } }), given, 8))).toBe(
    'BOT_STRATEGY_INVALID',
  );
  expect(codeOf(() => searchGrid(strategyWith({ fast: [40, 50] }), given, 8))).toBe('BOT_STRATEGY_PARAMS');
});

test('a decimal range has the values one would write down', () => {
  expect(rangeValues({ min: 0.1, max: 0.5, step: 0.1 }, 's', 'p')).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
  expect(rangeValues({ min: 3, max: 10, step: 3 }, 's', 'p')).toEqual([3, 6, 9]);
});

test('range values stay within the range, ascend and leave less than a step unused', () => {
  const ranges = fc.record({
    min: fc.integer({ min: -1000, max: 1000 }).map((x) => x / 100),
    steps: fc.integer({ min: 0, max: 50 }),
    step: fc.integer({ min: 1, max: 500 }).map((x) => x / 100),
    extra: fc.double({ min: 0, max: 0.9, noNaN: true }),
  });
  fc.assert(
    fc.property(ranges, ({ min, steps, step, extra }) => {
      const max = min + (steps + extra) * step;
      const values = rangeValues({ min, max, step }, 's', 'p') as number[];
      return values.length === steps + 1 && values[0] === min && values.every((v, i) => i === 0 || v > values[i - 1]!);
    }),
  );
});
