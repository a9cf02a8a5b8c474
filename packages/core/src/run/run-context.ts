import { BotError, capabilityUse } from '@bot-v2/sdk';
import type { Account, AnyCapability, ConsumedRecord, Decision, InputOf, OutputOf, RunContext } from '@bot-v2/sdk';
import type { LoadedSlice } from '../slices/index.js';
import { seedFor } from './identity.js';
import type { ServiceEnvironment } from './run-environment.js';
import { useCapability, useIfProvided } from './use-capability.js';

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

function checkDeclared(slice: LoadedSlice, token: AnyCapability): void {
  const consumes = Object.values((slice.slice.consumes ?? {}) as ConsumedRecord);
  if (consumes.some((declared) => capabilityUse(declared).capability.id === token.id)) return;
  throw new BotError('BOT_CAP_UNDECLARED', `${slice.id} uses ${token.id} without declaring it in consumes`, {
    slice: slice.id,
    capability: token.id,
    hint: `Its author must add the token to consumes.`,
  });
}

/** The context of one call: the services a slice may use, and nothing of the container. */
export function createRunContext(env: ServiceEnvironment, labels: CallLabels): RunContext {
  const { slice, symbol, step, limit } = labels;
  const names = { slice: slice.id, ...(step === null ? {} : { step }), ...(symbol === null ? {} : { symbol }) };
  const stage = [symbol, step ?? slice.id].filter((part) => part !== null).join(': ');
  const contextOf = (provider: LoadedSlice) => createRunContext(env, { ...labels, slice: provider });
  const caller = { slice, stage, limit, contextOf };
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
      checkDeclared(slice, token);
      const call = useCapability(env, token, caller);
      return async (input: InputOf<C>) => (await call(input)) as OutputOf<C>;
    },
    useIfProvided: <C extends AnyCapability>(token: C) => {
      checkDeclared(slice, token);
      const call = useIfProvided(env, token, caller);
      return call && (async (input: InputOf<C>) => (await call(input)) as OutputOf<C> | undefined);
    },
  };
}
