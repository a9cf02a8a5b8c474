import { defineSlice, logEvent } from '@bot-v2/sdk';
import { monitorConfig } from './config.schema.js';
import { Monitor } from './monitor.js';
import { systemProbe } from './system-probe.adapter.js';

/** `monitor`: structured events, alerts by rule, and the health of process and machine. */
export const monitor = defineSlice({
  id: 'monitor',
  provides: { log_event: logEvent },
  permissions: ['fs:state'],
  config: monitorConfig,
  create: ({ config }) => {
    const instance = new Monitor(config, systemProbe(config.diskPath));
    return {
      handlers: {
        log_event: async ({ event }, ctx) => {
          await instance.record(event, ctx);
          return {};
        },
      },
      start: () => instance.start(),
      health: () => instance.health(),
      stop: () => instance.stop(),
    };
  },
});
