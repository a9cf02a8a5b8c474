import type { HandlerOf } from '../capabilities/define-capability.js';
import { defineSlice } from './define-slice.js';
import type { CapabilityRecord, Slice } from './define-slice.js';
import type { Mode } from './run-context.js';

/**
 * Lifts plain functions to a slice without touching them: `map` says, per provided capability, how its input becomes a
 * call and the result its output.
 */
export function fromFunctions<const P extends CapabilityRecord, F>(definition: {
  readonly id: string;
  readonly functions: F;
  readonly provides: P;
  readonly modes?: readonly Mode[];
  readonly map: { readonly [K in keyof P]: (functions: F) => HandlerOf<P[K]> };
}): Slice<P, Record<never, never>, Record<never, never>> {
  const { id, functions, provides, modes, map } = definition;
  return defineSlice({
    id,
    provides,
    ...(modes === undefined ? {} : { modes }),
    create: () => {
      const entries = Object.keys(provides).map((key) => [key, map[key as keyof P](functions)] as const);
      return { handlers: Object.fromEntries(entries) as { [K in keyof P]: HandlerOf<P[K]> } };
    },
  });
}
