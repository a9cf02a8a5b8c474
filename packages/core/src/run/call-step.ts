import { BotError, errorData, invariant, isBotError } from '@bot-v2/sdk';
import { callCapability, frozen, wrongOutput } from '../slices/index.js';
import type { LoadedSlice } from '../slices/index.js';
import { pause } from '../timers.adapter.js';
import type { BoundStep } from '../workflow/index.js';
import { assembleInput } from './assemble-input.js';
import type { InputSources } from './assemble-input.js';
import { decideFor } from './decide.js';
import { limitOf } from './known-bars.js';
import { createRunContext } from './run-context.js';
import type { RunEnvironment } from './run-environment.js';
import type { Outputs, World } from './world.js';

/** The slice that runs a step. @throws whatever kept it from being loaded */
export function sliceOf(env: RunEnvironment, step: BoundStep): LoadedSlice {
  const id = step.resolved?.provider ?? null;
  const outcome = id === null ? undefined : env.slices.get(id);
  if (outcome && 'loaded' in outcome) return outcome.loaded;
  if (outcome) throw outcome.error;
  const found = env.workflow.diagnostics.find(
    (d) => d.line === step.step.positions.slice.line && d.code === 'BOT_WF_UNKNOWN_SLICE',
  );
  const { file, positions } = { file: env.workflow.workflow.file, positions: step.step.positions };
  throw new BotError(
    'BOT_REGISTRY_MISSING',
    `step "${step.step.id}": no loaded slice provides ${step.step.slice}.${step.step.method} (${file}:${positions.slice.line}:${positions.slice.column})`,
    {
      hint: found?.hint ?? 'bot-v2 slices lists what is there.',
    },
  );
}

/** One attempt of one step for one symbol (null for a portfolio step). */
async function attempt(
  env: RunEnvironment,
  step: BoundStep,
  world: World,
  symbol: string | null,
  sources: InputSources,
): Promise<Outputs> {
  if (env.signal.aborted)
    throw new BotError('BOT_RUN_ABORTED', 'the run was interrupted', { hint: 'Start it again when you are ready.' });
  const slice = sliceOf(env, step);
  invariant(step.resolved, 'a step without a capability has no slice');
  const { token } = slice.capabilities.get(step.resolved.capability) ?? {};
  invariant(token, 'a provider lacks the capability its manifest promises');
  const { input, given } = assembleInput(step, world, symbol, sources);
  const timeout = new AbortController();
  const signal = AbortSignal.any([env.signal, timeout.signal]);
  const decide = decideFor(env, step, world, sources);
  const ctx = createRunContext(env, {
    slice,
    step: step.step.id,
    symbol,
    signal,
    decide,
    limit: limitOf(step, world),
  });
  const call = { provider: slice, token, input: frozen(input), given, ctx, timeoutMs: step.step.timeoutMs };
  try {
    const outputs = await env.frames.watch({ input, slice: slice.id, capability: token.id }, () =>
      callCapability(call),
    );
    if (symbol !== null) checkSymbol(outputs, symbol, slice.id, token.id);
    return outputs;
  } catch (error) {
    if (isBotError(error) && error.code === 'BOT_CAP_TIMEOUT') timeout.abort();
    throw error;
  }
}

/** @throws BOT_CAP_OUTPUT when what was made for one symbol says that it is of another */
function checkSymbol(outputs: Outputs, symbol: string, slice: string, capability: string): void {
  for (const [name, value] of Object.entries(outputs)) {
    const of = (value as { symbol?: unknown } | null | undefined)?.symbol;
    if (typeof of !== 'string' || of === symbol) continue;
    throw wrongOutput(slice, capability, `${name} is of ${of}, not of ${symbol}`);
  }
}

const neverRetried = [
  'BOT_CAP_INPUT',
  'BOT_CAP_OUTPUT',
  'BOT_CAP_UNDECLARED',
  'BOT_CAP_MUTATED',
  'BOT_RUN_ABORTED',
  'BOT_INVARIANT',
];

/** Calls a step, again after `retry.delay` up to `retry.max` times; faults of contract are not tried again. */
export async function callStep(
  env: RunEnvironment,
  step: BoundStep,
  world: World,
  symbol: string | null,
  sources: InputSources,
): Promise<
  { readonly outputs: Outputs; readonly attempts: number } | { readonly error: BotError; readonly attempts: number }
> {
  const { max, delayMs } = step.step.retry;
  for (let attempts = 1; ; attempts++) {
    try {
      return { outputs: await attempt(env, step, world, symbol, sources), attempts };
    } catch (caught) {
      const error = isBotError(caught)
        ? caught
        : new BotError('BOT_INVARIANT', `step "${step.step.id}": ${errorData(caught).message}`, {
            cause: caught,
            hint: 'Please report this.',
          });
      if (attempts > max || neverRetried.includes(error.code)) return { error, attempts };
      await pause(delayMs, env.signal);
    }
  }
}
