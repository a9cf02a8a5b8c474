import { capabilityBrand, hasBrand } from '../brand.js';
import type { PortDeclaration, PortUse, PortValue } from '../ports/port-type.js';
import type { RunContext } from '../slice/run-context.js';

/** Named ports. */
export type PortRecord = Readonly<Record<string, PortDeclaration>>;

type OptionalKeys<R extends PortRecord> = {
  [K in keyof R]: R[K] extends PortUse<infer _T, infer _M, infer O> ? (true extends O ? K : never) : never;
}[keyof R];

/** The object a record of ports describes. */
export type PortValues<R extends PortRecord> = {
  readonly [K in Exclude<keyof R, OptionalKeys<R>>]: PortValue<R[K]>;
} & { readonly [K in OptionalKeys<R>]?: PortValue<R[K]> | undefined };

/** What a capability is: `<namespace>.<method>`, its ports, and what it may do. */
export interface CapabilityDefinition<In extends PortRecord, Out extends PortRecord, Args extends readonly unknown[]> {
  readonly in: In;
  readonly out: Out;
  /** `major.minor`; consumers need the same major and at least their minor. */
  readonly version: string;
  /** Other method names under the same namespace. */
  readonly aliases?: readonly string[];
  /** Called once per symbol, or once with all of them. */
  readonly scope: 'symbol' | 'portfolio';
  /** What a call touches: nothing, something read, or a venue. */
  readonly effects: 'none' | 'read' | 'venue';
  /** Turns the positional arguments of the facade into the input. */
  readonly call?: (...args: Args) => PortValues<In>;
}

/** A capability token. It carries the types: a consumer imports the token, never the provider. */
export interface Capability<
  In extends PortRecord = PortRecord,
  Out extends PortRecord = PortRecord,
  Args extends readonly unknown[] = readonly never[],
> extends CapabilityDefinition<In, Out, Args> {
  readonly id: string;
  readonly namespace: string;
  readonly method: string;
  readonly aliases: readonly string[];
  readonly [capabilityBrand]: true;
}

/** Any capability, its types forgotten. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyCapability = Capability<any, any, any>;

/** The input of a capability. */
export type InputOf<C> = C extends Capability<infer In, infer _Out, infer _Args> ? PortValues<In> : never;
/** The output of a capability. */
export type OutputOf<C> = C extends Capability<infer _In, infer Out, infer _Args> ? PortValues<Out> : never;
/** A provider's function for a capability. */
export type HandlerOf<C> = (input: InputOf<C>, ctx: RunContext) => OutputOf<C> | Promise<OutputOf<C>>;

const idPattern = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/;

/**
 * Declares a capability.
 * @throws TypeError when the id is not `namespace.method` in snake case.
 */
export function defineCapability<
  const In extends PortRecord,
  const Out extends PortRecord,
  Args extends readonly unknown[] = readonly never[],
>(id: string, definition: CapabilityDefinition<In, Out, Args>): Capability<In, Out, Args> {
  if (!idPattern.test(id)) throw new TypeError(`a capability id is namespace.method in snake_case, not "${id}"`);
  const [namespace, method] = id.split('.') as [string, string];
  return Object.freeze({
    ...definition,
    aliases: definition.aliases ?? [],
    id,
    namespace,
    method,
    [capabilityBrand]: true as const,
  });
}

/** Whether `value` is a capability token, made by this copy of the sdk or by another. */
export function isCapability(value: unknown): value is AnyCapability {
  return hasBrand(value, capabilityBrand);
}
