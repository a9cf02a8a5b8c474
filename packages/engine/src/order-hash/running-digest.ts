/** A digest of bytes that come in parts, one after the other. */
export interface RunningDigest {
  /** Adds bytes; they may be overwritten afterwards. */
  update(bytes: Uint8Array): void;
  /** The digest as lower-case hex digits. Ends it: nothing may be added or asked any more. */
  hex(): string;
}
