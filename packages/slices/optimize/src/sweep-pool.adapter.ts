import { Worker } from 'node:worker_threads';
import type { SweptTrial } from '@bot-v2/engine';
import { BotError } from '@bot-v2/sdk';
import type { Params } from './search-grid.js';
import type { Sweeper } from './sweep-executor.js';
import { trialsOf } from './sweep-task.js';
import { workerEntry } from './worker-pool.adapter.js';
import type { PoolOptions } from './worker-pool.adapter.js';
import type { SweepAnswer, SweepTask, WorkerBench, WorkerFault } from './worker-messages.js';

/** Tasks a worker gets of a batch, so that none waits long for the last one. */
const tasksPerWorker = 6;

/**
 * Sweeps in worker threads over shared bars. What a worker has swept when it dies, or takes too long, is swept again set by set;
 * a set that takes its worker down again is null: the loop runs it and finds out why.
 */
export class SweepPool implements Sweeper {
  private workers = new Map<number, Worker>();
  private run = 0;
  /** False once a trial has written into what others share. */
  private sound = true;
  private stop: ((error: Error) => void) | null = null;
  private readonly onAbort = () => {
    this.stop?.(this.options.aborted());
    void this.close();
  };

  constructor(
    private readonly bench: WorkerBench,
    private readonly options: PoolOptions,
  ) {
    options.signal.addEventListener('abort', this.onAbort, { once: true });
  }

  async sweep(batch: readonly Params[]): Promise<readonly (SweptTrial | null)[]> {
    const { signal, aborted, size } = this.options;
    if (signal.aborted) throw aborted();
    const found = batch.map((): SweptTrial | null => null);
    const share = Math.max(1, Math.ceil(batch.length / (size * tasksPerWorker)));
    const stopped = new Promise<never>((_, reject) => (this.stop = reject));
    try {
      const lost = await Promise.race([this.pass(batch, range(batch.length), share, found), stopped]);
      if (lost.length > 0) await Promise.race([this.pass(batch, lost, 1, found), stopped]);
    } finally {
      this.stop = null;
    }
    return this.sound ? found : found.map(() => null);
  }

  /**
   * Sweeps the sets at given places of a batch, so many a task.
   * @returns the places whose worker died; a set alone in its task is not lost with others
   */
  private async pass(
    batch: readonly Params[],
    places: readonly number[],
    share: number,
    found: (SweptTrial | null)[],
  ): Promise<readonly number[]> {
    const run = this.run++;
    const tasks: (readonly number[])[] = [];
    for (let at = 0; at < places.length; at += share) tasks.push(places.slice(at, at + share));
    const lost: number[] = [];
    let next = 0;
    const work = async (seat: number) => {
      // Figures count once it is known that the worker's trials have not spoilt each other.
      let open: { readonly task: readonly number[]; readonly answer: SweepAnswer }[] = [];
      const settle = async () => {
        const swept = open;
        open = [];
        if (swept.length === 0 || this.stop === null) return;
        const last = await this.ask(seat, { index: tasks.length, run, sets: [] });
        if (last === null) lost.push(...swept.flatMap(({ task }) => task));
        else if (!last.sound) this.sound = false;
        else for (const { task, answer } of swept) trialsOf(answer).forEach((trial, k) => (found[task[k]!] = trial));
      };
      while (next < tasks.length && this.sound && this.stop !== null) {
        const index = next++;
        const task = tasks[index]!;
        const answer = await this.ask(seat, { index, run, sets: task.map((place) => batch[place]!) });
        if (answer !== null) open.push({ task, answer });
        else {
          lost.push(...task, ...open.flatMap((each) => each.task));
          open = [];
        }
        if (share === 1) await settle();
      }
      await settle();
    };
    const seats = Math.min(this.options.size, tasks.length);
    await Promise.all(Array.from({ length: seats }, (_, seat) => work(seat)));
    return lost;
  }

  /** Null when the worker ended, or had to be. */
  private ask(seat: number, task: SweepTask): Promise<SweepAnswer | null> {
    const worker = this.workers.get(seat) ?? this.open();
    this.workers.set(seat, worker);
    return new Promise((resolve) => {
      const end = (answer: SweepAnswer | null) => {
        clearTimeout(timer);
        worker.off('message', heard);
        worker.off('exit', died);
        if (answer === null && this.workers.get(seat) === worker) this.workers.delete(seat);
        resolve(answer);
      };
      const heard = (answer: SweepAnswer | WorkerFault | { readonly ready: true }) => {
        if ('trials' in answer) end(answer);
        if (!('fault' in answer)) return;
        const { code, message, hint } = answer.fault;
        this.stop?.(new BotError(code, message, hint === undefined ? {} : { hint }));
        void this.close();
      };
      const died = () => end(null);
      const timer = setTimeout(() => void worker.terminate(), this.options.timeoutMs * Math.max(1, task.sets.length));
      worker.on('message', heard);
      worker.on('exit', died);
      worker.postMessage(task);
    });
  }

  private open(): Worker {
    const worker = new Worker(workerEntry(), {
      workerData: this.bench,
      resourceLimits: { maxOldGenerationSizeMb: this.options.memoryMb },
    });
    // The exit that follows is what counts; unheard, an error would end this thread.
    worker.on('error', () => undefined);
    return worker;
  }

  async close(): Promise<void> {
    this.options.signal.removeEventListener('abort', this.onAbort);
    const { workers } = this;
    this.workers = new Map();
    await Promise.all([...workers.values()].map((worker) => worker.terminate()));
  }
}

const range = (length: number) => Array.from({ length }, (_, place) => place);
