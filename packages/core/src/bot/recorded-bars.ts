import { isBotError } from '@bot-v2/sdk';
import type { Bars, RunResult } from '@bot-v2/sdk';
import { collectLayers, overlayFlags } from '../config/index.js';
import { barsRequests } from '../run/index.js';
import { recordedConfig } from '../runs/index.js';
import { assemble } from './assemble.js';
import type { BotOptions } from './bot-options.js';
import { callOnce } from './call-once.js';

/** The bars of one symbol of a kept run, or why they cannot be had. */
export type RecordedBars = { readonly bars: Bars } | { readonly reason: string };

/**
 * The bars a kept run traded on, fetched again as its record asks for them: a record holds what came of the bars, not the
 * bars. What has another hash than the record's is not given out.
 * @throws BOT_CONFIG_*, BOT_REGISTRY_* when the present installation cannot be configured as the record says
 */
export async function recordedBars(
  recorded: RunResult,
  options: BotOptions = {},
): Promise<Readonly<Record<string, RecordedBars>>> {
  const { manifest } = recorded;
  const parts = await assemble(options, async (sources) => {
    const now = await collectLayers({ ...sources, flags: {}, set: [] });
    const given = overlayFlags(recordedConfig(manifest, now.given), sources);
    return { given, file: now.file, source: `the record of ${recorded.runId}` };
  });
  const found: Record<string, RecordedBars> = {};
  try {
    for (const [symbol, request] of barsRequests(parts.config)) {
      try {
        const { bars } = (await callOnce(parts, 'data.get_data', () => ({ request }))) as { bars: Bars };
        found[symbol] =
          bars.provenance.contentHash === manifest.data[symbol]
            ? { bars }
            : { reason: 'the data is no longer what the run was made on' };
      } catch (error) {
        if (!isBotError(error)) throw error;
        found[symbol] = { reason: error.message };
      }
    }
    return found;
  } finally {
    await parts.services.host.stop();
    await parts.services.sink.close();
  }
}
