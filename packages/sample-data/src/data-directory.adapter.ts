import { readFileSync } from 'node:fs';

/** Bytes of a file in the package's `data` folder, which is beside both `src` and `dist`. */
export function readDataFile(name: string): Uint8Array {
  return readFileSync(new URL(`../data/${name}`, import.meta.url));
}
