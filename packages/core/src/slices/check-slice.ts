import { BotError, isSlice } from '@bot-v2/sdk';
import type { AnyCapability, AnySlice, SliceInstance } from '@bot-v2/sdk';
import { diffManifest, manifestOf, sdkApi } from '@bot-v2/sdk/manifest';
import type { Candidate } from '../registry/candidate.js';
import type { AnyHandler, LoadedSlice } from './loaded-slice.js';

/**
 * The slice a module exports, held against its manifest.
 * @throws BOT_SLICE_INVALID, BOT_REGISTRY_API_VERSION, BOT_REGISTRY_MANIFEST_DRIFT
 */
export function checkSlice(exported: unknown, candidate: Candidate): AnySlice {
  const { name } = candidate;
  if (!isSlice(exported)) {
    throw new BotError('BOT_SLICE_INVALID', `the default export of ${name} is not a slice`, {
      hint: 'Export default defineSlice({…}).',
    });
  }
  if (exported.sdkApi !== sdkApi) {
    throw new BotError(
      'BOT_REGISTRY_API_VERSION',
      `${name} was made for version ${exported.sdkApi} of the slice interface; this is version ${sdkApi}`,
      {
        hint: `Install a version of ${name} for interface ${sdkApi}.`,
      },
    );
  }
  const drift = diffManifest(candidate.manifest, manifestOf(exported));
  if (drift.length === 0) return exported;
  throw new BotError(
    'BOT_REGISTRY_MANIFEST_DRIFT',
    `the manifest of ${name} is not what its code is: ${drift.slice(0, 3).join('; ')}`,
    {
      details: { drift },
      hint: `Its author must run bot-v2-manifest write (manifest → code).`,
    },
  );
}

/**
 * A created slice with its handlers by capability id.
 * @throws BOT_SLICE_INVALID naming the method without a handler, or the handler of no method
 */
export function checkInstance(
  slice: AnySlice,
  instance: SliceInstance<Record<string, AnyCapability>>,
  candidate: Candidate,
): LoadedSlice {
  const invalid = (message: string, hint: string): BotError =>
    new BotError('BOT_SLICE_INVALID', message, { slice: slice.id, hint });
  if (typeof (instance as { then?: unknown } | undefined)?.then === 'function')
    throw invalid(
      `create() of ${slice.id} returns a promise`,
      'create() is synchronous: what must be awaited belongs in start().',
    );
  const provides = slice.provides as Readonly<Record<string, AnyCapability>>;
  const handlers = (instance?.handlers ?? {}) as Readonly<Record<string, unknown>>;
  const entries = Object.entries(provides).map(([method, token]) => {
    const handler = handlers[method];
    if (typeof handler === 'function') return [token.id, { token, handler: handler as AnyHandler }] as const;
    throw invalid(
      `${slice.id} provides ${token.id} but has no handler "${method}"`,
      'create() must return a handler for every method in provides.',
    );
  });
  const undeclared = Object.keys(handlers).find((name) => !Object.hasOwn(provides, name));
  if (undeclared !== undefined)
    throw invalid(
      `${slice.id} has a handler "${undeclared}" that it does not provide`,
      'Name its capability in provides.',
    );
  return { candidate, id: slice.id, slice, instance, capabilities: new Map(entries) };
}
