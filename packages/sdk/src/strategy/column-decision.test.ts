import { isBotError } from '../errors/index.js';
import { columnDecision, defineStrategy } from './index.js';
import type { AnyStrategy } from './index.js';

const schema = {
  '~standard': { version: 1 as const, vendor: 'test', validate: (value: unknown) => ({ value }) },
};
const definition = {
  id: 'by_column',
  version: '1.0.0',
  params: schema,
  warmup: () => 0,
  prepare: () => ({ wanted: new Float64Array(3) }),
};
const loose = defineStrategy as (definition: object) => AnyStrategy;

/** What a strategy asks for at a bar whose column holds `now`, holding `quantity` shares. */
function asked(strategy: AnyStrategy, now: number, quantity = 0, column = 'wanted'): unknown[] {
  const calls: unknown[] = [];
  const context: object = {
    cols: { [column]: { now, ago: () => NaN } },
    account: { quantity },
    out: {
      target: (signal: number) => void calls.push(signal),
      order: (request: unknown) => calls.push(request),
    },
  };
  strategy.onBar(context as Parameters<AnyStrategy['onBar']>[0]);
  return calls;
}

describe('a decision that is a column', () => {
  it('is the target of each row, and silence where it is NaN', () => {
    const strategy = defineStrategy({ ...definition, target: 'wanted' });
    expect(columnDecision(strategy)).toEqual({ kind: 'target', by: 'value', columns: ['wanted'] });
    expect([asked(strategy, 0.5), asked(strategy, 0), asked(strategy, -1), asked(strategy, NaN)]).toEqual([
      [0.5],
      [0],
      [-1],
      [],
    ]);
  });

  it('or the position in shares: what is missing is ordered', () => {
    const strategy = defineStrategy({ ...definition, position: 'wanted' });
    expect(columnDecision(strategy)).toEqual({ kind: 'position', by: 'value', columns: ['wanted'] });
    expect(asked(strategy, 7, 2)).toEqual([{ side: 'buy', quantity: 5, reason: 'position' }]);
    expect(asked(strategy, -1, 2)).toEqual([{ side: 'sell', quantity: 3, reason: 'position' }]);
    expect([asked(strategy, 2, 2), asked(strategy, NaN, 2)]).toEqual([[], []]);
  });

  it('or two columns compared: above, or crossing', () => {
    const values = (by: 'above' | 'crosses', ...rows: readonly (readonly [number, number])[]) => {
      const strategy = loose({ ...definition, target: { [by]: ['a', 'b'] } });
      expect(columnDecision(strategy)).toEqual({ kind: 'target', by, columns: ['a', 'b'] });
      return rows.map((row, t) => {
        const calls: number[] = [];
        const cursor = (k: 0 | 1) => ({ now: row[k], ago: () => rows[t - 1]?.[k] ?? NaN });
        const context: object = { cols: { a: cursor(0), b: cursor(1) }, out: { target: (x: number) => calls.push(x) } };
        strategy.onBar(context as Parameters<AnyStrategy['onBar']>[0]);
        return calls[0] ?? null;
      });
    };
    const rows = [
      [2, 1],
      [2, 2],
      [2, 1],
      [1, 2],
      [NaN, 2],
      [1, 2],
      [2, 2],
      [1, 2],
      [3, 2],
    ] as const;
    expect(values('above', ...rows)).toEqual([1, null, 1, 0, null, 0, null, 0, 1]);
    expect(values('crosses', ...rows)).toEqual([null, null, 1, 0, null, null, null, 0, 1]);
  });

  it('must be prepared', () => {
    const strategy = defineStrategy({ ...definition, target: 'wanted' });
    let error: unknown;
    try {
      asked(strategy, 1, 0, 'other');
    } catch (thrown) {
      error = thrown;
    }
    expect(isBotError(error) && error.code).toBe('BOT_STRATEGY_OUTPUT');
    expect(String((error as Error).message)).toContain('"wanted"');
  });

  it('excludes any other, and there must be one', () => {
    const onBar = () => undefined;
    expect(columnDecision(defineStrategy({ ...definition, onBar }))).toBeNull();
    for (const ways of [
      {},
      { onBar, target: 'wanted' },
      { onBar, position: 'wanted' },
      { target: 'wanted', position: 'wanted' },
      { target: 3 },
      { target: {} },
      { target: { above: ['wanted'] } },
      { target: { above: ['wanted', 'wanted'], crosses: ['wanted', 'wanted'] } },
      { position: null },
    ]) {
      expect(() => loose({ ...definition, ...ways })).toThrow(/by_column/);
    }
  });

  it('stays with its definition, not with one that decides by code of its own', () => {
    const strategy = defineStrategy({ ...definition, target: 'wanted' });
    expect(columnDecision(defineStrategy({ ...strategy, id: 'copy' }))).toEqual({
      kind: 'target',
      by: 'value',
      columns: ['wanted'],
    });
    expect(columnDecision(defineStrategy({ ...strategy, onBar: () => undefined }))).toBeNull();
  });
});
