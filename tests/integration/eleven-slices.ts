import type { AnySlice, AnyStrategy, RunContext } from '@bot-v2/sdk';
import adaptivePortfolio from '@bot-v2/slice-adaptive-portfolio';
import analyze from '@bot-v2/slice-analyze';
import backtest from '@bot-v2/slice-backtest';
import data from '@bot-v2/slice-data';
import liveTrade from '@bot-v2/slice-live-trade';
import marketRegime from '@bot-v2/slice-market-regime';
import mlStrategy from '@bot-v2/slice-ml-strategy';
import monitor from '@bot-v2/slice-monitor';
import optimize from '@bot-v2/slice-optimize';
import paperTrade from '@bot-v2/slice-paper-trade';
import positionSizing from '@bot-v2/slice-position-sizing';
import * as strategies from '@bot-v2/strategies';

/** The eleven slices, for bots made in process. */
export const elevenSlices: readonly AnySlice[] = [
  adaptivePortfolio,
  analyze,
  backtest,
  data,
  liveTrade,
  marketRegime,
  mlStrategy,
  monitor,
  optimize,
  paperTrade,
  positionSizing,
];

/** The built-in strategies. */
export const builtInStrategies: readonly AnyStrategy[] = strategies.strategies;

/** The same slice with one handler's input changed before it is called. */
export function withInput(
  slice: AnySlice,
  method: string,
  change: (input: Record<string, unknown>) => Record<string, unknown>,
): AnySlice {
  const create: AnySlice['create'] = (dependencies) => {
    const instance = slice.create(dependencies);
    const original = instance.handlers[method]!;
    return {
      ...instance,
      handlers: {
        ...instance.handlers,
        [method]: (input: Record<string, unknown>, ctx: RunContext) => original(change(input), ctx),
      },
    };
  };
  return Object.freeze({ ...slice, create });
}
