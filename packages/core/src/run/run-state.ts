import { BotError } from '@bot-v2/sdk';
import type { BotErrorOptions } from '@bot-v2/sdk';
import type { BoundStep } from '../workflow/index.js';
import type { InputSources } from './assemble-input.js';
import { upstreamOf } from './decide.js';
import type { RunEnvironment } from './run-environment.js';
import type { RunProgress } from './run-progress.js';
import type { StepLog, StepRecord } from './step-log.js';
import type { World } from './world.js';

/** The run so far, passed along its steps. */
export interface RunState {
  readonly env: RunEnvironment;
  readonly world: World;
  readonly sources: InputSources;
  readonly log: StepLog;
  readonly progress: RunProgress;
  /** All symbols asked for, also those that have failed. */
  readonly symbols: readonly string[];
}

type Failure = 'fail' | 'continue' | 'fallback';

/** In live mode nothing on the way to an order may be left out. */
export function failureAction(state: RunState, step: BoundStep): Failure {
  const { workflow, mode } = state.env;
  if (mode !== 'live') return step.step.onError.action;
  const venues = workflow.steps.filter((other) => other.resolved?.definition.effects === 'venue');
  const onPath = venues.some((venue) => venue === step || upstreamOf(workflow, venue).has(step.step.id));
  return onPath ? 'fail' : step.step.onError.action;
}

/** `AAPL: step`, or the step's name. */
export function stage(step: BoundStep, symbol: string | null): string {
  return symbol === null ? step.step.id : `${symbol}: ${step.step.id}`;
}

/** Names the stage in an error, once, without losing anything of it. */
export function atStage(error: BotError, step: BoundStep, symbol: string | null): BotError {
  const { code, message, hint, slice, capability, retryable } = error;
  const options: BotErrorOptions = {
    details: { ...error.details, step: step.step.id, ...(symbol === null ? {} : { symbol }) },
    retryable,
    cause: error,
    ...(hint === undefined ? {} : { hint }),
    ...(slice === undefined ? {} : { slice }),
    ...(capability === undefined ? {} : { capability }),
  };
  return new BotError(code, message, options);
}

/** What a finished record means for the run. */
export function settle(state: RunState, record: StepRecord): void {
  const { progress, world, env } = state;
  const { step, symbol, error } = record;
  if (!error || (progress.failed && error.code === 'BOT_RUN_ABORTED')) return;
  // Others would go on with the changed bars.
  if (error.code === 'BOT_CAP_MUTATED') return progress.fail(error);
  const action = failureAction(state, step);
  if (record.status === 'degraded' || action === 'continue') {
    progress.degrade(stage(step, symbol), error);
  } else if (error.code === 'BOT_RUN_ABORTED' || symbol === null || env.mode === 'live') {
    progress.fail(error);
  } else {
    world.symbols = world.symbols.filter((other) => other !== symbol);
    progress.degrade(stage(step, symbol), error, error);
    if (world.symbols.length > 0) return;
    progress.failed = true;
    if (state.symbols.length === 1) progress.degraded.pop();
    else
      progress.fail(
        new BotError('BOT_RUN_FAILED', `none of ${state.symbols.join(', ')} could be completed`, {
          hint: 'The errors before this one say why.',
        }),
      );
  }
}
