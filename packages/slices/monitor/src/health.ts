import type { Health } from '@bot-v2/sdk';
import type { AlertEngine } from './alert-engine.js';
import { inUnit } from './alert-event.js';
import type { SystemReading } from './system-probe.adapter.js';

/** A reading and the active alerts as one line; a figure that was not measured is left out. */
export function healthOf(reading: SystemReading, active: ReturnType<AlertEngine['active']>, recorded: number): Health {
  const { cpu, memory, residentBytes, disk, eventLoopLagMs, eventLoopLagMaxMs } = reading;
  const parts = [
    eventLoopLagMs === null
      ? null
      : `event-loop lag ${inUnit('event_loop_lag_ms', eventLoopLagMs)} (p99, max ${inUnit('event_loop_lag_ms', eventLoopLagMaxMs ?? eventLoopLagMs)})`,
    cpu === null ? null : `cpu ${inUnit('cpu', cpu)}`,
    `memory ${Math.round(residentBytes / 2 ** 20)} MiB (${inUnit('memory', memory)})`,
    disk === null ? null : `disk ${inUnit('disk', disk)} used`,
    `${recorded} events`,
    active.length === 0 ? 'no alerts' : `alerts: ${active.map(alertText).join(', ')}`,
  ].filter((part) => part !== null);
  return { status: active.some((alert) => alert.severity === 'error') ? 'degraded' : 'ok', message: parts.join(', ') };
}

function alertText({ key, acknowledged }: { readonly key: string; readonly acknowledged: boolean }): string {
  return acknowledged ? `${key} (acknowledged)` : key;
}
