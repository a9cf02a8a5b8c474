import type { Health, RunContext, RunEvent } from '@bot-v2/sdk';
import { AlertEngine } from './alert-engine.js';
import { alertEvent } from './alert-event.js';
import type { Sample } from './alert-engine.js';
import type { MonitorConfig } from './config.schema.js';
import { openEventFile } from './event-file.adapter.js';
import type { EventFile } from './event-file.adapter.js';
import { EventRing } from './event-ring.js';
import { eventSamples } from './event-samples.js';
import { healthOf } from './health.js';
import type { SystemProbe } from './system-probe.adapter.js';
import { systemSamples } from './system-samples.js';

/** Records events, applies the rules to them and to the machine, and says how things are. */
export class Monitor {
  readonly #ring: EventRing;
  readonly #alerts: AlertEngine;
  readonly #files = new Map<string, Promise<EventFile>>();
  #sampledAt = -Infinity;

  constructor(
    private readonly config: MonitorConfig,
    private readonly probe: SystemProbe,
  ) {
    this.#ring = new EventRing(config.keep);
    this.#alerts = new AlertEngine(config.rules, config.remindMs);
  }

  start(): void {
    this.probe.start();
  }

  /** The last events, oldest first. */
  events(): RunEvent[] {
    return this.#ring.events();
  }

  /**
   * Records an event, then applies the rules; what they raise is emitted on the run's bus as `alert.raised`. An event
   * `alert.acknowledged` with `data.key` silences that alert until its condition has ended. Events `alert.…` are
   * recorded and raise nothing.
   * @throws BOT_CONFIG_STATE_UNWRITABLE when events are to be kept in a file that cannot be written
   */
  async record(event: RunEvent, ctx: Pick<RunContext, 'bus' | 'stateDir'>): Promise<void> {
    this.#ring.add(event);
    if (this.config.file) await (await this.#file(ctx.stateDir)).append(event);
    if (event.type === 'alert.acknowledged') this.#acknowledge(event);
    if (event.type.startsWith('alert.')) return;
    for (const sample of await this.#samples(event)) {
      for (const alert of this.#alerts.observe(sample, event.at)) ctx.bus.emit(alertEvent(alert));
    }
  }

  /** Measures now. `degraded` while an alert of severity error holds. */
  async health(): Promise<Health> {
    return healthOf(await this.probe.read(), this.#alerts.active(), this.#ring.recorded);
  }

  /** Stops measuring and closes the files. May be called again. */
  async stop(): Promise<void> {
    this.probe.stop();
    const files = [...this.#files.values()];
    this.#files.clear();
    for (const file of await Promise.allSettled(files)) {
      if (file.status === 'fulfilled') await file.value.close();
    }
  }

  async #samples(event: RunEvent): Promise<Sample[]> {
    const samples = eventSamples(event);
    const rate = this.#ring.errorRate(event.at - this.config.errorWindowMs, this.config.errorMinimum);
    if (rate !== null) samples.push({ metric: 'error_rate', value: rate });
    if (Math.abs(event.at - this.#sampledAt) >= this.config.sampleMs) {
      this.#sampledAt = event.at;
      samples.push(...systemSamples(await this.probe.read()));
    }
    return samples;
  }

  #acknowledge({ data }: RunEvent): void {
    const key = data?.['key'];
    if (typeof key === 'string') this.#alerts.acknowledge(key);
  }

  #file(directory: string): Promise<EventFile> {
    let file = this.#files.get(directory);
    if (!file) {
      file = openEventFile(directory);
      this.#files.set(directory, file);
    }
    return file;
  }
}
