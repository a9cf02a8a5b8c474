import { BotError } from '@bot-v2/sdk';
import type { AnyCapability } from '@bot-v2/sdk';
import type { AwilixContainer } from 'awilix/browser';
import type { GivenConfig, ResolvedConfig } from '../config/index.js';
import type { RootServices } from '../container/container.js';
import { runScope } from '../container/run-scope.js';
import { confirmLive, createRunContext, neededSlices, runIdOf } from '../run/index.js';
import { callCapability } from '../slices/index.js';
import type { LoadOutcome } from '../slices/index.js';
import { CapabilityIndex } from '../workflow/capability-index.js';
import type { BoundWorkflow } from '../workflow/index.js';

/** A bot's inner parts. */
export interface BotParts {
  readonly root: AwilixContainer<RootServices>;
  readonly services: RootServices;
  readonly config: ResolvedConfig;
  readonly layers: GivenConfig;
  readonly cwd: string;
  readonly sliceIds: readonly string[];
  readonly versions: { readonly bot: string; readonly node: string };
}

const noWorkflow: BoundWorkflow = {
  workflow: {
    name: 'none',
    description: '',
    file: '',
    source: '',
    sha256: '',
    params: {},
    defaults: {},
    defaultsPositions: {},
    outputs: {},
    modes: null,
    steps: [],
    position: { line: 1, column: 1 },
  },
  steps: [],
  modes: [],
  outputs: [],
  diagnostics: [],
};

function providerOf({ config, services }: BotParts, capability: string): string {
  const index = new CapabilityIndex(services.candidates);
  const all = index.providersOf(capability).filter((provider) => provider.modes.includes(config.mode));
  const chosen = config.providers[capability];
  const providers = chosen === undefined ? all : all.filter((provider) => provider.slice === chosen);
  if (providers.length === 1) return providers[0]!.slice;
  if (providers.length > 1) {
    const names = providers.map((provider) => provider.slice);
    throw new BotError('BOT_REGISTRY_AMBIGUOUS', `${names.join(' and ')} provide ${capability}`, {
      capability,
      hint: `Choose one: providers: {${capability}: ${names[0]!}}.`,
    });
  }
  throw new BotError('BOT_REGISTRY_MISSING', `no loaded slice provides ${capability} in mode ${config.mode}`, {
    capability,
    hint: index.hintFor(capability.split('.')[0]!),
  });
}

/**
 * Calls one capability outside any workflow: the provider and what it consumes are loaded on first use.
 * A part that could not be done is logged as a warning.
 * @throws what loading or the call throws; BOT_REGISTRY_MISSING, BOT_REGISTRY_AMBIGUOUS; BOT_VENUE_OPT_IN for what would
 *   trade live unconfirmed
 */
export async function callOnce(
  parts: BotParts,
  capability: string,
  inputOf: (token: AnyCapability) => Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const { config, services, layers } = parts;
  const id = providerOf(parts, capability);
  const needs = neededSlices([id], services.candidates, config.providers, config.mode);
  confirmLive(config, [capability, ...needs.consumed.keys()], services.candidates);
  const settings = { sections: config.slices, preset: config.preset, source: layers.source };
  const slices = new Map<string, LoadOutcome>();
  for (const slice of needs.slices) {
    const unusable = needs.unusable.get(slice);
    slices.set(slice, unusable ? { error: unusable } : await services.host.ready(slice, settings));
  }
  const outcome = slices.get(id)!;
  if ('error' in outcome) throw outcome.error;
  const env = runScope(parts.root, {
    runId: runIdOf([capability, services.clock.now()]),
    mode: config.mode,
    config,
    workflow: noWorkflow,
    params: {},
    signal: new AbortController().signal,
    slices,
    consumed: needs.consumed,
    unserved: needs.unserved,
  });
  const provider = outcome.loaded;
  const { token } = provider.capabilities.get(capability)!;
  const decide = () =>
    Promise.reject(
      new BotError('BOT_CAP_INPUT', 'outside a workflow nothing can be decided again', {
        capability,
        hint: 'Run a workflow.',
      }),
    );
  const ctx = createRunContext(env, {
    slice: provider,
    step: null,
    symbol: null,
    signal: env.signal,
    decide,
    limit: null,
  });
  const outputs = await callCapability({ provider, token, input: inputOf(token), given: 'all', ctx, timeoutMs: null });
  for (const part of env.progress.degraded) ctx.log.warn(`a part did not run: ${part}`);
  return outputs;
}
