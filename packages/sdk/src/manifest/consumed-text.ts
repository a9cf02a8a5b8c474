/** A consumed capability as a manifest writes it. */
export interface ConsumedReference {
  /** `major.minor` needed. */
  readonly version: string;
  /** The slice can do without. */
  readonly optional: boolean;
}

/** `1.0`, or `1.0?` for a capability the slice can do without. */
export function consumedText(version: string, optional: boolean): string {
  return optional ? `${version}?` : version;
}

/** Reads the text of a consumed capability. */
export function parseConsumed(text: string): ConsumedReference {
  const optional = text.endsWith('?');
  return { version: optional ? text.slice(0, -1) : text, optional };
}
