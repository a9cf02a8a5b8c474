import { explain } from '@bot-v2/core/registry';
import type { RunArguments } from '../arguments/invocation.js';
import type { Host, Terminal } from '../terminal/terminal.js';
import { openBot } from './open-bot.js';

/**
 * Says all that is known of a slice, package, strategy or capability: why it is refused; or, when its manifest is
 * accepted, whether its code also imports, starts and is healthy, which only trying can show.
 * @throws BOT_REGISTRY_MISSING with the nearest name
 */
export async function explainSlice(name: string, run: RunArguments, host: Host, terminal: Terminal): Promise<number> {
  const bot = await openBot(run, host);
  try {
    const lines = [...explain(name, bot.candidates)];
    const named = bot.candidates.filter(
      ({ id, name: packageName, manifest, status }) =>
        status === 'loaded' &&
        manifest?.kind === 'slice' &&
        (id === name || packageName === name || Object.hasOwn(manifest.provides, name)),
    );
    if (named.length > 0) {
      const health = await bot.health();
      for (const candidate of named) {
        const own = health.find((entry) => entry.slice === candidate.id);
        if (own?.error !== undefined) {
          lines.push(`  fails: ${own.error.code} ${own.error.message}`);
          if (own.error.hint !== undefined) lines.push(`  what to do: ${own.error.hint}`);
        } else if (own !== undefined) {
          lines.push(`  starts: ${own.health === null ? 'yes' : `${own.health.status}, ${own.health.message}`}`);
        }
      }
    }
    terminal.out.write(`${lines.join('\n')}\n`);
    return 0;
  } finally {
    await bot.close();
  }
}
