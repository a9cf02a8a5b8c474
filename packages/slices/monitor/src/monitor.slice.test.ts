import { readFileSync } from 'node:fs';
import type { RunEvent } from '@bot-v2/sdk';
import { sliceConformance, testContext } from '@bot-v2/sdk/testing';
import slice from './index.js';

/** An event of a run; `at` in ms. */
function eventAt(at: number, event: Partial<RunEvent> = {}): RunEvent {
  return { runId: 'r-test', seq: 0, at, type: 'step.finished', severity: 'info', message: 'done', ...event };
}

const packageJson: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

describe('monitor meets the requirements on a slice', () => {
  const examples = { log_event: () => ({ input: { event: eventAt(0) }, context: testContext() }) };
  for (const check of sliceConformance(slice, { packageJson, examples })) it(check.name, check.run);
});
