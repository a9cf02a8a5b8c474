import { flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy, Bars, OrderRequest } from '@bot-v2/sdk';
import { runFrames } from '../src/frame-driver/index.js';
import type { FrameRun } from '../src/frame-driver/index.js';
import type { Candle } from './frames.js';
import { scripted } from './scripted.strategy.js';

/** A bar that does not move. */
export const flat = (price: number): Candle => [price, price, price, price];

/** A run without costs and probe, short sales allowed: its figures can be checked in the head. */
export const freeRun = (bars: Bars, strategy: AnyStrategy, capital: number, terms: object = {}): FrameRun =>
  runFrames({
    legs: [{ symbol: bars.symbol, bars, from: 0, strategy }],
    account: flatAccount(capital, {
      costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 },
      shorting: true,
      ...terms,
    }),
    probe: false,
  });

/** A position of `signal` entered at the open of row 1, and one more thing done at its close. */
export const holding = (signal: number, then: Parameters<typeof scripted>[0][number] = () => undefined): AnyStrategy =>
  scripted({ 0: (c) => c.out.target(signal), 1: then });

/** Places one order. */
export const placing =
  (request: OrderRequest) =>
  (c: { out: { order(r: OrderRequest): number } }): void =>
    void c.out.order(request);
