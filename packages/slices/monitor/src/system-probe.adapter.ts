import { statfs } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What was measured of process and machine; null where nothing could be measured. */
export interface SystemReading {
  /** Busy share of all processors since the last reading. */
  readonly cpu: number | null;
  /** Resident memory of this process ÷ memory it may use (the machine's, or the container's limit). */
  readonly memory: number;
  /** Bytes resident, and bytes it may use. */
  readonly residentBytes: number;
  readonly memoryBytes: number;
  /** Used share of the file system, as `df` counts it. */
  readonly disk: number | null;
  /** 99th percentile and largest delay of the event loop over the last minute or so, in ms. */
  readonly eventLoopLagMs: number | null;
  readonly eventLoopLagMaxMs: number | null;
}

/** Measures the process and the machine it runs on. Holds no process open. */
export interface SystemProbe {
  start(): void;
  read(): Promise<SystemReading>;
  stop(): void;
}

const resolutionMs = 10;

/** Processor time (of all processors together) below which a busy share says nothing: its clock ticks every 10 ms. */
const shortestMs = 200;

/** The histogram forgets after this long, not at each reading: the first interval after a reset is not in it. */
const lagWindowMs = 60_000;

/** @param diskPath a path on the file system to watch */
export function systemProbe(diskPath: string): SystemProbe {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  let running = false;
  let ticks: ReturnType<typeof cpuTicks> | null = null;
  let lagFrom = 0;
  const resetLag = (): void => {
    delay.reset();
    lagFrom = performance.now();
  };
  const cpuBusy = (): number | null => {
    const now = cpuTicks();
    const all = ticks === null ? 0 : now.all - ticks.all;
    if (ticks === null || all < shortestMs) return null;
    const busy = (now.busy - ticks.busy) / all;
    ticks = now;
    return busy;
  };
  return {
    start() {
      if (running) return;
      running = true;
      ticks = cpuTicks();
      resetLag();
      delay.enable();
    },
    async read() {
      const cpu = cpuBusy();
      const measured = running && delay.count > 0;
      const lag = measured ? delayToLag(delay.percentile(99)) : null;
      const lagMax = measured ? delayToLag(delay.max) : null;
      if (measured && performance.now() - lagFrom > lagWindowMs) resetLag();
      const residentBytes = process.memoryUsage.rss();
      const memoryBytes = memoryLimit();
      return {
        cpu,
        memory: residentBytes / memoryBytes,
        residentBytes,
        memoryBytes,
        disk: await diskUsed(diskPath),
        eventLoopLagMs: lag,
        eventLoopLagMaxMs: lagMax,
      };
    },
    stop() {
      running = false;
      ticks = null;
      delay.disable();
    },
  };
}

/** The histogram holds the time between two wake-ups in ns: the lag is what exceeds the interval asked for. */
function delayToLag(ns: number): number {
  return Math.max(0, ns / 1e6 - resolutionMs);
}

function cpuTicks(): { busy: number; all: number } {
  let busy = 0;
  let all = 0;
  for (const { times } of cpus()) {
    const total = times.user + times.nice + times.sys + times.irq + times.idle;
    all += total;
    busy += total - times.idle;
  }
  return { busy, all };
}

function memoryLimit(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/** null when the path cannot be read, or is on a file system without a size. */
async function diskUsed(path: string): Promise<number | null> {
  try {
    const { blocks, bfree, bavail } = await statfs(path);
    const used = blocks - bfree;
    return used + bavail > 0 ? used / (used + bavail) : null;
  } catch {
    return null;
  }
}
