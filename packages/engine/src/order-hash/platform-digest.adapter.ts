import type { RunningDigest } from './running-digest.js';

interface Hash {
  update(bytes: Uint8Array): unknown;
  digest(encoding: 'hex'): string;
}
interface HashModule {
  createHash(name: 'sha256'): Hash;
}
interface Platform {
  readonly process?: { readonly getBuiltinModule?: (id: 'node:crypto') => HashModule | undefined };
}

/** The platform's own SHA-256, about seven times as fast as ours on long input; null where there is none (a browser). */
export const platformSha256: (() => RunningDigest) | null = sha256Of(globalThis as Platform);

function sha256Of({ process }: Platform): (() => RunningDigest) | null {
  const hashes = process?.getBuiltinModule?.('node:crypto');
  if (hashes === undefined) return null;
  return () => {
    const hash = hashes.createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
  };
}
