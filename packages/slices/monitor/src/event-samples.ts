import type { RunEvent } from '@bot-v2/sdk';
import type { Sample } from './alert-engine.js';

/**
 * What one event measures: `data.durationMs` of a step that reads from outside (`data.effects` is `read`) is a response
 * time, that of one which only computes is not; `data.status` of an event whose type ends in `.health` says whether its
 * slice is down.
 */
export function eventSamples({ type, slice, step, data }: RunEvent): Sample[] {
  const samples: Sample[] = [];
  const duration = data?.['durationMs'];
  if (typeof duration === 'number' && data?.['effects'] === 'read' && (step ?? slice) !== undefined) {
    samples.push({ metric: 'response_ms', value: duration, subject: step ?? slice });
  }
  const status = data?.['status'];
  if (type.endsWith('.health') && typeof status === 'string') {
    samples.push({ metric: 'component_down', value: status === 'down' ? 1 : 0, subject: slice ?? step });
  }
  return samples;
}
