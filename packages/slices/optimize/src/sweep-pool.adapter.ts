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
 * Sweeps in worker threads over shared bars. What a worker has swept of a batch when it dies, or takes too long, is null: the
 * loop runs it and finds out why.
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
    const answers: (readonly (SweptTrial | null)[])[] = tasks.map(({ sets }) => sets.map(() => null));
    let next = 0;
    const work = async (seat: number) => {
      // Figures count once it is known that the worker's trials have not spoilt each other.
      let open: SweepAnswer[] = [];
      while (next < tasks.length) {
        const answer = await this.ask(seat, tasks[next++]!);
        if (answer === null) open = [];
        else open.push(answer);
      }
      if (open.length === 0) return;
      const last = await this.ask(seat, { index: tasks.length, run, sets: [] });
      if (last?.sound === true) for (const answer of open) answers[answer.index] = trialsOf(answer);
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
      const heard = (answer: SweepAnswer | { readonly ready: true }) => {
        if ('trials' in answer) end(answer);
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
