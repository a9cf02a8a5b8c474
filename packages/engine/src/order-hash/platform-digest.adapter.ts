/** SHA-256 of bytes as hex digits. */
export type Digest = (bytes: Uint8Array) => string;

interface HashModule {
  createHash(name: 'sha256'): { update(bytes: Uint8Array): { digest(encoding: 'hex'): string } };
}
interface Platform {
  readonly process?: { readonly getBuiltinModule?: (id: 'node:crypto') => HashModule | undefined };
}

/** The platform's own SHA-256, about seven times as fast as ours on long input; null where there is none (a browser). */
export const platformDigest: Digest | null = digestOf(globalThis as Platform);

function digestOf({ process }: Platform): Digest | null {
  const hashes = process?.getBuiltinModule?.('node:crypto');
  return hashes === undefined ? null : (bytes) => hashes.createHash('sha256').update(bytes).digest('hex');
}
