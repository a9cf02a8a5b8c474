import type { Trial } from '@bot-v2/sdk';

/** Parameters by name; a switch is named when on, and not shown when off. */
export function paramsText(params: Trial['params']): string {
  const shown = Object.entries(params).filter(([, value]) => value !== false);
  return shown.map(([name, value]) => (value === true ? name : `${name} ${String(value)}`)).join(', ');
}
