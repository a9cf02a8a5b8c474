import { createHash } from 'node:crypto';

/** `r-` and five base-36 digits of a hash of what makes the run this run. */
export function runIdOf(parts: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  const number = digest.readUIntBE(0, 6) % 36 ** 5;
  return `r-${number.toString(36).padStart(5, '0')}`;
}

/** A 32-bit seed for one labelled use of randomness, derived from the run's seed. */
export function seedFor(seed: number, owner: string, label: string): number {
  return createHash('sha256').update(`${seed}\n${owner}\n${label}`).digest().readUInt32BE(0);
}
