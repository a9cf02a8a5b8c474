import { defineStrategy, isBotError } from '@bot-v2/sdk';
import type { SearchRange } from '@bot-v2/sdk';
import { z } from 'zod';
import { drawingProposer } from './proposer.js';
import { searchGrid } from './search-grid.js';
import { searchSpace } from './search-space.js';

const strategyOf = (search: Record<string, SearchRange>) =>
  defineStrategy({
    id: 'mixed',
    version: '1.0.0',
    params: z
      .object({ n: z.number().default(5), rate: z.number().default(0.1), side: z.string().default('follow') })
      .refine(({ n }) => n !== 8, 'not eight'),
    search: search as never,
    warmup: () => 1,
    prepare: (bars) => ({ close: bars.close }),
    onBar: () => undefined,
  });
const given = { n: 5, rate: 0.1, side: 'follow' };
const mixed = strategyOf({
  n: { min: 2, max: 10, step: 2 },
  rate: { min: 0.001, max: 1, scale: 'log' },
  side: ['follow', 'fade'],
});

test('lists of ascending numbers are ordered, others are not; ranges are themselves', () => {
  const { dimensions, size } = searchSpace(strategyOf({ n: [3, 5, 9], rate: [0.3, 0.1], side: ['follow'] }), given);
  expect(dimensions.map(({ kind }) => kind)).toEqual(['numeric', 'categorical', 'categorical']);
  expect(size).toBe(6);
  expect(searchSpace(mixed, given).size).toBe(Infinity);
});

test('a point is complete parameters, or null where the schema refuses it', () => {
  const space = searchSpace(mixed, given);
  expect(space.paramsAt([4, 0.02, 1])).toEqual({ n: 4, rate: 0.02, side: 'fade' });
  expect(space.paramsAt([8, 0.02, 1])).toBeNull();
});

test('neighbours are one step away along ordered parameters, valid, and inside the ranges', () => {
  const space = searchSpace(mixed, given);
  const around = space.neighboursOf({ n: 6, rate: 1, side: 'fade' });
  expect(around).toHaveLength(2);
  expect(around).toEqual([
    { n: 4, rate: 1, side: 'fade' },
    { n: 6, rate: expect.closeTo(10 ** -0.3, 12) as number, side: 'fade' },
  ]);
  expect(searchSpace(strategyOf({ n: [3, 5, 9] }), given).neighboursOf(given)).toEqual([
    { ...given, n: 3 },
    { ...given, n: 9 },
  ]);
  expect(searchSpace(strategyOf({ n: [3, 9] }), given).neighboursOf(given)).toEqual([]);
});

test.each(['random', 'tpe', 'cma_es', 'nsga2'] as const)(
  '%s proposes valid parameters, the same for a seed',
  (method) => {
    const draw = () => {
      const proposer = drawingProposer(method, searchSpace(mixed, given), 3);
      const found: unknown[] = [];
      for (let round = 0; round < 12; round++) {
        const asked = proposer.ask();
        found.push(...asked);
        proposer.tell(asked.map((p) => (p === null ? null : { value: -(p['n'] as number), drawdown: 0.1 })));
      }
      return found as (typeof given | null)[];
    };
    const found = draw();
    expect(found).toEqual(draw());
    for (const params of found) {
      if (params === null) continue;
      expect([2, 4, 6, 10]).toContain(params.n);
      expect(params.rate >= 0.001 && params.rate <= 1 && ['follow', 'fade'].includes(params.side)).toBe(true);
    }
  },
);

test('what cannot be searched is named', () => {
  for (const range of [
    { min: 2, max: 1, scale: 'linear' },
    { min: 0, max: 1, scale: 'log' },
    { min: NaN, max: 1, step: 1 },
  ] as SearchRange[]) {
    expect(() => searchSpace(strategyOf({ rate: range }), given)).toThrow(/search range of rate/);
  }
  try {
    searchGrid(mixed, given, 100);
    throw new Error('not refused');
  } catch (error) {
    expect(isBotError(error) && error.code).toBe('BOT_STRATEGY_INVALID');
    expect((error as Error).message).toContain('has no step');
  }
});
