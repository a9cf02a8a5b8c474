import { flatAccount, isStrategy, resolveParams } from '@bot-v2/sdk';
import { runFrames } from '@bot-v2/engine';
import { loadSample } from '@bot-v2/sample-data';
import type { Bars } from '@bot-v2/sdk';
import { breakout, meanReversion, simpleMa, strategies } from './index.js';

function bars(symbol: string): Bars {
  const { info, sha256, tradable, currency, actions, ...frame } = loadSample(symbol);
  return {
    ...frame,
    actions: actions.map((a) =>
      a.type === 'split'
        ? { type: a.type, exDate: a.exDate, ratio: a.ratio, source: a.source }
        : { type: a.type, exDate: a.exDate, amount: a.amount, source: a.source },
    ),
    provenance: { kind: 'real', provider: 'sample', source: info.source.file, contentHash: sha256 },
    quality: { tradable, currency, periodsPerYear: 252, dividendsKnown: info.actionsComplete, findings: [] },
  };
}
const txn = bars('TXN');
const account = flatAccount(100_000);

describe('built-in strategies', () => {
  const runs = strategies.map((strategy) =>
    runFrames({ legs: [{ symbol: 'TXN', bars: txn, from: 0, strategy }], account }),
  );

  it('are the five, each a strategy whose defaults are valid', () => {
    expect(strategies.map((s) => s.id)).toEqual(['simple_ma', 'momentum', 'mean_reversion', 'volatility', 'breakout']);
    for (const strategy of strategies) {
      expect(isStrategy(strategy)).toBe(true);
      expect(Object.keys(resolveParams(strategy) as object)).toEqual(
        expect.arrayContaining(Object.keys(strategy.search ?? {})),
      );
    }
  });

  it.each(strategies.map((s, i) => [s.id, i] as const))(
    '%s trades TXN 2000–2014 at least ten times and passes the probe',
    (_, i) => {
      const run = runs[i]!;
      expect(run.trades.filter((t) => t.exitTime !== null).length).toBeGreaterThanOrEqual(10);
      expect(run.probe).toMatchObject({ verdict: 'none_found', forms: ['truncated', 'another future', 'rescaled'] });
      expect(run.probe.points).toBeGreaterThanOrEqual(8);
      expect(run.denialCounts).toEqual({});
    },
  );

  it('send five different sequences of orders', () => {
    expect(new Set(runs.map((run) => run.orderHash)).size).toBe(5);
  });

  it('search the prototype grids', () => {
    const sizes = strategies.map((s) =>
      Object.values(s.search ?? {}).reduce<number>((n, range) => n * (range as number[]).length, 1),
    );
    expect(sizes).toEqual([16, 27, 27, 27, 27]);
  });

  it('trade nothing on a constant series', () => {
    const n = 300;
    const column = new Float64Array(n).fill(41.37);
    const flat: Bars = {
      ...txn,
      length: n,
      time: txn.time.slice(0, n),
      open: column,
      high: column,
      low: column,
      close: column,
      volume: column,
      actions: [],
    };
    for (const strategy of strategies) {
      const run = runFrames({ legs: [{ symbol: 'TXN', bars: flat, from: 0, strategy }], account });
      expect([strategy.id, run.orders.length]).toEqual([strategy.id, 0]);
    }
  });

  it('go short only when asked and allowed', () => {
    const shorting = flatAccount(100_000, { shorting: true });
    const sides = (params: object, terms = shorting) =>
      new Set(
        runFrames({
          legs: [{ symbol: 'TXN', bars: txn, from: 0, strategy: simpleMa, params }],
          account: terms,
          probe: false,
        }).trades.map((t) => t.side),
      );
    expect(sides({})).toEqual(new Set(['long']));
    expect(sides({ short: true })).toEqual(new Set(['long', 'short']));
    expect(sides({ short: true }, account)).toEqual(new Set(['long']));
  });

  it('refuse parameters that contradict each other', () => {
    expect(() => resolveParams(simpleMa, { fast: 30, slow: 20 })).toThrow(
      expect.objectContaining({ code: 'BOT_STRATEGY_PARAMS' }),
    );
    expect(() => resolveParams(meanReversion, { k: 0.5, exit: 1 })).toThrow(/exit/);
  });

  it('breakout leaves at its stop', () => {
    const run = runFrames({ legs: [{ symbol: 'TXN', bars: txn, from: 0, strategy: breakout }], account, probe: false });
    expect(run.trades.some((t) => t.exitReason?.startsWith('stop-loss') === true)).toBe(true);
  });
});
