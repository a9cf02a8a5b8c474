import type { RunResult } from '@bot-v2/sdk';
import type { Fact } from './fact.js';
import { duration } from './format-number.js';

/** What did not run, and the identity of the run. */
export function runFacts(result: RunResult): Fact[] {
  return [
    ...result.degraded.map((text) => ({ label: 'Degraded', text })),
    { label: 'Run', text: `${result.runId} · seed ${result.manifest.seed} · ${duration(result.durationMs)}` },
  ];
}
