import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from '@bot-v2/sdk';
import { manualClock, memoryBus } from '@bot-v2/sdk/testing';
import { monitorConfig } from './config.schema.js';
import { Monitor } from './monitor.js';
import type { SystemProbe, SystemReading } from './system-probe.adapter.js';

/** An event of a run; `at` in ms. */
function eventAt(at: number, event: Partial<RunEvent> = {}): RunEvent {
  return { runId: 'r-test', seq: 0, at, type: 'step.finished', severity: 'info', message: 'done', ...event };
}

const idle: SystemReading = {
  cpu: 0.1,
  memory: 0.05,
  residentBytes: 100 * 2 ** 20,
  memoryBytes: 2_000 * 2 ** 20,
  disk: 0.4,
  eventLoopLagMs: 1.25,
  eventLoopLagMaxMs: 3,
};

/** A probe that reads what it is told, so that thresholds can be crossed at will. */
function scripted(): SystemProbe & { now: SystemReading; reads: number } {
  const probe = { now: idle, reads: 0, start() {}, stop() {}, read: async () => (probe.reads++, probe.now) };
  return probe;
}

let directory: string;
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'bot-v2-monitor-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function setup(config: object = {}) {
  const probe = scripted();
  const monitor = new Monitor(monitorConfig.parse(config), probe);
  const bus = memoryBus(manualClock(), 'r-test');
  return { probe, monitor, bus, ctx: { bus, stateDir: directory } };
}

describe('recording', () => {
  it('raises an alert on the bus when the machine crosses a limit, once', async () => {
    const { monitor, probe, bus, ctx } = setup();
    probe.now = { ...idle, disk: 0.95 };
    await monitor.record(eventAt(0), ctx);
    await monitor.record(eventAt(10_000), ctx);
    expect(bus.events).toMatchObject([
      {
        type: 'alert.raised',
        severity: 'error',
        slice: 'monitor',
        message: 'disk is 95 %, above 90 %',
        data: { key: 'disk', metric: 'disk', value: 0.95, above: 0.9 },
      },
    ]);
  });

  it('measures the machine no more often than it was told', async () => {
    const { monitor, probe, ctx } = setup({ sampleMs: 1_000 });
    for (const at of [0, 400, 999, 1_000, 1_200]) await monitor.record(eventAt(at), ctx);
    expect(probe.reads).toBe(2);
  });

  it('knows slow steps, components that are down, and too many errors', async () => {
    const { monitor, bus, ctx } = setup({ errorMinimum: 4 });
    await monitor.record(eventAt(1, { step: 'fetch', data: { effects: 'read', durationMs: 1_500 } }), ctx);
    await monitor.record(eventAt(2, { step: 'backtest', data: { effects: 'none', durationMs: 9_000 } }), ctx);
    await monitor.record(eventAt(3, { type: 'slice.health', slice: 'data', data: { status: 'down' } }), ctx);
    await monitor.record(eventAt(4, { severity: 'error' }), ctx);
    expect(bus.events.map((event) => event.message)).toEqual([
      'response_ms of fetch is 1500 ms, above 1000 ms',
      'data is down',
      'error_rate is 25 %, above 5 %',
    ]);
  });

  it('does not raise alerts about alerts', async () => {
    const { monitor, bus, ctx } = setup({ errorMinimum: 1 });
    await monitor.record(eventAt(0, { type: 'alert.raised', severity: 'error' }), ctx);
    expect(bus.events).toEqual([]);
    expect(monitor.events()).toHaveLength(1);
  });

  it('takes acknowledgements as events', async () => {
    const { monitor, probe, bus, ctx } = setup({ remindMs: 1_000, sampleMs: 0 });
    probe.now = { ...idle, memory: 0.9 };
    await monitor.record(eventAt(0), ctx);
    await monitor.record(eventAt(1_000), ctx);
    expect(bus.events.map((event) => event.message)).toEqual([
      'memory is 90 %, above 80 %',
      'still: memory is 90 %, above 80 %',
    ]);
    await monitor.record(eventAt(1_500, { type: 'alert.acknowledged', data: { key: 'memory' } }), ctx);
    await monitor.record(eventAt(3_000), ctx);
    expect(bus.events).toHaveLength(2);
  });

  it('applies the rules of the configuration instead', async () => {
    const rules = [{ name: 'lag', metric: 'event_loop_lag_ms', above: 1, severity: 'info' }];
    const { monitor, probe, bus, ctx } = setup({ rules });
    probe.now = { ...idle, disk: 1 };
    await monitor.record(eventAt(0), ctx);
    expect(bus.events.map((event) => event.message)).toEqual(['event_loop_lag_ms is 1.3 ms, above 1 ms']);
  });
});

