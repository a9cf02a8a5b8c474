import type { EventInput } from '@bot-v2/sdk';
import type { Alert } from './alert-engine.js';
import type { Metric } from './alert-rule.js';

/** An alert as the event `alert.raised`; `data.key` is what an `alert.acknowledged` event names. */
export function alertEvent({ key, rule, value, subject, since, reminder, suppressed }: Alert): EventInput {
  const what = subject === undefined ? rule.metric : `${rule.metric} of ${subject}`;
  const text =
    rule.metric === 'component_down'
      ? `${subject ?? 'a component'} is down`
      : exceeded(what, rule.metric, value, rule.above);
  return {
    type: 'alert.raised',
    severity: rule.severity,
    message: reminder ? `still: ${text}` : text,
    slice: 'monitor',
    data: { key, rule: rule.name, metric: rule.metric, value, above: rule.above, since, reminder, suppressed },
  };
}

function exceeded(what: string, metric: Metric, value: number, above: number): string {
  return `${what} is ${inUnit(metric, value)}, above ${inUnit(metric, above)}`;
}

/** A value of a metric with its unit. */
export function inUnit(metric: Metric, value: number): string {
  return metric.endsWith('_ms') ? `${Number(value.toFixed(1))} ms` : `${Number((value * 100).toFixed(1))} %`;
}
