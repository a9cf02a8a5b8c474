import { createFrameDriver } from '@bot-v2/engine';
import type { FrameDriver, FrameInput } from '@bot-v2/engine';
import { callBounded } from '@bot-v2/sdk/bounded';
import { BotError } from '@bot-v2/sdk';
import { turnEventLoop } from './event-loop.adapter.js';

/** Bars between two turns of the event loop: what waits there, such as a signal to stop, is heard. */
const section = 250_000;

/** A backtest whose strategies may not return: every call into it is ended after `timeoutMs`. */
export interface BoundedDriver {
  /** Walks up to and without the decision at `time`. */
  runTo(time: number): Promise<void>;
  /** Calls the driver when it stands still. */
  call<T>(work: (driver: FrameDriver) => T): T;
}

export function interrupted(): BotError {
  return new BotError('BOT_RUN_ABORTED', 'the backtest was interrupted', { hint: 'Run the same command again.' });
}

/** Creates a backtest that is driven in sections, each in bounded time. */
export function createBoundedDriver(input: FrameInput, timeoutMs: number, signal: AbortSignal): BoundedDriver {
  let driver: FrameDriver | null = null;
  const bounded = <T>(work: () => T): T =>
    callBounded(work, timeoutMs, (how) =>
      how === 'interrupt' ? interrupted() : neverReturned(input, driver, timeoutMs),
    );
  const made = bounded(() => createFrameDriver(input));
  driver = made;
  const pauses = pausesOf(input);
  return {
    call: (work) => bounded(() => work(made)),
    runTo: async (time) => {
      for (const pause of [...pauses.filter((at) => at < time), time]) {
        bounded(() => made.runTo(pause));
        await turnEventLoop();
        if (signal.aborted) throw interrupted();
      }
      pauses.splice(0, pauses.filter((at) => at <= time).length);
    },
  };
}

/** Instants at which a long run pauses: every `section` rows of its longest leg. */
function pausesOf({ legs }: FrameInput): number[] {
  const longest = legs.reduce((a, b) => (b.bars.length - b.from > a.bars.length - a.from ? b : a));
  const pauses: number[] = [];
  for (let row = longest.from + section; row < longest.bars.length; row += section)
    pauses.push(longest.bars.time[row]!);
  return pauses;
}

function neverReturned({ legs }: FrameInput, driver: FrameDriver | null, timeoutMs: number): BotError {
  const at = driver?.whereabouts() ?? null;
  const who = at?.strategy ?? [...new Set(legs.map(({ strategy }) => strategy.id))].join(' or ');
  const where = at === null ? '' : ` on ${at.symbol} at ${new Date(at.time).toISOString()}`;
  return new BotError('BOT_STRATEGY_TIMEOUT', `${who}${where}: did not return within ${timeoutMs / 1000} s`, {
    details: { strategy: who, symbol: at?.symbol ?? null, row: at?.row ?? null, time: at?.time ?? null, timeoutMs },
    hint: 'Look for a loop without an end; give a strategy that needs longer more time with --set backtest.strategyTimeoutMs=N.',
  });
}
