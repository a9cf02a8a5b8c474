import type { Sample } from './alert-engine.js';
import type { SystemReading } from './system-probe.adapter.js';

/** A reading as samples; what was not measured is left out. */
export function systemSamples({ cpu, memory, disk, eventLoopLagMs }: SystemReading): Sample[] {
  const samples: (Omit<Sample, 'value'> & { value: number | null })[] = [
    { metric: 'cpu', value: cpu },
    { metric: 'memory', value: memory },
    { metric: 'disk', value: disk },
    { metric: 'event_loop_lag_ms', value: eventLoopLagMs },
  ];
  return samples.filter((sample): sample is Sample => sample.value !== null);
}
