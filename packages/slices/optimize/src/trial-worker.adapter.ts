import { parentPort, workerData } from 'node:worker_threads';
import { errorData, isBotError, isStrategy, symbolStrategy } from '@bot-v2/sdk';
import type { AnyStrategy } from '@bot-v2/sdk';
import { sweepTask } from './sweep-task.js';
import { runTrial } from './trial-run.js';
import type { SweepTask, WorkerAnswer, WorkerBench, WorkerTask } from './worker-messages.js';

/** Entry of a worker thread: imports the strategy once, then runs the trials it is sent. */
const { module, ...bench } = workerData as WorkerBench;

async function load(): Promise<AnyStrategy> {
  const exports = (await import(module.url)) as Record<string, unknown>;
  const strategy = exports[module.export];
  if (!isStrategy(strategy)) throw new TypeError(`${module.url}: its export "${module.export}" is not a strategy`);
  return symbolStrategy(strategy);
}

function failure(index: number, error: unknown): WorkerAnswer {
  const message = error instanceof Error ? error.message : String(error);
  return { index, fault: isBotError(error) ? errorData(error) : { code: 'BOT_INVARIANT', message } };
}

const loading = load();
const post = (answer: WorkerAnswer) => parentPort!.postMessage(answer);
// A strategy that cannot be imported is answered to each task; unheard here it would end the thread.
loading.then(
  () => post({ ready: true }),
  () => post({ ready: true }),
);

parentPort!.on('message', (task: WorkerTask | SweepTask) => {
  if ('sets' in task) {
    loading
      .then((strategy) => sweepTask({ ...bench, strategy }, task))
      .then(
        (answer) => parentPort!.postMessage(answer),
        (error: unknown) => (isBotError(error) ? post(failure(task.index, error)) : process.exit(1)),
      );
    return;
  }
  loading
    .then((strategy): WorkerAnswer => ({ index: task.index, outcome: runTrial({ ...bench, strategy }, task.params) }))
    .catch((error: unknown) => failure(task.index, error))
    .then(post, (error: unknown) => post(failure(task.index, error)));
});
