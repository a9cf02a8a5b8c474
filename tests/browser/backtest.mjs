import { reportOf, runFrames } from '@bot-v2/engine';
import { calendar } from '@bot-v2/engine/calendar';
import { computeIndicator, INDICATORS } from '@bot-v2/quant/indicators';
import { createRandom } from '@bot-v2/quant/random';
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
