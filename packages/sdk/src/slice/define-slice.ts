import { hasBrand, sliceBrand } from '../brand.js';
import { sdkApi } from '../manifest/sdk-api.js';
import type { CapabilityUse } from '../capabilities/capability-use.js';
import type { AnyCapability, HandlerOf } from '../capabilities/define-capability.js';
import type { StandardSchemaV1 } from '../standard-schema.js';
import type { Logger, Mode } from './run-context.js';

/** Capability tokens by the slice's own name for them. */
export type CapabilityRecord = Readonly<Record<string, AnyCapability>>;

/** What a slice calls of others, by its own name for it. */
export type ConsumedRecord = Readonly<Record<string, CapabilityUse>>;

/** What health says. A slice that is `down`, or throws when it is asked, is not used by a run. */
export interface Health {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly message: string;
}

/** A created slice: one handler per provided capability, and its life. */
export interface SliceInstance<P extends CapabilityRecord> {
  readonly handlers: { readonly [K in keyof P]: HandlerOf<P[K]> };
  start?(signal: AbortSignal): Promise<void> | void;
  stop?(): Promise<void> | void;
  health?(): Promise<Health> | Health;
}

/** What `create` receives. Configuration enters a slice here and nowhere else. */
export interface SliceDependencies<Cfg> {
  readonly config: Cfg;
  readonly log: Logger;
  /** Directory for what outlives a run, when there is one; may not exist yet. */
  readonly stateDir?: string | undefined;
}

/** The definition of a slice. */
export interface SliceDefinition<P extends CapabilityRecord, U extends ConsumedRecord, Cfg> {
  /** snake_case, unique among installed slices. */
  readonly id: string;
  /** Capabilities by method name. */
  readonly provides: P;
  /** Capabilities called through `ctx.use`, or `ifProvided(token)` for those called through `ctx.useIfProvided`. */
  readonly consumes?: U;
  /** Modes the slice takes part in; all when left out. */
  readonly modes?: readonly Mode[];
  /** What it needs of the world: `fs:read`, `fs:state`, `net:<host>`, `secret:<name>`. */
  readonly permissions?: readonly string[];
  /** Schema of the slice's section of the configuration; `{}` must be valid. */
  readonly config?: StandardSchemaV1<unknown, Cfg>;
  /** Synchronous, without I/O; that belongs to `start`. */
  create(dependencies: SliceDependencies<Cfg>): SliceInstance<P>;
}

/** A slice, as the default export of its package. */
export interface Slice<
  P extends CapabilityRecord = CapabilityRecord,
  U extends ConsumedRecord = ConsumedRecord,
  Cfg = unknown,
> extends SliceDefinition<P, U, Cfg> {
  readonly sdkApi: number;
  readonly [sliceBrand]: true;
}

/** Any slice, its types forgotten. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnySlice = Slice<any, any, any>;

/** Defines a slice. A missing or wrong handler does not compile; an undeclared one is refused at load. */
export function defineSlice<
  const P extends CapabilityRecord,
  const U extends ConsumedRecord = Record<never, never>,
  Cfg = Record<never, never>,
>(definition: SliceDefinition<P, U, Cfg>): Slice<P, U, Cfg> {
  if (!/^[a-z][a-z0-9_]*$/.test(definition.id)) {
    throw new TypeError(`a slice id is snake_case, not "${definition.id}"`);
  }
  return Object.freeze({ ...definition, sdkApi, [sliceBrand]: true as const });
}

/** Whether `value` is a slice, made by this copy of the sdk or by another. */
export function isSlice(value: unknown): value is AnySlice {
  return hasBrand(value, sliceBrand);
}
