import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { BotError } from '@bot-v2/sdk';
import type { Params } from './search-grid.js';
import { outOfTime } from './trial-executor.js';
import type { TrialExecutor } from './trial-executor.js';
import { failedOutcome } from './trial-run.js';
import type { TrialOutcome } from './trial-run.js';
import type { WorkerAnswer, WorkerBench, WorkerTask } from './worker-messages.js';

/** How a pool is made. */
export interface PoolOptions {
  readonly size: number;
  readonly signal: AbortSignal;
  readonly aborted: () => Error;
  /** Longest a trial may take, ms. */
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

/** Times a trial is tried again after its worker died. */
const retries = 2;

/** Threads worth having: one a core. */
export const coreCount = (): number => availableParallelism();

/** The worker's entry beside this file: the built one, or the source where packages run from their sources. */
export function workerEntry(): URL {
  const built = new URL('./trial-worker.adapter.js', import.meta.url);
  return existsSync(fileURLToPath(built)) ? built : new URL('./trial-worker.adapter.ts', import.meta.url);
}

interface Batch {
  readonly params: readonly Params[];
  readonly attempts: number[];
  readonly queue: number[];
  left: number;
  done: (k: number, outcome: TrialOutcome) => void;
  resolve: () => void;
  reject: (error: Error) => void;
}

interface Seat {
  worker: Worker;
  /** Whether its strategy is loaded: the time limit is the trial's, not the start's. */
  ready: boolean;
  task: number | null;
  timer: NodeJS.Timeout | undefined;
  overtime: boolean;
}

/**
 * Worker threads over shared bars. A trial whose worker dies (a crash, out of memory) is tried again up to twice in a new
 * one and then fails with the reason; one that runs into the time limit fails at once. The other trials go on.
 */
export class WorkerPool implements TrialExecutor {
  private seats: Seat[] = [];
  private batch: Batch | undefined;
  private readonly onAbort = () => this.stop(this.options.aborted());

  constructor(
    private readonly bench: WorkerBench,
    private readonly options: PoolOptions,
  ) {
    options.signal.addEventListener('abort', this.onAbort, { once: true });
  }

  run(params: readonly Params[], done: (k: number, outcome: TrialOutcome) => void): Promise<void> {
    if (this.options.signal.aborted) return Promise.reject(this.options.aborted());
    if (params.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const queue = params.map((_, k) => k);
      this.batch = { params, attempts: params.map(() => 0), queue, left: params.length, done, resolve, reject };
      const wanted = Math.min(this.options.size, params.length);
      while (this.seats.length < wanted) this.seats.push(this.open());
      for (const seat of this.seats) this.feed(seat);
    });
  }

  async close(): Promise<void> {
    this.options.signal.removeEventListener('abort', this.onAbort);
    const seats = this.seats;
    this.seats = [];
    await Promise.all(seats.map(({ worker, timer }) => (clearTimeout(timer), worker.terminate())));
  }

  private open(): Seat {
    const worker = new Worker(workerEntry(), {
      workerData: this.bench,
      resourceLimits: { maxOldGenerationSizeMb: this.options.memoryMb },
    });
    const seat: Seat = { worker, ready: false, task: null, timer: undefined, overtime: false };
    let reason = 'it ended by itself';
    worker.on('message', (answer: WorkerAnswer) => this.answered(seat, answer));
    worker.on('error', (error: Error) => (reason = error.message));
    worker.on('exit', (code) => this.died(seat, code === 0 ? reason : `${reason} (exit code ${code})`));
    return seat;
  }

  private feed(seat: Seat): void {
    const { batch } = this;
    if (batch === undefined || seat.task !== null) return;
    const index = batch.queue.shift();
    if (index === undefined) return;
    seat.task = index;
    batch.attempts[index]!++;
    const task: WorkerTask = { index, params: batch.params[index]! };
    seat.worker.postMessage(task);
    this.watch(seat);
  }

  private watch(seat: Seat): void {
    clearTimeout(seat.timer);
    if (!seat.ready || seat.task === null) return;
    seat.timer = setTimeout(() => {
      seat.overtime = true;
      void seat.worker.terminate();
    }, this.options.timeoutMs);
  }

  private answered(seat: Seat, answer: WorkerAnswer): void {
    if ('ready' in answer) {
      seat.ready = true;
      this.watch(seat);
      return;
    }
    clearTimeout(seat.timer);
    const { batch } = this;
    if (batch === undefined || seat.task !== answer.index || seat.overtime) return;
    seat.task = null;
    if ('fault' in answer) {
      const { code, message, hint } = answer.fault;
      this.stop(new BotError(code, message, hint === undefined ? {} : { hint }));
      return;
    }
    this.settle(answer.index, answer.outcome);
    this.feed(seat);
  }

  private died(seat: Seat, reason: string): void {
    clearTimeout(seat.timer);
    const place = this.seats.indexOf(seat);
    if (place < 0) return;
    const { batch } = this;
    const index = seat.task;
    if (batch === undefined || index === null) {
      this.seats.splice(place, 1);
      return;
    }
    this.seats[place] = this.open();
    if (seat.overtime) {
      this.settle(index, outOfTime(this.options.timeoutMs));
    } else if (batch.attempts[index]! > retries) {
      const text = `its worker died ${batch.attempts[index]!} times: ${reason}`;
      this.settle(index, failedOutcome(`BOT_STRATEGY_CRASHED: ${text}`));
    } else batch.queue.unshift(index);
    for (const each of this.seats) this.feed(each);
  }

  private settle(index: number, outcome: TrialOutcome): void {
    const { batch } = this;
    if (batch === undefined) return;
    try {
      batch.done(index, outcome);
    } catch (error) {
      this.stop(error as Error);
      return;
    }
    if (--batch.left > 0) return;
    this.batch = undefined;
    batch.resolve();
  }

  /** Ends the batch with an error; the workers that still compute are ended too. */
  private stop(error: Error): void {
    const { batch } = this;
    this.batch = undefined;
    void this.close();
    batch?.reject(error);
  }
}
