import type { RunEvent } from '@bot-v2/sdk';
import { EventRing } from './event-ring.js';

/** An event of a run; `at` in ms. */
function eventAt(at: number, event: Partial<RunEvent> = {}): RunEvent {
  return { runId: 'r-test', seq: 0, at, type: 'step.finished', severity: 'info', message: 'done', ...event };
}

describe('the ring of events', () => {
  it('keeps the last ones in order', () => {
    const ring = new EventRing(3);
    for (let at = 1; at <= 5; at++) ring.add(eventAt(at));
    expect(ring.events().map((event) => event.at)).toEqual([3, 4, 5]);
    expect(ring.recorded).toBe(5);
  });

  it('has a rate of errors within a time, from enough events', () => {
    const ring = new EventRing(100);
    for (let at = 1; at <= 10; at++) ring.add(eventAt(at, { severity: at % 5 === 0 ? 'error' : 'info' }));
    expect(ring.errorRate(0, 10)).toBe(0.2);
    expect(ring.errorRate(6, 4)).toBe(0.25);
    expect(ring.errorRate(6, 5)).toBeNull();
  });
});
