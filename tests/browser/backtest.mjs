import { reportOf, runFrames } from '@bot-v2/engine';
import { calendar } from '@bot-v2/engine/calendar';
import { computeIndicator, INDICATORS } from '@bot-v2/quant/indicators';
import { createRandom } from '@bot-v2/quant/random';
import { bootstrapSharpe } from '@bot-v2/quant/statistics';
import { flatAccount } from '@bot-v2/sdk';
import { strategies } from '@bot-v2/strategies';

const columns = ['time', 'open', 'high', 'low', 'close', 'volume'];

/** A frame of bars as JSON has it, its columns plain arrays. */
export const toJson = (bars) => ({ ...bars, ...Object.fromEntries(columns.map((name) => [name, [...bars[name]]])) });

const fromJson = (frame) => ({
  ...frame,
  ...Object.fromEntries(columns.map((name) => [name, Float64Array.from(frame[name])])),
});

/** FNV-1a of the bytes of numbers, because text that is rounded, or has no NaN, would hide a difference. */
function digest(values) {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5) >>> 0;
}

/** What every built-in strategy and every indicator make of a frame; plain data, equal wherever the packages do the same. */
export function backtest(frame) {
  const bars = fromJson(frame);
  const runs = strategies.map((strategy) => {
    const legs = [{ symbol: bars.symbol, bars, from: Math.floor(bars.length / 2), strategy }];
    const run = runFrames({ legs, account: flatAccount(100_000) });
    const { stats, lookAhead } = reportOf(run).portfolio;
    return {
      strategy: strategy.id,
      orders: run.orders.length,
      orderHash: run.orderHash,
      equity: digest(run.equity),
      stats,
      lookAhead,
    };
  });
  const inputs = { ...bars, other: bars.open };
  const indicators = INDICATORS.map((spec) => [
    spec.name,
    ...Object.values(computeIndicator(spec, inputs)).map(digest),
  ]);
  const random = createRandom('browser');
  const returns = Float64Array.from({ length: 500 }, () => random.normal(0.0005, 0.01));
  return {
    runs,
    indicators,
    bootstrap: bootstrapSharpe(returns, { draws: 200 }),
    session: calendar('XNYS').session('2015-11-27'),
  };
}
