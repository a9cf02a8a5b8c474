import { performance } from 'node:perf_hooks';
import type { Clock } from '@bot-v2/sdk';

/** The machine's clock: the only place where the core asks what time it is. */
export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
