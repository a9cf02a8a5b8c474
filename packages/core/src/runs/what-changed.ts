import type { RunManifest } from '@bot-v2/sdk';
import { differences } from './differences.js';

/** Something that went into a run and is not what it was. */
export interface Change {
  readonly kind: 'data' | 'config' | 'workflow' | 'version' | 'code' | 'runtime';
  /** A symbol (`SYMBOL for slice` where a slice fetched it itself), a configuration key, a package. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Configuration that decides where a run is kept and told, not what it does. */
const elsewhere = /^(stateDir|log|trust)(\.|$)/;

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

function changed(kind: Change['kind'], before: unknown, after: unknown): Change[] {
  return differences(before, after).map(({ path, before: a, after: b }) => ({
    kind,
    name: path,
    before: typeof a === 'string' ? a : shown(a),
    after: typeof b === 'string' ? b : shown(b),
  }));
}

/** Versions by package, of slices, strategies and the core. */
function versions({ botVersion, sdkApi, slices, strategies }: RunManifest): Record<string, string> {
  return {
    'bot-v2': botVersion,
    'sdk API': String(sdkApi),
    ...Object.fromEntries(Object.values(slices).map((slice) => [slice.package, slice.version])),
    ...Object.fromEntries(
      Object.entries(strategies).map(([id, { provider, version }]) => [`${provider} ${id}`, version]),
    ),
  };
}

/**
 * Everything that went into two runs and differs, what explains most first: data, configuration, workflow, versions, code,
 * runtime.
 */
export function whatChanged(before: RunManifest, after: RunManifest): Change[] {
  const data = (m: RunManifest) => ({ ...m.data, ...m.fetched });
  const workflow = (m: RunManifest) => ({ [m.workflow.name]: m.workflow.sha256, ...m.params });
  return [
    ...changed('data', data(before), data(after)),
    ...changed('config', before.config, after.config).filter(({ name }) => !elsewhere.test(name)),
    ...changed('workflow', workflow(before), workflow(after)),
    ...changed('version', versions(before), versions(after)),
    ...changed('code', before.code, after.code),
    ...changed('runtime', { node: before.node }, { node: after.node }),
  ];
}
