import type { RunPolicies } from './run-policies.js';

/** The switches of named conventions as stated facts for a report: `loop.positions: fifo-lots` and so on. */
export function policiesStated({ name, loop, report }: RunPolicies): Record<string, string | number | boolean> {
  const stated: Record<string, string | number | boolean> = { conventions: name };
  const add = (group: string, switches: object) => {
    for (const [key, value] of Object.entries(switches) as [string, unknown][]) {
      if (typeof value === 'object' && value !== null) add(`${group}.${key}`, value);
      else stated[`${group}.${key}`] = value as string | number | boolean;
    }
  };
  add('loop', loop);
  add('report', report);
  return stated;
}
