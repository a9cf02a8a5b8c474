import { BotError, isBotError } from '@bot-v2/sdk';
import type { AnyCapability, RunContext } from '@bot-v2/sdk';
import { callCapability } from '../slices/index.js';
import type { LoadedSlice } from '../slices/index.js';
import { checkRequest, cutFrames } from './known-bars.js';
import type { ServiceEnvironment } from './run-environment.js';

type Values = Readonly<Record<string, unknown>>;

/** Who calls a capability of another slice, and from where. */
export interface Caller {
  readonly slice: LoadedSlice;
  /** `AAPL: step`, `step`, or the slice's id outside any step. */
  readonly stage: string;
  /** Last instant of bars the caller may get; null without a limit. */
  readonly limit: number | null;
  /** The context the provider is called with. */
  readonly contextOf: (provider: LoadedSlice) => RunContext;
}

/** Faults of the caller, of the program or of nobody: never a reason to go on without the provider. */
const notTheProviders: readonly string[] = [
  'BOT_CAP_INPUT',
  'BOT_CAP_UNDECLARED',
  'BOT_DATA_LOOKAHEAD',
  'BOT_RUN_ABORTED',
  'BOT_INVARIANT',
];

/** The loaded provider of a capability for one consumer, why there is none that works, or undefined where nobody offers. */
function providerOf(env: ServiceEnvironment, consumer: string, capability: string): LoadedSlice | BotError | undefined {
  const unserved = env.unserved.get(consumer)?.get(capability);
  if (unserved) return unserved;
  const outcome = env.slices.get(env.consumed.get(capability) ?? '');
  return outcome && ('error' in outcome ? outcome.error : outcome.loaded);
}

async function callProvider(
  env: ServiceEnvironment,
  token: AnyCapability,
  input: Values,
  provider: LoadedSlice,
  from: Caller,
): Promise<Values> {
  const { slice, limit, contextOf } = from;
  if (limit !== null) checkRequest(slice.id, token, input, limit);
  const ctx = contextOf(provider);
  const outputs = await callCapability({ provider, token, input, given: 'all', ctx, timeoutMs: null });
  const known = limit === null ? outputs : cutFrames(outputs, limit);
  env.fetched.note(slice.id, known);
  return known;
}

/** `ctx.use`: a capability that is needed. */
export function useCapability(
  env: ServiceEnvironment,
  token: AnyCapability,
  from: Caller,
): (input: Values) => Promise<Values> {
  const { slice } = from;
  const provider = providerOf(env, slice.id, token.id);
  if (isBotError(provider)) throw provider;
  if (provider) return (input) => callProvider(env, token, input, provider, from);
  throw new BotError('BOT_REGISTRY_MISSING', `no loaded slice provides ${token.id} to ${slice.id}`, {
    slice: slice.id,
    capability: token.id,
    hint: 'Install a slice that provides it.',
  });
}

/** `ctx.useIfProvided`: a capability that can be missing; a provider that fails degrades the run. */
export function useIfProvided(
  env: ServiceEnvironment,
  token: AnyCapability,
  from: Caller,
): ((input: Values) => Promise<Values | undefined>) | undefined {
  const provider = providerOf(env, from.slice.id, token.id);
  if (!provider) return undefined;
  const goOnWithout = (error: unknown): undefined => {
    if (env.mode === 'live' || !isBotError(error) || notTheProviders.includes(error.code)) throw error;
    env.progress.degrade(`${from.stage}: ${token.id}`, error);
  };
  if (isBotError(provider)) return goOnWithout(provider);
  return (input) => callProvider(env, token, input, provider, from).catch(goOnWithout);
}
