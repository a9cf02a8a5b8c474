/** SHA-256 of bytes, given in parts, as hex digits. */
export type Digest = (parts: readonly Uint8Array[]) => string;

interface Hash {
  update(bytes: Uint8Array): Hash;
  digest(encoding: 'hex'): string;
}
interface HashModule {
  createHash(name: 'sha256'): Hash;
}
interface Platform {
  readonly process?: { readonly getBuiltinModule?: (id: 'node:crypto') => HashModule | undefined };
}

/** The platform's own SHA-256, about seven times as fast as ours on long input; null where there is none (a browser). */
export const platformDigest: Digest | null = digestOf(globalThis as Platform);

function digestOf({ process }: Platform): Digest | null {
  const hashes = process?.getBuiltinModule?.('node:crypto');
  if (hashes === undefined) return null;
  return (parts) => parts.reduce((hash, part) => hash.update(part), hashes.createHash('sha256')).digest('hex');
}
