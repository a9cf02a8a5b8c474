import fc from 'fast-check';
import { AlertEngine } from './alert-engine.js';
import type { AlertRule } from './alert-rule.js';

const disk: AlertRule = { name: 'disk', metric: 'disk', above: 0.9, severity: 'error', forMs: 0 };
const engineOf = (rule: Partial<AlertRule> = {}, remindMs = 1_000) => new AlertEngine([{ ...disk, ...rule }], remindMs);
const full = { metric: 'disk', value: 0.95 } as const;
const free = { metric: 'disk', value: 0.5 } as const;

describe('an alert', () => {
  it('is raised above the limit, not at it', () => {
    expect(engineOf().observe({ metric: 'disk', value: 0.9 }, 0)).toEqual([]);
    expect(engineOf().observe(full, 0)).toMatchObject([
      { key: 'disk', value: 0.95, since: 0, reminder: false, suppressed: 0 },
    ]);
  });

  it('is not raised by another metric, nor by NaN', () => {
    expect(engineOf().observe({ metric: 'cpu', value: 5 }, 0)).toEqual([]);
    expect(engineOf().observe({ metric: 'disk', value: NaN }, 0)).toEqual([]);
  });

  it('is neither ended by what could not be measured', () => {
    const engine = engineOf({ forMs: 100 });
    engine.observe(full, 0);
    engine.observe({ metric: 'disk', value: NaN }, 50);
    expect(engine.observe(full, 100)).toMatchObject([{ since: 0 }]);
    engine.observe({ metric: 'disk', value: NaN }, 150);
    expect(engine.active()).toMatchObject([{ key: 'disk' }]);
  });

  it('is raised after the clock was set back, from that time on', () => {
    const engine = engineOf({ forMs: 100 });
    engine.observe(full, 1_000_000);
    expect(engine.observe(full, 1_000_100)).toHaveLength(1);
    expect(engine.observe(full, 500)).toEqual([]);
    expect(engine.observe(full, 600)).toMatchObject([{ since: 500, reminder: true }]);
  });

  it('waits until the condition has held for forMs without a break', () => {
    const engine = engineOf({ forMs: 100 });
    expect(engine.observe(full, 0)).toEqual([]);
    expect(engine.observe(free, 90)).toEqual([]);
    expect(engine.observe(full, 100)).toEqual([]);
    expect(engine.observe(full, 199)).toEqual([]);
    expect(engine.observe(full, 200)).toMatchObject([{ since: 100 }]);
  });

  it('is sent once while it lasts, then as a reminder that counts what was not sent', () => {
    const engine = engineOf();
    expect(engine.observe(full, 0)).toHaveLength(1);
    expect(engine.observe(full, 500)).toEqual([]);
    expect(engine.observe(full, 999)).toEqual([]);
    expect(engine.observe(full, 1_000)).toMatchObject([{ reminder: true, suppressed: 2, since: 0 }]);
  });

  it('is not sent again when the condition flaps', () => {
    const engine = engineOf();
    engine.observe(full, 0);
    engine.observe(free, 10);
    expect(engine.observe(full, 20)).toEqual([]);
    engine.observe(free, 30);
    expect(engine.observe(full, 1_500)).toMatchObject([{ reminder: false, suppressed: 1, since: 1_500 }]);
  });

  it('that is acknowledged is silent until its condition has ended', () => {
    const engine = engineOf();
    engine.observe(full, 0);
    expect(engine.acknowledge('disk')).toBe(true);
    expect(engine.active()).toEqual([{ key: 'disk', severity: 'error', acknowledged: true }]);
    expect(engine.observe(full, 5_000)).toEqual([]);
    engine.observe(free, 6_000);
    expect(engine.active()).toEqual([]);
    expect(engine.acknowledge('disk')).toBe(false);
    expect(engine.observe(full, 7_000)).toHaveLength(1);
  });

  it('is kept apart by subject', () => {
    const engine = engineOf({ name: 'slow', metric: 'response_ms', above: 1_000 });
    const slow = (subject: string) =>
      engine.observe({ metric: 'response_ms', value: 2_000, subject }, 0).map((a) => a.key);
    expect([slow('a'), slow('b'), slow('a')]).toEqual([['slow:a'], ['slow:b'], []]);
  });
});

it('no key is sent twice within the reminder interval, whatever the samples', () => {
  const step = fc.record({
    wait: fc.integer({ min: 0, max: 700 }),
    value: fc.constantFrom(0.5, 0.9, 0.95),
    ack: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const engine = engineOf();
      let now = 0;
      let sent = -Infinity;
      for (const { wait, value, ack } of steps) {
        now += wait;
        if (ack) engine.acknowledge('disk');
        const alerts = engine.observe({ metric: 'disk', value }, now);
        if (alerts.length === 0) continue;
        expect(value).toBeGreaterThan(0.9);
        expect(now - sent).toBeGreaterThanOrEqual(1_000);
        sent = now;
      }
    }),
  );
});
