import { BotError } from '../errors/index.js';
import type { RunEvent } from '../ports/index.js';
import type { Clock, EventBus, Logger, Mode, RunContext, StrategyCatalogue } from '../slice/run-context.js';
import type { RunnableStrategy } from '../strategy/define-strategy.js';

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  advance(ms: number): void;
}

/** A clock at `start` (epoch ms UTC). */
export function manualClock(start = 0): ManualClock {
  let elapsed = 0;
  return { now: () => start + elapsed, monotonic: () => elapsed, advance: (ms) => void (elapsed += ms) };
}

/** A logger that keeps its lines. */
export function memoryLogger(): Logger & { readonly lines: string[] } {
  const lines: string[] = [];
  const at = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** A bus that keeps what was emitted. */
export function memoryBus(clock: Clock, runId: string): EventBus & { readonly events: RunEvent[] } {
  const events: RunEvent[] = [];
  const listeners = new Set<(event: RunEvent) => void>();
  return {
    events,
    emit(input) {
      const event: RunEvent = { ...input, runId, seq: events.length, at: clock.now() };
      events.push(event);
      for (const listener of listeners) listener(event);
      return event;
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A catalogue of the given strategies. */
export function memoryCatalogue(strategies: readonly RunnableStrategy[]): StrategyCatalogue {
  return {
    list: () => strategies.map(({ id, version }) => ({ id, version, provider: 'inline' })),
    get: async ({ id }) => {
      const found = strategies.find((strategy) => strategy.id === id);
      if (!found) throw new BotError('BOT_REGISTRY_UNKNOWN_STRATEGY', `no strategy is named ${id}`);
      return found;
    },
    moduleOf: () => Promise.resolve(undefined),
  };
}

/** FNV-1a over the label, mixed with the seed: 32 bits, the same on every platform. */
function labelSeed(seed: number, label: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** What a test may set of its context. */
export interface TestContextOptions {
  readonly mode?: Mode;
  readonly symbol?: string;
  readonly seed?: number;
  readonly strategies?: readonly RunnableStrategy[];
  readonly signal?: AbortSignal;
  readonly stateDir?: string;
  readonly clock?: Clock;
  readonly use?: RunContext['use'];
  /** Without it nobody provides what a slice can do without. */
  readonly useIfProvided?: RunContext['useIfProvided'];
  readonly decide?: RunContext['decide'];
}

/** A run context for tests of one slice: real services that keep what they are given, and refusals for the rest. */
export function testContext(options: TestContextOptions = {}): RunContext & {
  readonly log: ReturnType<typeof memoryLogger>;
  readonly bus: ReturnType<typeof memoryBus>;
} {
  const runId = 'r-test';
  const clock = options.clock ?? manualClock();
  const refuse = (what: string) => () => {
    throw new BotError('BOT_CAP_UNDECLARED', `this test context offers no ${what}`);
  };
  return {
    runId,
    mode: options.mode ?? 'backtest',
    symbol: options.symbol,
    strategies: memoryCatalogue(options.strategies ?? []),
    clock,
    seed: (label) => labelSeed(options.seed ?? 1, label),
    signal: options.signal ?? new AbortController().signal,
    log: memoryLogger(),
    bus: memoryBus(clock, runId),
    get stateDir(): string {
      return options.stateDir ?? refuse('state directory')();
    },
    decide: options.decide ?? refuse('decisions'),
    use: options.use ?? refuse('capabilities'),
    useIfProvided: options.useIfProvided ?? (() => undefined),
  };
}
