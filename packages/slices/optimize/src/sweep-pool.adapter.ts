import { Worker } from 'node:worker_threads';
import type { SweptTrial } from '@bot-v2/engine';
import type { Params } from './search-grid.js';
import type { Sweeper } from './sweep-executor.js';
import { trialsOf } from './sweep-task.js';
import { workerEntry } from './worker-pool.adapter.js';
import type { PoolOptions } from './worker-pool.adapter.js';
import type { SweepAnswer, SweepTask, WorkerBench } from './worker-messages.js';

/** Tasks a worker gets of a batch, so that none waits long for the last one. */
const tasksPerWorker = 6;

/**
 * Sweeps in worker threads over shared bars. What a worker that dies, or takes too long, was sweeping is null: the loop
 * runs it and finds out why.
 */
export class SweepPool implements Sweeper {
  private workers = new Map<number, Worker>();
  private run = 0;
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
    const run = this.run++;
    const share = Math.max(1, Math.ceil(batch.length / (size * tasksPerWorker)));
    const tasks: SweepTask[] = [];
    for (let at = 0; at < batch.length; at += share) {
      tasks.push({ index: tasks.length, run, sets: batch.slice(at, at + share) });
    }
    const answers: (readonly (SweptTrial | null)[])[] = [];
    let next = 0;
    const work = async (seat: number) => {
      while (next < tasks.length) {
        const task = tasks[next++]!;
        answers[task.index] = (await this.ask(seat, task)) ?? task.sets.map(() => null);
      }
    };
    const seats = Array.from({ length: Math.min(size, tasks.length) }, (_, seat) => work(seat));
    const stopped = new Promise<never>((_, reject) => (this.stop = reject));
    try {
      await Promise.race([Promise.all(seats), stopped]);
    } finally {
      this.stop = null;
    }
    return answers.flat();
  }

  /** Null when the worker ended, or had to be. */
  private ask(seat: number, task: SweepTask): Promise<readonly (SweptTrial | null)[] | null> {
    const worker = this.workers.get(seat) ?? this.open();
    this.workers.set(seat, worker);
    return new Promise((resolve) => {
      const end = (answer: readonly (SweptTrial | null)[] | null) => {
        clearTimeout(timer);
        worker.off('message', heard);
        worker.off('exit', died);
        if (answer === null && this.workers.get(seat) === worker) this.workers.delete(seat);
        resolve(answer);
      };
      const heard = (answer: SweepAnswer | { readonly ready: true }) => {
        if ('trials' in answer) end(trialsOf(answer));
      };
      const died = () => end(null);
      const timer = setTimeout(() => void worker.terminate(), this.options.timeoutMs * task.sets.length);
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
