import { jest } from '@jest/globals';
import { createRandom } from '@bot-v2/quant/random';
import { defineStrategy, flatAccount, isBotError } from '@bot-v2/sdk';
import type { AnyStrategy, Bars } from '@bot-v2/sdk';
import { z } from 'zod';
import { realBars } from '../../test/frames.js';
import { randomTape, restless } from '../../test/random-runs.js';
import { runFrames } from '../frame-driver/index.js';
import { LegDesk } from '../loop/index.js';

const aapl = realBars('AAPL');
const account = flatAccount(100_000);
const run = (strategy: AnyStrategy, more: object = {}, bars = aapl) =>
  runFrames({ legs: [{ symbol: bars.symbol, bars, from: Math.floor(bars.length / 2), strategy }], account, ...more });

type Prepare = (bars: Bars, p: { bars?: Bars }) => Record<string, Float64Array>;
const strategy = (id: string, prepare: Prepare, onBar: AnyStrategy['onBar'], more: object = {}): AnyStrategy =>
  defineStrategy({
    id,
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 30,
    scaleFree: true,
    prepare,
    onBar,
    ...more,
  }) as AnyStrategy;
const long: AnyStrategy['onBar'] = ({ cols, out }) => out.target(cols['x']!.now > 0 ? 1 : 0);

let captured: Bars | undefined;
let first: Bars | undefined;
const cheats: Record<string, AnyStrategy> = {
  'the next close, through bars kept by prepare': strategy(
    'closure',
    (bars) => {
      captured = bars;
      return { x: bars.close };
    },
    ({ t, out }) => out.target(captured!.close[t + 1]! > captured!.close[t]! ? 1 : 0),
  ),
  'the next close, through the first bars ever seen': strategy(
    'first_closure',
    (bars) => {
      first ??= bars;
      return { x: bars.close };
    },
    ({ t, out }) => out.target(first!.close[t + 1]! > first!.close[t]! ? 1 : 0),
  ),
  'the next close, through bars kept in its parameters': strategy(
    'in_parameters',
    (bars, p) => {
      p.bars ??= bars;
      return { x: bars.close };
    },
    ({ t, p, out }) => {
      const { close } = (p as { bars: Bars }).bars;
      out.target(close[t + 1]! > close[t]! ? 1 : 0);
    },
  ),
  'a centred window': strategy(
    'centred',
    (bars) => ({
      x: bars.close.map(
        (c, i) => c - (bars.close[Math.max(0, i - 3)]! + bars.close[Math.min(bars.length - 1, i + 3)]!) / 2,
      ),
    }),
    long,
  ),
  'statistics of the whole series': strategy(
    'whole_series',
    (bars) => {
      const mean = bars.close.reduce((sum, c) => sum + c, 0) / bars.length;
      return { x: bars.close.map((c, i) => Math.sin(i / 9) + (c - mean) / mean) };
    },
    long,
  ),
  'a column shifted through its buffer': strategy(
    'buffer_escape',
    (bars) => {
      const all = new Float64Array(bars.close.buffer);
      return { x: Float64Array.from({ length: bars.length }, (_, i) => (all[i + 1] ?? 0) - all[i]!) };
    },
    long,
  ),
  'the number of bars': strategy(
    'length_relative',
    (bars) => ({ x: Float64Array.from({ length: bars.length }, (_, i) => Math.sin((bars.length - i) / 8)) }),
    long,
  ),
  'a rare signal from the future': strategy(
    'rare',
    (bars) => ({
      x: bars.close.map((c, i) => (i % 31 === 0 && i + 5 < bars.length && bars.close[i + 5]! > c ? 1 : 0)),
    }),
    long,
  ),
  'the last action of the frame': strategy(
    'actions',
    (bars) => {
      const last = bars.actions[bars.actions.length - 1]?.exDate ?? 0;
      return { x: bars.time.map((time, i) => (i % 20 < 10 ? last - time : -1)) };
    },
    long,
  ),
};

const policy = {
  method: 'volatility_target' as const,
  volatilityTarget: 0.15,
  maxFraction: 0.8,
  minFraction: 0,
  confidence: 1,
  regime: 1,
};

