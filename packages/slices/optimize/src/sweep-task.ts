import { Sweep } from '@bot-v2/engine';
import type { SweptTrial } from '@bot-v2/engine';
import { sweepInput } from './sweep-input.js';
import type { TrialBench } from './trial-run.js';
import type { SweepAnswer, SweepTask } from './worker-messages.js';

let current: { readonly run: number; readonly sweep: Sweep } | null = null;

/** Sweeps the sets of a task, in a worker: those of one run share their indicators. */
export function sweepTask(
  bench: TrialBench,
  { index, run, sets }: SweepTask,
): SweepAnswer & { fills: Float64Array<ArrayBuffer> } {
  if (current?.run !== run) current = { run, sweep: new Sweep(sweepInput(bench)) };
  const { sweep } = current;
  const found = sets.map((params) => sweep.trial(params));
  const trials = sweep.intact() ? found : found.map(() => null);
  const ends: number[] = [];
  let length = 0;
  for (const trial of trials) ends.push((length += trial?.fills.length ?? 0));
  const fills = new Float64Array(length);
  trials.forEach((trial, k) => trial !== null && fills.set(trial.fills, ends[k]! - trial.fills.length));
  return { index, trials: trials.map(withoutFills), ends, fills };
}

function withoutFills(trial: SweptTrial | null): Omit<SweptTrial, 'fills'> | null {
  if (trial === null) return null;
  const { fills: _, ...rest } = trial;
  return rest;
}

/** The trials of an answer, their fills views of its one column. */
export function trialsOf({ trials, ends, fills }: SweepAnswer): (SweptTrial | null)[] {
  return trials.map((trial, k) => trial && { ...trial, fills: fills.subarray(k === 0 ? 0 : ends[k - 1]!, ends[k]!) });
}
