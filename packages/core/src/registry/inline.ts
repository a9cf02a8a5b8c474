import type { AnySlice, RunnableStrategy } from '@bot-v2/sdk';
import { manifestOf, sdkApi } from '@bot-v2/sdk/manifest';
import { refuse } from './candidate.js';
import type { Candidate } from './candidate.js';

/** A slice registered in process, as a candidate: its manifest is derived from its code. */
export function inlineSlice(slice: AnySlice): Candidate {
  const candidate: Candidate = {
    name: `inline:${slice.id}`,
    version: '0.0.0',
    kind: 'slice',
    id: slice.id,
    directory: '',
    origin: 'inline',
    status: 'loaded',
    manifest: manifestOf(slice),
    reason: null,
  };
  if (slice.sdkApi === sdkApi) return candidate;
  return refuse(candidate, {
    code: 'BOT_REGISTRY_API_VERSION',
    text: `${slice.id} was made for version ${slice.sdkApi} of the slice interface; this is version ${sdkApi}`,
    hint: 'Define it with this version of @bot-v2/sdk.',
  });
}

/** Strategies registered in process, as one candidate named `inline`. */
export function inlineStrategies(strategies: readonly RunnableStrategy[]): Candidate {
  const entries = strategies.map(
    (s) => [s.id, { version: s.version, scope: s.scope ?? ('symbol' as const), export: s.id }] as const,
  );
  return {
    name: 'inline',
    version: '0.0.0',
    kind: 'strategies',
    id: null,
    directory: '',
    origin: 'inline',
    status: 'loaded',
    manifest: { manifest: 1, kind: 'strategies', sdkApi: sdkApi, strategies: Object.fromEntries(entries) },
    reason: null,
  };
}
