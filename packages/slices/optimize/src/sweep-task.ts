import { Sweep } from '@bot-v2/engine';
import type { SweptTrial } from '@bot-v2/engine';
import { sweepInput } from './sweep-input.js';
import type { TrialBench } from './trial-run.js';
import type { SweepAnswer, SweepTask } from './worker-messages.js';

let current: { readonly run: number; readonly sweep: Sweep } | null = null;

/** Sweeps the sets of a task, in a worker: those of one run share their indicators. A task without sets asks whether they are sound. */
export function sweepTask(bench: TrialBench, { index, run, sets }: SweepTask): SweepAnswer {
  if (current?.run !== run) current = { run, sweep: new Sweep(sweepInput(bench)) };
  const { sweep } = current;
  const trials = sweep.trials(sets);
  const sound = sets.length > 0 || sweep.intact();
  const ends: number[] = [];
  let count = 0;
  for (const trial of trials) ends.push((count += trial?.fills.count ?? 0));
  const rows = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * count));
  trials.forEach((trial, k) => {
    if (trial === null) return;
    const { fills } = trial;
    rows.set(fills.rows.subarray(fills.first, fills.first + fills.count), ends[k]! - fills.count);
  });
  const figures = trials.map((trial) => trial && { ...trial, fills: { ...trial.fills, rows: none } });
  return { index, sound, trials: figures, rows, ends };
}

const none = new Int32Array(0);

/** The trials of an answer, the rows of their fills in its one column. */
export function trialsOf({ trials, rows, ends }: SweepAnswer): (SweptTrial | null)[] {
  return trials.map((trial, k) => trial && { ...trial, fills: { ...trial.fills, rows, first: ends[k - 1] ?? 0 } });
}
