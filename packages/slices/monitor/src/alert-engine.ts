import type { AlertRule, Metric } from './alert-rule.js';

/** One measured value; `subject` tells several sources of a metric apart (a component, a step). */
export interface Sample {
  readonly metric: Metric;
  readonly value: number;
  readonly subject?: string | undefined;
}

/** An alert to be sent: a condition that began, or a reminder that it lasts and nobody has acknowledged it. */
export interface Alert {
  /** Rule name, and the subject after a colon when there is one: what is acknowledged. */
  readonly key: string;
  readonly rule: AlertRule;
  readonly value: number;
  readonly subject: string | undefined;
  /** When the condition began, epoch ms UTC. */
  readonly since: number;
  readonly reminder: boolean;
  /** Times the condition was seen since the last alert of this key and not sent. */
  readonly suppressed: number;
}

interface Condition {
  readonly rule: AlertRule;
  /** null while the condition does not hold. */
  since: number | null;
  active: boolean;
  acknowledged: boolean;
  sentAt: number;
  suppressed: number;
}

/**
 * Applies rules to samples. The same alert is sent once while its condition lasts, again after `remindMs` unless it was
 * acknowledged, and not again within `remindMs` when the condition comes and goes. Knows no clock: times are
 * given; where a clock was set back, durations begin anew.
 */
export class AlertEngine {
  readonly #conditions = new Map<string, Condition>();

  constructor(
    private readonly rules: readonly AlertRule[],
    private readonly remindMs: number,
  ) {}

  /** Takes one sample and returns the alerts to send now. */
  observe({ metric, value, subject }: Sample, at: number): Alert[] {
    const alerts: Alert[] = [];
    // What could not be measured neither begins a condition nor ends one.
    if (Number.isNaN(value)) return alerts;
    for (const rule of this.rules) {
      if (rule.metric !== metric) continue;
      const key = subject === undefined ? rule.name : `${rule.name}:${subject}`;
      const condition = this.#condition(key, rule);
      if (!(value > rule.above)) {
        condition.since = null;
        condition.active = false;
        condition.acknowledged = false;
        continue;
      }
      condition.since = Math.min(condition.since ?? at, at);
      if (at - condition.since < rule.forMs) continue;
      const reminder = condition.active;
      condition.active = true;
      if (condition.acknowledged || Math.abs(at - condition.sentAt) < this.remindMs) {
        condition.suppressed++;
        continue;
      }
      alerts.push({ key, rule, value, subject, since: condition.since, reminder, suppressed: condition.suppressed });
      condition.sentAt = at;
      condition.suppressed = 0;
    }
    return alerts;
  }

  /**
   * Stops reminders of an alert until its condition has ended.
   * @returns whether such an alert is active
   */
  acknowledge(key: string): boolean {
    const condition = this.#conditions.get(key);
    if (!condition?.active) return false;
    condition.acknowledged = true;
    return true;
  }

  /** Keys and severities of the conditions that hold now. */
  active(): { readonly key: string; readonly severity: AlertRule['severity']; readonly acknowledged: boolean }[] {
    return [...this.#conditions]
      .filter(([, condition]) => condition.active)
      .map(([key, { rule, acknowledged }]) => ({ key, severity: rule.severity, acknowledged }));
  }

  #condition(key: string, rule: AlertRule): Condition {
    let condition = this.#conditions.get(key);
    if (!condition) {
      condition = { rule, since: null, active: false, acknowledged: false, sentAt: -Infinity, suppressed: 0 };
      this.#conditions.set(key, condition);
    }
    return condition;
  }
}
