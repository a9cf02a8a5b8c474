import type { AnyCapability, InputOf, OutputOf } from '../capabilities/define-capability.js';
import type { Account, Allocation, BySymbol, PositionSize, RunEvent, StrategyChoice } from '../ports/index.js';
import type { StrategyRef } from '../ports/index.js';
import type { RunnableStrategy } from '../strategy/index.js';

/** How a run trades. */
export const modes = ['backtest', 'paper', 'live', 'optimize'] as const;
export type Mode = (typeof modes)[number];

/** Time as a port: nothing else in a slice asks what time it is. */
export interface Clock {
  /** Epoch ms UTC. */
  now(): number;
  /** Milliseconds from an arbitrary start, never going back. */
  monotonic(): number;
}

/** Structured log; values under secret keys are redacted by the core. */
export interface Logger {
  debug(message: string, data?: Record<string, unknown>): void;
  info(message: string, data?: Record<string, unknown>): void;
  warn(message: string, data?: Record<string, unknown>): void;
  error(message: string, data?: Record<string, unknown>): void;
}

/** What the core fills in when an event is emitted. */
export type EventInput = Omit<RunEvent, 'runId' | 'seq' | 'at'>;

/** The run's event bus. Listeners never hold up the trading path; what they throw is logged. */
export interface EventBus {
  emit(event: EventInput): RunEvent;
  /** Returns the function that unsubscribes. */
  on(listener: (event: RunEvent) => void): () => void;
}

/** A strategy as the catalogue lists it. */
export interface StrategyInfo {
  readonly id: string;
  readonly version: string;
  readonly provider: string;
}

/** Where another thread can import the code of a strategy from. */
export interface StrategyModule {
  readonly url: string;
  readonly export: string;
  /** Sha256 (hex) of the code, where it changes without a new version: a file being worked on. */
  readonly sha256?: string | undefined;
}

/** Turns references into code. */
export interface StrategyCatalogue {
  list(): readonly StrategyInfo[];
  /**
   * The code of a reference, or of the only strategy with that id.
   * @throws BOT_REGISTRY_UNKNOWN_STRATEGY, BOT_REGISTRY_AMBIGUOUS
   */
  get(ref: Pick<StrategyRef, 'id'> & Partial<StrategyRef>): Promise<RunnableStrategy>;
  /** The module of a reference; undefined for a strategy that exists in this process only. Errors as `get`. */
  moduleOf(ref: Pick<StrategyRef, 'id'> & Partial<StrategyRef>): Promise<StrategyModule | undefined>;
  /**
   * The same strategy from code evaluated anew, whose module keeps nothing of any run: for the look-ahead probe.
   * Undefined for code that cannot be evaluated again (given in process) or need not be (our own).
   */
  twin?(ref: Pick<StrategyRef, 'id'> & Partial<StrategyRef>): Promise<RunnableStrategy | undefined>;
}

/** All that was decided at one instant. */
export interface Decision {
  readonly at: number;
  readonly perSymbol: BySymbol<{ readonly choice: StrategyChoice; readonly size?: PositionSize | undefined }>;
  readonly allocation?: BySymbol<Allocation> | undefined;
}

/** Services of a run. Never ports: what decides anything travels as plain data through ports. */
export interface RunContext {
  readonly runId: string;
  readonly mode: Mode;
  /** The symbol of a symbol-scoped call. */
  readonly symbol?: string | undefined;
  readonly strategies: StrategyCatalogue;
  readonly clock: Clock;
  /** A seed for one labelled use of randomness, derived from the run's seed. */
  seed(label: string): number;
  readonly signal: AbortSignal;
  readonly log: Logger;
  readonly bus: EventBus;
  /** Directory for what outlives the run (journals, stores). May not exist yet. */
  readonly stateDir: string;
  /** Runs the steps upstream of the executing step on the bars known at `at`. */
  decide(at: number, account: Account): Promise<Decision>;
  /**
   * Calls a capability the slice declares in `consumes`, optional or not: here it is needed.
   * @throws BOT_CAP_UNDECLARED; BOT_REGISTRY_MISSING, BOT_REGISTRY_AMBIGUOUS, or why its provider could not be loaded
   */
  use<C extends AnyCapability>(token: C): (input: InputOf<C>) => Promise<OutputOf<C>>;
  /**
   * Calls a capability the slice can do without; undefined when nobody provides it. A provider that is there and fails
   * gives undefined too, and degrades the run, which names it; in live mode its error is thrown. What the caller does
   * wrong is thrown always.
   * @throws BOT_CAP_UNDECLARED; of the call: BOT_CAP_INPUT, BOT_DATA_LOOKAHEAD, BOT_RUN_ABORTED, BOT_INVARIANT
   */
  useIfProvided<C extends AnyCapability>(
    token: C,
  ): ((input: InputOf<C>) => Promise<OutputOf<C> | undefined>) | undefined;
}
