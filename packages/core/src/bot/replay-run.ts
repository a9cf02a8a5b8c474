import { BotError } from '@bot-v2/sdk';
import type { Clock, RunEvent, RunManifest, RunResult } from '@bot-v2/sdk';
import { collectLayers, overlayFlags } from '../config/index.js';
import { differences, outcomeText, recordedConfig, whatChanged } from '../runs/index.js';
import type { Change, Difference } from '../runs/index.js';
import { systemClock } from '../system-clock.adapter.js';
import { diagnosticError, parseText } from '../workflow/index.js';
import type { Workflow } from '../workflow/index.js';
import { assemble } from './assemble.js';
import type { BotOptions } from './bot-options.js';
import { runOnce } from './run-once.js';

/** A bot's options; `flags` and `set` are what is deliberately changed against the record. */
export interface ReplayOptions extends BotOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
}

/** What running it again gave. */
export interface Replay {
  readonly result: RunResult;
  /** Whether decisions, orders, fills and every figure are the same to the bit. */
  readonly same: boolean;
  /** What went in and is not what it was; empty when nothing changed. */
  readonly changes: readonly Change[];
  /** Where the outcomes differ. */
  readonly differences: readonly Difference[];
}

async function recordedWorkflow({ workflow: { name, source } }: RunManifest): Promise<Workflow> {
  const { workflows, diagnostics } = await parseText(source, `recorded workflow ${name}`);
  if (diagnostics.length > 0) throw diagnosticError(diagnostics);
  const found = workflows.find((workflow) => workflow.name === name);
  if (found !== undefined) return found;
  throw new BotError('BOT_RUN_RECORD', `the record holds no workflow "${name}"`, { hint: 'Run it again.' });
}

/** The clock of the recorded run: it stands at its start, and goes on only for durations. */
function clockOf({ createdAt }: RunManifest): Clock {
  return { now: () => createdAt, monotonic: () => systemClock.monotonic() };
}

/**
 * Runs a recorded backtest or optimization again, from its manifest alone, and compares to the bit. State directory, log,
 * trust and secrets are those of the present.
 * @throws BOT_RUN_REPLAY for a session, which is resumed and not replayed; BOT_CONFIG_*, BOT_WF_*, BOT_REGISTRY_* when
 * the present installation cannot run it
 */
export async function replayRun(recorded: RunResult, options: ReplayOptions = {}): Promise<Replay> {
  const { manifest, mode } = recorded;
  if (mode !== 'backtest' && mode !== 'optimize') {
    throw new BotError('BOT_RUN_REPLAY', `${recorded.runId} is a ${mode} session: it is resumed, not replayed`, {
      hint: `Start the same session again: bot-v2 --mode ${mode}.`,
    });
  }
  const workflow = await recordedWorkflow(manifest);
  const { signal, onEvent, ...surroundings } = options;
  const parts = await assemble({ ...surroundings, clock: clockOf(manifest) }, async (sources) => {
    const now = await collectLayers({ ...sources, flags: {}, set: [] });
    const given = overlayFlags(recordedConfig(manifest, now.given), sources);
    return { given, file: now.file, source: `the record of ${recorded.runId}` };
  });
  try {
    const result = await runOnce(parts, { params: manifest.params, signal, onEvent }, workflow);
    const before = outcomeText(recorded);
    const after = outcomeText(result);
    return {
      result,
      same: before === after,
      changes: whatChanged(manifest, result.manifest),
      differences: before === after ? [] : differences(JSON.parse(before), JSON.parse(after)),
    };
  } finally {
    await parts.services.host.stop();
    await parts.services.sink.close();
  }
}
