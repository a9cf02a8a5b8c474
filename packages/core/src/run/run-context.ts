import { BotError } from '@bot-v2/sdk';
import type { Account, AnyCapability, Decision, InputOf, OutputOf, RunContext } from '@bot-v2/sdk';
import { callCapability } from '../slices/index.js';
import type { LoadedSlice } from '../slices/index.js';
import { seedFor } from './identity.js';
import { checkRequest, cutFrames } from './known-bars.js';
import type { ServiceEnvironment } from './run-environment.js';

/** What distinguishes one call's context from another's. */
export interface CallLabels {
  readonly slice: LoadedSlice;
  readonly step: string | null;
  readonly symbol: string | null;
  readonly signal: AbortSignal;
  /** Last instant of any bars the slice fetches itself; null without a limit. */
  readonly limit: number | null;
  readonly decide: (at: number, account: Account) => Promise<Decision>;
}

function undeclared(slice: LoadedSlice, token: AnyCapability): BotError {
  return new BotError('BOT_CAP_UNDECLARED', `${slice.id} uses ${token.id} without declaring it in consumes`, {
    slice: slice.id,
    capability: token.id,
    hint: `Its author must add the token to consumes.`,
  });
}

/** The context of one call: the services a slice may use, and nothing of the container. */
export function createRunContext(env: ServiceEnvironment, labels: CallLabels): RunContext {
  const { slice, symbol, step, limit } = labels;
  const consumes = Object.values((slice.slice.consumes ?? {}) as Record<string, AnyCapability>);
  const names = { slice: slice.id, ...(step === null ? {} : { step }), ...(symbol === null ? {} : { symbol }) };
  return {
    runId: env.runId,
    mode: env.mode,
    ...(symbol === null ? {} : { symbol }),
    strategies: env.catalogue,
    clock: env.clock,
    seed: (label) => seedFor(env.config.seed, slice.id, label),
    signal: labels.signal,
    log: env.logger({ runId: env.runId, ...names }),
    bus: env.bus.labelled(names),
    stateDir: env.config.stateDir,
    decide: labels.decide,
    use: <C extends AnyCapability>(token: C) => {
      if (!consumes.some((declared) => declared.id === token.id)) throw undeclared(slice, token);
      const outcome = env.slices.get(env.consumed.get(token.id) ?? '');
      if (outcome && 'error' in outcome) throw outcome.error;
      if (!outcome) {
        throw new BotError('BOT_REGISTRY_MISSING', `no loaded slice provides ${token.id} to ${slice.id}`, {
          slice: slice.id,
          capability: token.id,
        });
      }
      const ctx = createRunContext(env, { ...labels, slice: outcome.loaded });
      return async (given: InputOf<C>): Promise<OutputOf<C>> => {
        const input = given as Readonly<Record<string, unknown>>;
        if (limit !== null) checkRequest(slice.id, token, input, limit);
        const call = { provider: outcome.loaded, token, input, given: 'all' as const, ctx, timeoutMs: null };
        const outputs = await callCapability(call);
        return (limit === null ? outputs : cutFrames(outputs, limit)) as OutputOf<C>;
      };
    },
  };
}
