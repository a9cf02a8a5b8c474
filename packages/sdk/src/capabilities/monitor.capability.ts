import { RunEvent } from '../ports/index.js';
import { defineCapability } from './define-capability.js';

/** Records an event and applies the alert rules to it. */
export const logEvent = defineCapability('monitor.log_event', {
  in: { event: RunEvent },
  out: {},
  version: '1.0',
  scope: 'portfolio',
  effects: 'read',
  call: (event: RunEvent) => ({ event }),
});
