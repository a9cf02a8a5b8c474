import type { RunManifest } from '@bot-v2/sdk';
import { isRecord } from '../config/layers.js';
import { overlay } from '../config/index.js';
import type { ConfigInput } from '../config/index.js';
import { redacted } from '../logging/index.js';

/** Keys that the present installation decides, not the record: a record from elsewhere must not say what may run here. */
const present = ['stateDir', 'log', 'trust', 'workflows'] as const;

/** A recorded value, or the present one where the record hides a secret. */
function revealed(recorded: unknown, now: unknown): unknown {
  if (recorded === redacted) return now;
  if (!isRecord(recorded)) return recorded;
  const entries = Object.entries(recorded).map(([key, value]) => [
    key,
    revealed(value, isRecord(now) ? now[key] : undefined),
  ]);
  return Object.fromEntries(entries) as unknown;
}

/** `decideAt` as it is written in a configuration. */
function decideAt(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return 'fraction' in value ? value['fraction'] : new Date(value['date'] as number).toISOString();
}

/**
 * The configuration of an earlier run as a layer that asks for the same again. State directory, log and trust are those
 * of the present, and so are secrets, which records do not hold.
 */
export function recordedConfig({ config }: RunManifest, now: ConfigInput): ConfigInput {
  const { slices, ...core } = revealed(config, now) as Record<string, unknown>;
  const sections = isRecord(slices) ? slices : {};
  const kept = Object.fromEntries(present.map((key) => [key, now[key]]));
  const open = Object.fromEntries(present.map((key) => [key, undefined]));
  return overlay({ ...core, ...open, decideAt: decideAt(core['decideAt']), ...sections }, kept);
}
