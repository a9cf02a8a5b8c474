import fc from 'fast-check';
import { flatAccount, isBotError } from '@bot-v2/sdk';
import type { AnyStrategy } from '@bot-v2/sdk';
import { randomTape, restless } from '../../test/random-runs.js';
import { intelligentSize } from '../../test/sizes.js';
import { scripted } from '../../test/scripted.strategy.js';
import { botPolicies } from '../policies/index.js';
import { reportOf } from '../report/index.js';
import type { FrameInput } from './frame-input.js';
import type { FrameRun } from './frame-run.js';
import { runFrames } from './index.js';

const size = intelligentSize('X');
const allocation = {
  symbol: 'X',
  tier: 'large' as const,
  method: 'equal',
  weight: 0.4,
  maxFraction: 0.5,
  minimumPosition: 0,
  strategies: [],
  reasons: [],
};

/** An input in order, made anew: what spoils it spoils nothing else. */
function input(seed: number): FrameInput {
  const bars = randomTape(seed, 60);
  return {
    legs: [
      {
        symbol: 'X',
        bars,
        from: 20,
        strategy: { ...restless },
        params: { seed: 2 },
        size,
        allocation,
        knownThrough: bars.time[5]!,
        inputs: { regime: bars.close.slice() },
      },
    ],
    account: flatAccount(50_000, { shorting: true, cashInterest: 0.01 }),
    decisions: [{ at: bars.time[40]!, perSymbol: { X: { strategy: restless, params: { seed: 3 } } } }],
    seed: 1,
    probe: { points: 8, seed: 1 },
    risk: { maxPosition: 1 },
    policies: structuredClone(botPolicies),
  };
}

const garbage = fc.oneof(
  fc.constantFrom<unknown>(
    NaN,
    Infinity,
    -Infinity,
    0,
    -0,
    -1,
    0.5,
    1e308,
    -1e308,
    5e-324,
    2 ** 53,
    null,
    undefined,
    '',
    'x',
    '1e9',
    true,
    false,
  ),
  fc.constantFrom<unknown>(
    {},
    [],
    [null],
    { then: 1 },
    () => NaN,
    Symbol('s'),
    10n,
    new Date(NaN),
    new Float64Array(3),
    /x/,
  ),
  fc.double(),
  fc.string(),
);

type Holder = Record<string, unknown>;

/** All paths to a value inside `root`, code and columns themselves included. */
function pathsIn(
  root: unknown,
  path: readonly string[] = [],
  found: (readonly string[])[] = [],
): (readonly string[])[] {
  if (typeof root !== 'object' || root === null || ArrayBuffer.isView(root) || path.length > 7) return found;
  for (const key of Object.keys(root)) {
    found.push([...path, key]);
    pathsIn((root as Holder)[key], [...path, key], found);
  }
  return found;
}

/** `root` with the value at `path` replaced; what lies beside the path is shared. */
function replaced(root: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof root !== 'object' || root === null) return value;
  const copy: Holder = Array.isArray(root) ? (root.slice() as unknown as Holder) : { ...(root as Holder) };
  copy[key] = replaced(copy[key], rest, value);
  return copy;
}

/** Every number of a report that is not null, by path. */
function checkNumbers(value: unknown, path = 'run'): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${path} is ${value}`);
  if (typeof value !== 'object' || value === null) return;
  if (ArrayBuffer.isView(value)) {
    for (const x of value as Float64Array) if (!Number.isFinite(x)) throw new Error(`${path} holds ${x}`);
  } else for (const [key, inner] of Object.entries(value)) checkNumbers(inner, `${path}.${key}`);
}

/** Runs; a `BotError` other than a broken invariant is a fair answer, and so is a result without NaN. */
function outcome(given: unknown): string {
  let run: FrameRun;
  try {
    run = runFrames(given as FrameInput);
  } catch (error) {
    if (!isBotError(error)) throw error;
    if (error.code === 'BOT_INVARIANT') throw new Error(`invariant: ${error.message}`, { cause: error });
    return error.code;
  }
  checkNumbers({ equity: run.equity, costs: run.costs, report: reportOf(run).portfolio.stats, trades: run.trades });
  return 'ran';
}

describe('garbage', () => {
  it('in any field of the input is refused by name, or makes a run without NaN', () => {
    const paths = pathsIn(input(1));
    expect(paths.length).toBeGreaterThan(80);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(...paths), garbage, (seed, path, value) => {
        const whole = input(seed);
        outcome(path.length === 1 && path[0] === 'legs' ? { ...whole, legs: value } : replaced(whole, path, value));
      }),
      { numRuns: 100 },
    );
  });

  it('in any cell of the bars is refused, naming row and column, or makes a run without NaN', () => {
    const columns = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.constantFrom(...columns),
        fc.integer({ min: 0, max: 59 }),
        fc.oneof(fc.constantFrom(NaN, Infinity, -Infinity, 0, -1, 1e308, 5e-324), fc.double()),
        (seed, column, row, value) => {
          const whole = input(seed);
          const { bars } = whole.legs[0]!;
          bars[column][row] = value;
          outcome(whole);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('from a strategy is refused by name, or makes a run without NaN', () => {
    const calls: ((out: Record<string, (...given: unknown[]) => unknown>, x: unknown, y: unknown) => unknown)[] = [
      (out, x) => out['target']!(x),
      (out, x, y) => out['target']!(1, x === null ? x : { stopLoss: x, takeProfit: y }),
      (out, x) => out['target']!(1, x),
      (out, x) => out['order']!(x),
      (out, x, y) => out['order']!({ side: 'buy', quantity: x, limit: y }),
      (out, x, y) => out['order']!({ side: x, quantity: 1, stop: y }),
      (out, x, y) => out['order']!({ side: 'sell', quantity: 3, stopLoss: x, takeProfit: y }),
      (out, x) => out['order']!({ side: 'buy', quantity: 3, reason: x }),
      (out, x) => out['cancel']!(x),
      (out, x) => out['close']!(x),
      (out, x, y) => out['protect']!(x === null ? x : { stopLoss: x, takeProfit: y }),
      (out, x, y) => out['amend']!(x, { quantity: y, limit: x }),
      (out, x, y) => out['order']!({ side: 'buy', quantity: 2, tif: x, goodTill: y }),
      (out, x, y) => out['order']!({ side: 'buy', fraction: x, trail: y }),
      (out, x, y) => out['order']!({ side: 'sell', quantity: 2, oco: x, after: y }),
      (out, x, y) => out['order']!({ side: 'buy', quantity: 2, limit: x, stop: y }),
      (_, x) => x,
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.constantFrom(...calls),
        garbage,
        garbage,
        fc.constantFrom('prepare', 'warmup', 'state', 'onBar'),
        (seed, call, x, y, part) => {
          const bars = randomTape(seed, 40);
          const acting = scripted(
            Object.fromEntries([12, 15, 20, 30].map((t) => [t, ({ out }) => void call(out as never, x, y)])),
          );
          const account = flatAccount(20_000, { shorting: true });
          const run = (strategy: AnyStrategy) =>
            outcome({ legs: [{ symbol: 'X', bars, from: 10, strategy }], account, probe: { points: 8 } });
          run(acting);
          run({ ...acting, [part]: () => x } as AnyStrategy);
        },
      ),
      { numRuns: 40 },
    );
  });
});
