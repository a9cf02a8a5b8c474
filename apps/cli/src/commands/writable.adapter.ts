import { accessSync, constants, existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Why a directory cannot be written, or undefined when it can. One that exists is written to and cleaned; one that does
 * not is judged by the nearest directory above it, and not created.
 */
export function whyUnwritable(directory: string): string | undefined {
  try {
    if (existsSync(directory)) {
      const probe = join(directory, `.write-test-${process.pid}`);
      writeFileSync(probe, '');
      rmSync(probe);
      return undefined;
    }
    let above = dirname(directory);
    while (!existsSync(above)) above = dirname(above);
    if (!statSync(above).isDirectory()) return `${above} is not a directory`;
    accessSync(above, constants.W_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String((error as { message?: unknown }).message ?? error);
  }
}
