import type { AnyCapability } from './define-capability.js';

/** A capability a slice makes use of where it is there, and can do without. */
export interface OptionalCapability<C extends AnyCapability = AnyCapability> {
  readonly capability: C;
  readonly optional: true;
}

/** What a slice declares in `consumes`: a token it needs, or one wrapped by `ifProvided`. */
export type CapabilityUse = AnyCapability | OptionalCapability;

/** The slice works without a provider of this capability; it asks with `ctx.useIfProvided`. */
export function ifProvided<C extends AnyCapability>(capability: C): OptionalCapability<C> {
  return { capability, optional: true };
}

/** A declaration of `consumes` in its full form. */
export function capabilityUse(declaration: CapabilityUse): {
  readonly capability: AnyCapability;
  readonly optional: boolean;
} {
  return 'capability' in declaration
    ? (declaration as OptionalCapability)
    : { capability: declaration, optional: false };
}
