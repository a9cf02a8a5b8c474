import { systemProbe } from './system-probe.adapter.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('the system probe', () => {
  it('measures how long the event loop was held up', async () => {
    const probe = systemProbe('.');
    probe.start();
    try {
      await pause(50);
      await probe.read();
      block(200);
      await pause(30);
      const { eventLoopLagMaxMs, eventLoopLagMs } = await probe.read();
      expect(eventLoopLagMaxMs).toBeGreaterThan(150);
      expect(eventLoopLagMs).toBeLessThanOrEqual(eventLoopLagMaxMs!);
    } finally {
      probe.stop();
    }
  });

  it('reads memory and disk as shares of what there is', async () => {
    const { memory, residentBytes, memoryBytes, disk } = await systemProbe('.').read();
    expect(residentBytes).toBeGreaterThan(10e6);
    expect(memory).toBeCloseTo(residentBytes / memoryBytes, 12);
    expect(memory).toBeLessThan(1);
    expect(disk).toBeGreaterThan(0);
    expect(disk).toBeLessThanOrEqual(1);
  });

  it('has no figure for what it could not measure', async () => {
    const reading = await systemProbe('/no/such/folder').read();
    expect(reading).toMatchObject({ cpu: null, disk: null, eventLoopLagMs: null, eventLoopLagMaxMs: null });
  });

  it('counts a busy processor', async () => {
    const probe = systemProbe('.');
    probe.start();
    block(300);
    const { cpu } = await probe.read();
    probe.stop();
    expect(cpu).toBeGreaterThan(0.05);
    expect(cpu).toBeLessThanOrEqual(1);
  });

  it('keeps no process alive', () => {
    const before = process.getActiveResourcesInfo().length;
    const probe = systemProbe('.');
    probe.start();
    const during = process.getActiveResourcesInfo().length;
    probe.stop();
    expect(during).toBe(before);
  });
});
