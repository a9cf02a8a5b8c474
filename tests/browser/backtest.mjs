import { reportOf, runFrames } from '@bot-v2/engine';
import { calendar } from '@bot-v2/engine/calendar';
import { computeIndicator, INDICATORS } from '@bot-v2/quant/indicators';
import { atan, cbrt, cos, exp, expm1, log, log1p, pow, sin } from '@bot-v2/quant/elementary';
import { boostTrees } from '@bot-v2/quant/learning';
import { logistic, matrix } from '@bot-v2/quant/linear';
import { cmaEs, nsga2, tpe } from '@bot-v2/quant/optimization';
import { createRandom } from '@bot-v2/quant/random';
import { createChangePointDetector, fitGarch, fitHmm } from '@bot-v2/quant/regimes';
import { flatAccount } from '@bot-v2/sdk';
import { strategies } from '@bot-v2/strategies';

const columns = ['time', 'open', 'high', 'low', 'close', 'volume'];

/** A frame of bars as JSON has it, its columns plain arrays. */
export const toJson = (bars) => ({ ...bars, ...Object.fromEntries(columns.map((name) => [name, [...bars[name]]])) });

const fromJson = (frame) => ({
  ...frame,
  ...Object.fromEntries(columns.map((name) => [name, Float64Array.from(frame[name])])),
});

/** What every built-in strategy makes of a frame; and a calendar and the random numbers of the same packages. */
export function backtest(frame) {
  const bars = fromJson(frame);
  const random = createRandom('browser');
  const runs = strategies.map((strategy) => {
    const legs = [{ symbol: bars.symbol, bars, from: Math.floor(bars.length / 2), strategy }];
    const run = runFrames({ legs, account: flatAccount(100_000) });
    const { stats, lookAhead, trades } = reportOf(run).portfolio;
    return {
      strategy: strategy.id,
      orders: run.orders.length,
      orderHash: run.orderHash,
      equity: [...run.equity],
      stats,
      lookAhead,
      trades,
    };
  });
  return {
    runs,
    session: calendar('XNYS').session('2015-11-27'),
    random: Array.from({ length: 100 }, () => random.next()),
  };
}

/** Every indicator over a frame: its name and its outputs, undefined bars as null. */
export function indicators(frame) {
  const bars = fromJson(frame);
  const plain = (values) => Array.from(values, (value) => (Number.isNaN(value) ? null : value));
  return INDICATORS.map((spec) => {
    const outputs = computeIndicator(spec, { ...bars, other: bars.open });
    return { name: spec.name, values: Object.values(outputs).flatMap(plain) };
  });
}

/** What takes many logarithms, exponentials, powers and sines: models and searches, and the functions themselves. */
export function models(frame) {
  const { close } = fromJson(frame);
  const returns = Float64Array.from({ length: close.length - 1 }, (_, i) => log(close[i + 1] / close[i]));
  const features = matrix(returns.length - 5, 4);
  for (let i = 0; i < features.data.length; i++) features.data[i] = returns[(i >> 2) + (i & 3)];
  const labels = Array.from(returns.subarray(5), (r) => (r > 0 ? 1 : 0));
  const numeric = [
    { kind: 'numeric', min: 1e-4, max: 10, scale: 'log' },
    { kind: 'numeric', min: -2, max: 2 },
  ];
  const detector = createChangePointDetector({ hazard: 0.01, mean: 0, variance: 1e-4 });
  const told = (search, loss) => {
    for (let round = 0; round < 20; round++) search.tell(search.ask().map(loss));
    return search.state();
  };
  const bowl = ([x, y]) => pow(log1p(Math.abs(x)) - 1, 2) + y * y;
  const random = createRandom('models');
  const arguments_ = Array.from({ length: 4_000 }, () => random.normal(0, exp(random.uniform(-8, 5))));
  return JSON.stringify({
    hmm: fitHmm(matrix(returns.length, 1, returns), { states: 3, seed: 1 }),
    garch: fitGarch(returns),
    changes: Array.from(returns.subarray(0, 400), (r) => detector.next(r).within(20)),
    logistic: logistic(features, labels),
    boosted: boostTrees(features, labels, { loss: 'log', rounds: 20 }),
    tpe: told(tpe(numeric, { seed: 1, batch: 4 }), bowl),
    nsga2: told(nsga2(numeric, { seed: 1 }), (x) => [bowl(x), Math.abs(x[0])]),
    cmaEs: told(cmaEs({ mean: [1, 1], sigma: 0.5, seed: 1 }), bowl),
    functions: arguments_.map((x) => {
      const size = Math.abs(x);
      return [exp(x), expm1(x), log(size), log1p(size), pow(size, x), sin(x), cos(x), atan(x), cbrt(x)];
    }),
  });
}
