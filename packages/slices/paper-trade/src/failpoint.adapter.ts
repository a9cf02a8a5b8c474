import type { AppendObserver } from './store/index.js';

/** Kills this process (SIGKILL) inside its n-th append, so that what a crash leaves behind can be tested. */
export function failpoint(n: number): AppendObserver {
  return (count, stage) => {
    if (count === n && stage === 'begun') process.kill(process.pid, 'SIGKILL');
  };
}