describe('health', () => {
  it('is one line of measured figures', async () => {
    const { monitor } = setup();
    expect(await monitor.health()).toEqual({
      status: 'ok',
      message:
        'event-loop lag 1.3 ms (p99, max 3 ms), cpu 10 %, memory 100 MiB (5 %), disk 40 % used, 0 events, no alerts',
    });
  });

  it('leaves out what was not measured', async () => {
    const { monitor, probe } = setup();
    probe.now = { ...idle, cpu: null, disk: null, eventLoopLagMs: null, eventLoopLagMaxMs: null };
    expect((await monitor.health()).message).toBe('memory 100 MiB (5 %), 0 events, no alerts');
  });

  it('is degraded while an error holds, and says which', async () => {
    const { monitor, probe, ctx } = setup({ sampleMs: 0 });
    probe.now = { ...idle, disk: 0.95 };
    await monitor.record(eventAt(0), ctx);
    expect(await monitor.health()).toMatchObject({
      status: 'degraded',
      message: expect.stringContaining('alerts: disk'),
    });
    probe.now = idle;
    await monitor.record(eventAt(1), ctx);
    expect((await monitor.health()).status).toBe('ok');
  });
});

describe('the file of events', () => {
  it('has a line for each, in order, and is only written when asked for', async () => {
    const { monitor, ctx } = setup({ file: true });
    const events = [0, 1, 2, 3].map((at) => eventAt(at, { seq: at, data: { text: 'two\nlines' } }));
    await Promise.all(events.map((event) => monitor.record(event, { ...ctx, stateDir: join(directory, 'new') })));
    await monitor.stop();
    const lines = readFileSync(join(directory, 'new', 'events.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(events);
  });

  it('is appended to by a later run', async () => {
    for (let run = 0; run < 2; run++) {
      const { monitor, ctx } = setup({ file: true });
      await monitor.record(eventAt(run), ctx);
      await monitor.stop();
    }
    expect(readFileSync(join(directory, 'events.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(2);
  });

  it('that cannot be written is an error with the path and what to do', async () => {
    writeFileSync(join(directory, 'taken'), '');
    const { monitor, ctx } = setup({ file: true });
    for (const stateDir of [join(directory, 'taken'), '/proc/none/below'])
      await expect(monitor.record(eventAt(0), { ...ctx, stateDir })).rejects.toMatchObject({
        code: 'BOT_CONFIG_STATE_UNWRITABLE',
        message: expect.stringContaining(stateDir),
        hint: expect.stringContaining('monitor.file'),
      });
    await monitor.stop();
  });

  it('does not touch the state directory unless asked', async () => {
    const { monitor, bus } = setup();
    const ctx = {
      bus,
      get stateDir(): string {
        throw new Error('the state directory was asked for');
      },
    };
    await expect(monitor.record(eventAt(0), ctx)).resolves.toBeUndefined();
  });
});

it('two rules of one name are refused', () => {
  const rule = { name: 'a', metric: 'cpu', above: 1, severity: 'info' };
  expect(monitorConfig.safeParse({ rules: [rule, rule] }).success).toBe(false);
});
