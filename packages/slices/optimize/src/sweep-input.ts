import type { SweepInput } from '@bot-v2/engine';
import { flatCapital } from './trial-run.js';
import type { TrialBench } from './trial-run.js';

/** A bench as a sweep takes it. */
export function sweepInput({ strategy, history, from, account }: TrialBench): SweepInput {
  return { strategy, bars: history, from, account: flatCapital(account) };
}
