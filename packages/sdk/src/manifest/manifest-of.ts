import { capabilityUse } from '../capabilities/capability-use.js';
import type { CapabilityUse } from '../capabilities/capability-use.js';
import type { AnyCapability } from '../capabilities/define-capability.js';
import { consumedText } from './consumed-text.js';
import { portText } from '../ports/port-type.js';
import type { PortDeclaration } from '../ports/port-type.js';
import type { AnySlice } from '../slice/define-slice.js';
import type { RunnableStrategy } from '../strategy/define-strategy.js';
import type { CapabilityManifest, SliceManifest, StrategiesManifest } from './manifest.js';

function texts(ports: Readonly<Record<string, PortDeclaration>>): Record<string, string> {
  return Object.fromEntries(Object.entries(ports).map(([name, declaration]) => [name, portText(declaration)]));
}

function capabilityManifest(capability: AnyCapability): CapabilityManifest {
  const { version, aliases, scope, effects } = capability;
  return { version, aliases: [...aliases], scope, effects, in: texts(capability.in), out: texts(capability.out) };
}

/** The manifest that a slice's code amounts to. */
export function manifestOf(slice: AnySlice): SliceManifest {
  const provided = Object.values(slice.provides) as AnyCapability[];
  const consumed = (Object.values(slice.consumes ?? {}) as CapabilityUse[]).map(capabilityUse);
  return {
    manifest: 1,
    kind: 'slice',
    id: slice.id,
    sdkApi: slice.sdkApi,
    provides: Object.fromEntries(provided.map((c) => [c.id, capabilityManifest(c)])),
    consumes: Object.fromEntries(
      consumed.map(({ capability, optional }) => [capability.id, consumedText(capability.version, optional)]),
    ),
    modes: [...(slice.modes ?? ['backtest', 'paper', 'live', 'optimize'])],
    permissions: [...(slice.permissions ?? [])],
  };
}

/** The manifest of a package that exports strategies, from its exports by name. */
export function strategiesManifestOf(
  exported: Readonly<Record<string, RunnableStrategy>>,
  sdkApi: number,
): StrategiesManifest {
  const entries = Object.entries(exported).map(([name, strategy]) => {
    return [
      strategy.id,
      { version: strategy.version, scope: strategy.scope ?? ('symbol' as const), export: name },
    ] as const;
  });
  return {
    manifest: 1,
    kind: 'strategies',
    sdkApi,
    strategies: Object.fromEntries(entries.sort((a, b) => (a[0] < b[0] ? -1 : 1))),
  };
}
