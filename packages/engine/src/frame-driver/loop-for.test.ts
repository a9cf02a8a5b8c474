import { definePortfolioStrategy, defineStrategy, flatAccount } from '@bot-v2/sdk';
import { z } from 'zod';
import { randomTape } from '../../test/random-runs.js';
import { botPolicies, withSwitches } from '../policies/index.js';
import type { FrameInput } from './frame-input.js';
import { loopFor } from './walk.js';

const definition = {
  id: 'idle',
  version: '1.0.0',
  params: z.object({}),
  warmup: () => 0,
  prepare: () => ({}),
  onBar: () => undefined,
};
const strategy = defineStrategy(definition);
const bars = randomTape(1, 30);
const leg = { symbol: 'X', bars, from: 0, strategy };
const input: FrameInput = { legs: [leg], account: flatAccount(10_000) };
const terms = (given: Parameters<typeof flatAccount>[1]) => ({ ...input, account: flatAccount(10_000, given) });

describe('the loop for an input', () => {
  it('is the fast one for one symbol by our own conventions, however they are written', () => {
    expect(loopFor(input)).toBe('fast');
    expect(loopFor({ ...input, policies: structuredClone(botPolicies) })).toBe('fast');
    expect(loopFor({ ...input, policies: withSwitches(botPolicies, { tie: 'stop-loss', sqnDdof: 0 }) })).toBe('fast');
    expect(loopFor(terms({ shorting: true, fractional: true, cashInterest: 0.03 }))).toBe('fast');
    expect(loopFor(terms({ instruments: { Y: { multiplier: 5 } } }))).toBe('fast');
  });

  it('is the general one for every other net position', () => {
    const margin = { initial: 0.5, maintenance: 0.25, maintenanceShort: 0.3, interest: 0 };
    for (const other of [
      terms({ margin }),
      terms({ borrowRate: 0.01 }),
      terms({ volumeShare: 0.1 }),
      terms({ instruments: { X: { tick: 0.01 } } }),
      { ...input, models: {} },
      { ...input, policies: withSwitches(botPolicies, { tie: 'take-profit' }) },
      { ...input, policies: withSwitches(botPolicies, { finalise: 'close-at-last-close' }) },
      { ...input, legs: [leg, { ...leg, symbol: 'Y', bars: randomTape(2, 30, 'Y') }] },
      { ...input, legs: [{ ...leg, strategy: definePortfolioStrategy(definition) }] },
    ]) {
      expect(loopFor(other)).toBe('general');
    }
  });

  it('is that of lots where conventions keep them', () => {
    expect(loopFor({ ...input, policies: withSwitches(botPolicies, { positions: 'fifo-lots' }) })).toBe('trades');
  });
});
