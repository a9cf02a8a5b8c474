import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Kept between runs: the package is 120 MB. */
const folder = join(tmpdir(), 'bot-v2-node-24');
const binary = join(folder, 'node_modules/node/bin/node');

/** The binary of Node 24, installed with npm on first use; the reason when it cannot be had. */
export function node24(): { readonly binary: string } | { readonly why: string } {
  const version = () => execFileSync(binary, ['--version'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    if (!existsSync(binary)) {
      mkdirSync(folder, { recursive: true });
      const args = ['install', '--no-audit', '--no-fund', '--prefix', folder, 'node@24'];
      execFileSync('npm', args, { stdio: 'pipe', timeout: 120_000 });
    }
    return version().startsWith('v24.') ? { binary } : { why: `it is ${version()}` };
  } catch (error) {
    return { why: String((error as Error).message).split('\n')[0]! };
  }
}