describe('the look-ahead probe', () => {
  it('finds a sizer that knows what comes: the engine’s own, with a planted defect', () => {
    const size = { symbol: 'AAPL', at: null, fraction: 0.3, policy, reasons: [], noTrade: null };
    const input = { legs: [{ symbol: 'AAPL', bars: aapl, from: 630, strategy: restless, size }], account };
    expect(runFrames(input).probe.verdict).toBe('none_found');
    const honest = LegDesk.prototype.fraction;
    const planted = jest.spyOn(LegDesk.prototype, 'fraction').mockImplementation(function (this: LegDesk, row) {
      return honest.call(this, Math.min(row + 5, aapl.length - 1));
    });
    try {
      expect(() => runFrames(input)).toThrow(/looks ahead: .*the size is/);
    } finally {
      planted.mockRestore();
    }
  });

  it.each(Object.entries(cheats))('catches %s', (_, cheat) => {
    expect(() => run(cheat)).toThrow(expect.objectContaining({ code: 'BOT_STRATEGY_LOOKAHEAD' }));
  });

  it('there is nothing to catch where later actions are not shown', () => {
    const honest = { ...cheats['the last action of the frame']!, scaleFree: false } as AnyStrategy;
    expect(run(honest).probe.points).toBeGreaterThan(0);
  });

  const blind = Object.entries(cheats).filter(([name]) => name !== 'the last action of the frame');
  it.each(blind)('catches, also when it is not scale-free: %s', (_, cheat) => {
    first = undefined;
    expect(() => run({ ...cheat, scaleFree: false } as AnyStrategy)).toThrow(
      expect.objectContaining({ code: 'BOT_STRATEGY_LOOKAHEAD' }),
    );
  });

  it('names strategy, bar and column', () => {
    try {
      run(cheats['a centred window']!);
    } catch (error) {
      if (!isBotError(error)) throw error;
      expect(error.message).toMatch(
        /^centred looks ahead: .*column "x" at 20\d\d-\d\d-\d\d is .* instead of .*: it depends on rows at least 3 later$/,
      );
      expect(error.hint).toContain('Make "x" at row i from rows ≤ i only');
      expect(error.details).toMatchObject({ strategy: 'centred', symbol: 'AAPL', where: 'x' });
    }
    expect.assertions(3);
  });

  it('says in which price two orders of one size differ, and where two runs part', () => {
    let low: Float64Array;
    let runs = 0;
    const limits = strategy(
      'limits',
      (bars) => ({ x: (low = bars.low) }),
      ({ t, account, out }) => {
        if (account.quantity > 0) out.close();
        else out.order({ side: 'buy', fraction: 0.5, limit: low[t + 1] ?? low[t]!, tif: 'day' });
      },
    );
    expect(() => run(limits)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          /asks for buy 0.5 of the account limit (\S+) tif day instead of .* limit (?!\1)/,
        ) as unknown,
        hint: expect.stringContaining('what onBar reads') as unknown,
      }),
    );
    const counting = strategy(
      'counting',
      (bars) => ({ x: bars.close.map((_, i) => Math.sin(i + (runs = runs + 1))) }),
      long,
    );
    expect(() => run(counting)).toThrow(
      expect.objectContaining({
        code: 'BOT_STRATEGY_OUTPUT',
        message: expect.stringMatching(/sent different orders, first for AAPL on 20\d\d-\d\d-\d\d$/) as unknown,
      }),
    );
  });

  it('lets an honest strategy pass, with state, protection and every kind of order', () => {
    const { probe } = run(restless);
    expect(probe).toMatchObject({ verdict: 'none_found', forms: ['truncated', 'another future'] });
    expect(probe.ordersProbed).toBeGreaterThanOrEqual(32);
    expect(run({ ...restless, scaleFree: true } as AnyStrategy).probe.verdict).toBe('none_found');
    for (const seed of [1, 2, 3]) expect(run(restless, {}, randomTape(seed, 300)).probe.points).toBeGreaterThan(30);
  });

  const itself = (): object => {
    const state: { inner?: object } = {};
    return Object.assign(state, { inner: [state] });
  };
  class Mean {
    value = 0;
  }
  const lost: [string, () => object, string][] = [
    ['a Map', () => ({ seen: { counts: new Map() } }), 'its state holds a Map'],
    ['a Set', () => ({ seen: new Set() }), 'its state holds a Set'],
    ['a Date', () => ({ entered: [new Date(0)] }), 'its state holds a Date'],
    ['a function', () => ({ next: () => 1 }), 'its state holds a function'],
    ['an object of a class', () => ({ mean: new Mean() }), 'its state holds a Mean'],
    ['itself', itself, 'its state holds a reference to itself'],
  ];
  it.each(lost)('refuses a state that is lost in a copy, before the first bar or later: %s', (_, state, what) => {
    const refused = expect.objectContaining({
      code: 'BOT_STRATEGY_OUTPUT',
      message: expect.stringContaining(what) as unknown,
    }) as Error;
    const kept = strategy('kept', (bars) => ({ x: bars.close }), long, { state });
    expect(() => run(kept)).toThrow(refused);
    const trading: AnyStrategy['onBar'] = ({ t, cols, state: own, out }) => {
      if (t === aapl.length - 300) Object.assign(own as object, { late: state() });
      out.target(cols['x']!.now > cols['x']!.ago(1) ? 1 : 0);
    };
    const later = strategy('later', (bars) => ({ x: bars.close }), trading, { state: () => ({}) });
    expect(() => run(later)).toThrow(refused);
    const plain = () => ({ a: [1, { b: Float64Array.of(1) }], c: null, d: 'x' });
    expect(run(strategy('plain', (bars) => ({ x: bars.close }), long, { state: plain })).probe.points).toBeGreaterThan(
      0,
    );
  });

  it('takes columns by any name', () => {
    const named = (name: string) => {
      const rising: AnyStrategy['onBar'] = ({ cols, out }) => out.target(cols[name]!.now > cols[name]!.ago(3) ? 1 : 0);
      return run(strategy('named', (bars) => ({ [name]: bars.close }), rising)).orderHash;
    };
    for (const name of ['constructor', 'toString', 'hasOwnProperty']) expect(named(name)).toBe(named('close'));
  });

  it('probes every bar with orders of a short frame', () => {
    const flips = strategy('flips', (bars) => ({ x: bars.close.map((c, i) => c - (bars.close[i - 1] ?? c)) }), long);
    const { probe } = run(flips, {}, randomTape(4, 600));
    expect(probe.orders).toBeGreaterThan(130);
    expect(probe.ordersProbed).toBe(probe.orders);
  });

  it('shows code another future first, whether it keeps a copy when it prepares or when it first decides', () => {
    const keeper = (at: 'prepare' | 'onBar') => {
      let shown: Bars;
      let kept: Float64Array | undefined;
      return strategy(
        'keeper',
        (bars) => {
          shown = bars;
          if (at === 'prepare') kept ??= bars.close.slice();
          return { x: bars.close };
        },
        ({ t, out }) => {
          kept ??= shown.close.slice();
          out.target(kept[t + 1]! > kept[t]! ? 1 : 0);
        },
      );
    };
    for (const at of ['prepare', 'onBar'] as const) {
      const knowing = run(keeper(at), { probe: false });
      expect(knowing.equity.at(-1)! / knowing.capital).toBeGreaterThan(5);
      const blinded = run(keeper(at));
      expect(blinded.equity.at(-1)! / blinded.capital).toBeLessThan(3);
    }
  });

  it('changes nothing about the run', () => {
    expect(run(restless).orderHash).toBe(run(restless, { probe: false }).orderHash);
  });

  it('says "not proven" below eight bars with orders', () => {
    const once = strategy(
      'once',
      (bars) => ({ x: bars.close }),
      ({ out }) => out.target(1),
    );
    expect(run(once).probe).toMatchObject({ verdict: 'not_proven', orders: 1, ordersProbed: 1 });
    expect(run(once, { probe: false }).probe).toMatchObject({ verdict: 'not_proven', points: 0 });
  });

  describe('of a long frame', () => {
    const n = 100_001;
    const random = createRandom('long');
    let log = 0;
    const close = Float64Array.from({ length: n }, () => 100 * Math.exp((log += random.normal(0, 0.001))));
    const time = Float64Array.from({ length: n }, (_, i) => i * 60_000);
    const noisy = { ...aapl, basis: 'as_given' as const, actions: [], length: n, time, open: close, high: close };
    const bars: Bars = { ...noisy, low: close, close, volume: new Float64Array(n).fill(1000) };
    const runLong = (subject: AnyStrategy, from = 60_000) =>
      runFrames({ legs: [{ symbol: 'AAPL', bars, from, strategy: subject }], account });
    const ahead = 'BOT_STRATEGY_LOOKAHEAD';
    const change = (b: Bars) => b.close.map((c, i) => c - (b.close[i - 20] ?? c));

    it('looks in windows from every part and at a late bar of the whole frame, and says so', () => {
      const { probe } = runLong(strategy('average', (b) => ({ x: change(b) }), long));
      expect(probe).toMatchObject({ verdict: 'none_found', forms: ['another future', 'truncated', 'rescaled'] });
      expect(probe.points).toBeGreaterThanOrEqual(40);
      expect(probe.ordersProbed).toBeGreaterThanOrEqual(24);
      expect(probe.note).toMatch(
        /^a sample: \d+ of \d+ bars with orders; in 10 windows of up to 20\d\d rows, each run by itself, and the whole frame up to 1970-0[23]-/,
      );
    });

    it('lets honest memory without end and state pass', () => {
      const endless = strategy(
        'endless',
        (b) => {
          let mean = b.close[0]!;
          return { x: b.close.map((c) => c - (mean += 0.001 * (c - mean))) };
        },
        ({ cols, state, out }) => {
          const kept = state as { bars: number };
          out.target(++kept.bars % 50 < 25 && cols['x']!.now > 0 ? 1 : 0);
        },
        { state: () => ({ bars: 0 }) },
      );
      expect(runLong(endless).probe.verdict).toBe('none_found');
    });

    it('says "not proven" where too few bars of the run have orders', () => {
      const rarely = strategy('rarely', (b) => ({ x: b.close.map((_, i) => (i % 40_000 < 20_000 ? 1 : -1)) }), long);
      expect(runLong(rarely).probe.verdict).toBe('not_proven');
    });

    it('looks in longer windows where short ones hold no orders', () => {
      const slow = strategy(
        'slow',
        (b) => ({ x: b.close.map((c, i) => (i < 15_000 ? -1 : c - b.close[i - 15_000]!)) }),
        long,
      );
      const { probe } = runLong(slow);
      expect(probe).toMatchObject({
        verdict: 'none_found',
        note: expect.stringMatching(/windows of up to 2\d{4} rows/) as unknown,
      });
    });

    it.each(Object.entries(cheats).filter(([name]) => !/first bars|last action/.test(name)))(
      'catches %s',
      (_, cheat) => {
        expect(() => runLong(cheat)).toThrow(expect.objectContaining({ code: ahead }));
      },
    );

    const may = Date.UTC(1970, 2, 1);
    it.each<[string, Prepare, AnyStrategy['onBar']]>([
      [
        'a column that looks ahead after a date',
        (b) => ({ x: b.close.map((c, i) => c - (b.close[b.time[i]! > may ? i + 3 : i - 20] ?? c)) }),
        long,
      ],
      [
        'a column that looks ahead after a row',
        (b) => ({ x: b.close.map((c, i) => c - (b.close[i > 90_000 ? i + 1 : i - 20] ?? c)) }),
        long,
      ],
      [
        'bars read ahead in onBar, after a date',
        (b) => {
          captured = b;
          return { x: change(b) };
        },
        ({ t, time: now, cols, out }) =>
          out.target((now > may ? captured!.close[t + 1]! - captured!.close[t]! : cols['x']!.now) > 0 ? 1 : 0),
      ],
      [
        'bars read ahead in onBar, after a row',
        (b) => {
          captured = b;
          return { x: change(b) };
        },
        ({ t, cols, out }) =>
          out.target((t > 70_000 ? captured!.close[t + 1]! - captured!.close[t]! : cols['x']!.now) > 0 ? 1 : 0),
      ],
    ])('catches %s', (_, prepare, onBar) => {
      expect(() => runLong(strategy('late', prepare, onBar))).toThrow(expect.objectContaining({ code: ahead }));
    });
  });

  it('finds a strategy that is not deterministic', () => {
    let calls = 0;
    const restlessMemory = strategy(
      'memory',
      (bars) => ({ x: bars.close }),
      ({ out }) => out.target(++calls % 7 === 0 ? 1 : 0),
    );
    expect(() => run(restlessMemory)).toThrow(expect.objectContaining({ code: 'BOT_STRATEGY_OUTPUT' }));
  });

  it('finds a strategy that is not scale-free though it says so', () => {
    const absolute = strategy(
      'absolute',
      (bars) => ({ x: bars.close.map((c, i) => (i % 9 < 5 ? 1500 - c : -1)) }),
      long,
    );
    expect(() => run(absolute)).toThrow(expect.objectContaining({ code: 'BOT_STRATEGY_INVALID' }));
    expect(run({ ...absolute, scaleFree: false } as AnyStrategy).probe.verdict).toBe('none_found');
  });

  it('probes under replaced decisions and sizes as well', () => {
    const size = { symbol: 'AAPL', at: null, fraction: 0.3, policy, reasons: [], noTrade: null };
    const legs = [{ symbol: 'AAPL', bars: aapl, from: 630, strategy: restless, size }];
    const decisions = [{ at: aapl.time[900]!, perSymbol: { AAPL: { strategy: restless, params: { seed: 4 }, size } } }];
    expect(runFrames({ legs, account, decisions }).probe.verdict).toBe('none_found');
    const swapped = [{ at: aapl.time[900]!, perSymbol: { AAPL: { strategy: cheats['a centred window']!, size } } }];
    expect(() => runFrames({ legs, account, decisions: swapped, probe: { points: 200 } })).toThrow(
      /centred looks ahead/,
    );
  });
});
