import { explain, namedBy } from '@bot-v2/core/registry';
import type { RunArguments } from '../arguments/invocation.js';
import type { Host, Terminal } from '../terminal/terminal.js';
import { candidateData } from './list-slices.command.js';
import { openBot } from './open-bot.js';
import { writeOutput } from './write-output.js';

/**
 * Says all that is known of a slice, package, strategy or capability: why it is refused; or, when its manifest is
 * accepted, whether its code also imports, starts and is healthy, which only trying can show.
 * @throws BOT_REGISTRY_MISSING with the nearest name
 */
export async function explainSlice(name: string, run: RunArguments, host: Host, terminal: Terminal): Promise<number> {
  const bot = await openBot(run, host);
  try {
    const lines = [...explain(name, bot.candidates)];
    const candidates = namedBy(name, bot.candidates);
    const slices = candidates.filter(({ status, kind }) => status === 'loaded' && kind === 'slice');
    const health = slices.length === 0 ? [] : await bot.health();
    const found = slices.map(({ id }) => health.find((entry) => entry.slice === id));
    for (const own of found) {
      if (own?.error !== undefined) {
        lines.push(`  fails: ${own.error.code} ${own.error.message}`);
        if (own.error.hint !== undefined) lines.push(`  what to do: ${own.error.hint}`);
      } else if (own !== undefined) {
        lines.push(`  starts: ${own.health === null ? 'yes' : `${own.health.status}, ${own.health.message}`}`);
      }
    }
    const data = {
      name,
      candidates: candidates.map(candidateData),
      health: found.filter((entry) => entry !== undefined),
    };
    writeOutput(run.output, terminal, data, () => lines);
    return 0;
  } finally {
    await bot.close();
  }
}
