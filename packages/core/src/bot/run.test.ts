import { runResultSchema } from '@bot-v2/sdk';
import type { RunEvent } from '@bot-v2/sdk';
import { alwaysLong, monitorSlice, sixSlices } from '../../test/slices.js';
import { createBot } from '../index.js';

const options = { discover: false, cwd: '/', environment: {}, strategies: [alwaysLong] };

describe('a run of simple_backtest', () => {
  it('gives a valid result with every step timed, and tells its story in events', async () => {
    const events: RunEvent[] = [];
    const bot = await createBot({ ...options, slices: [...sixSlices, monitorSlice()] });
    const result = await bot.run({ symbols: ['AAA'], onEvent: (event) => events.push(event) });
    expect(result.errors).toEqual([]);
    expect(runResultSchema.safeParse(result).error?.issues).toBeUndefined();
    expect(result.success).toBe(true);
    expect(result.symbols['AAA']!.steps.map((step) => [step.id, step.slice, step.status])).toEqual([
      ['fetch_data', 'data', 'ok'],
      ['analyze', 'analyze', 'ok'],
      ['detect_regime', 'market_regime', 'ok'],
      ['select_strategy', 'ml_strategy', 'ok'],
      ['size_position', 'position_sizing', 'ok'],
    ]);
    expect(result.portfolio.steps.map((step) => step.id)).toEqual(['run_backtest']);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, i) => i));
    await bot.close();
  });
});
