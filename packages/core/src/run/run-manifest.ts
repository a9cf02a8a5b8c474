import { sdkApi } from '@bot-v2/sdk';
import type { Bars, RunManifest, StrategyChoice, StrategyComparison } from '@bot-v2/sdk';
import type { Redactor } from '../logging/index.js';
import type { Candidate } from '../registry/candidate.js';
import type { CodePackage } from './code-hash.adapter.js';
import type { RunState } from './run-state.js';

/** All values of one port type that steps produced. */
function produced(state: RunState, port: string): unknown[] {
  return state.env.workflow.steps.flatMap(({ step, resolved }) =>
    Object.entries(resolved?.definition.out ?? {}).flatMap(([output, text]) =>
      text === port
        ? [null, ...state.symbols].flatMap((symbol) => state.world.outputs(step.id, symbol)?.[output] ?? [])
        : [],
    ),
  );
}

/** What a manifest says beside the run's own state. */
export interface RunOrigin {
  readonly createdAt: number;
  readonly versions: { readonly bot: string; readonly node: string };
  readonly candidates: readonly Candidate[];
  /** Hashes of the code of packages, by name. */
  readonly codeOf: (packages: readonly CodePackage[]) => Readonly<Record<string, string>>;
  readonly redactor: Redactor;
}

/** Everything needed to run it again. Secrets of the configuration are left out. */
export function runManifest(state: RunState, origin: RunOrigin): RunManifest {
  const { createdAt, versions, redactor } = origin;
  const { env, world } = state;
  const { workflow } = env.workflow;
  const choices = [...(produced(state, 'StrategyChoice@1') as StrategyChoice[]), ...world.ports.choices.values()];
  const compared = (produced(state, 'StrategyComparison@1') as StrategyComparison[]).flatMap(({ rows }) => rows);
  const refs = [...choices, ...compared].map(({ strategy }) => strategy);
  const bars = produced(state, 'Bars@1') as Bars[];
  const loaded = [...env.slices.values()].flatMap((outcome) => ('loaded' in outcome ? [outcome.loaded] : []));
  const providers = new Set(refs.map(({ provider }) => provider));
  const strategies = origin.candidates.filter(({ kind, name }) => kind === 'strategies' && providers.has(name));
  const packages = [...loaded.map(({ candidate }) => candidate), ...strategies].filter(({ directory }) => directory);
  const at = world.decideAt;
  const fetched = env.fetched.summary();
  return {
    schema: 'bot-v2/manifest@1',
    createdAt,
    botVersion: versions.bot,
    sdkApi,
    node: versions.node,
    workflow: { name: workflow.name, sha256: workflow.sha256, source: workflow.source },
    params: redactor.data(env.params) as Record<string, unknown>,
    config: redactor.data(env.config) as Record<string, unknown>,
    seed: env.config.seed,
    decideAt: at === null || !Number.isFinite(at) ? null : at,
    slices: Object.fromEntries(
      loaded.map(({ id, candidate }) => [id, { package: candidate.name, version: candidate.version }]),
    ),
    strategies: Object.fromEntries(refs.map(({ id, provider, version }) => [id, { provider, version }])),
    code: { ...origin.codeOf(packages) },
    data: Object.fromEntries(bars.map((frame) => [frame.symbol, frame.provenance.contentHash])),
    ...(fetched === undefined ? {} : { fetched: { ...fetched } }),
  };
}
