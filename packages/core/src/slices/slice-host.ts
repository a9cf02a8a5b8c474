import { BotError, errorData, isBotError } from '@bot-v2/sdk';
import type { AnyCapability, AnySlice, ErrorData, Health, Logger, SliceInstance } from '@bot-v2/sdk';
import { keepBuiltIns } from '../built-ins.js';
import type { Candidate } from '../registry/candidate.js';
import { withDeadline } from '../timers.adapter.js';
import { checkInstance, checkSlice } from './check-slice.js';
import { importPackage } from './import-module.adapter.js';
import type { LoadedSlice, LoadOutcome } from './loaded-slice.js';
import { sliceSection } from './slice-section.js';

/** What the host needs of its surroundings. */
export interface SliceHostOptions {
  readonly candidates: readonly Candidate[];
  /** Slices registered in process, by id. */
  readonly inline: ReadonlyMap<string, AnySlice>;
  readonly conditions: readonly string[];
  readonly startTimeoutMs: number;
  readonly stateDir: string;
  readonly log: (labels: Record<string, unknown>) => Logger;
}

/** Configuration of the slices of one run. */
export interface SliceSettings {
  readonly sections: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly preset: string | null;
  /** Where the configuration comes from, for messages. */
  readonly source: string;
}

/** What a slice says of itself now. */
export interface SliceHealth {
  readonly slice: string;
  readonly package: string;
  readonly version: string;
  /** Null when the slice has no health check or could not be loaded. */
  readonly health: Health | null;
  readonly error?: ErrorData;
}

interface Kept {
  readonly key: string;
  readonly outcome: LoadOutcome;
  readonly presetTaken: boolean;
}

/**
 * Imports, creates and starts slices when they are first needed, keeps them, and stops them in reverse order. A slice is
 * created anew when its configuration changes between runs. Failures are kept and reported, never thrown.
 */
export class SliceHost {
  private readonly kept = new Map<string, Kept>();
  /** In order of start. */
  private readonly started: LoadedSlice[] = [];

  constructor(private readonly options: SliceHostOptions) {}

  /** Loads one slice with its settings; the same settings give the same instance. */
  async load(id: string, settings: SliceSettings): Promise<LoadOutcome> {
    const given = settings.sections[id] ?? {};
    const key = JSON.stringify([given, settings.preset]);
    const known = this.kept.get(id);
    if (known?.key === key) return known.outcome;
    let presetTaken = false;
    const outcome = await this.bring(id, given, settings, () => (presetTaken = true)).then(
      (loaded): LoadOutcome => ({ loaded }),
      (error: unknown): LoadOutcome => ({ error: this.asBotError(error, id) }),
    );
    this.kept.set(id, { key, outcome, presetTaken });
    return outcome;
  }

  /** `load`, for work that is to be done now: a slice that says it cannot work is no use. Asked anew every time. */
  async ready(id: string, settings: SliceSettings): Promise<LoadOutcome> {
    const outcome = await this.load(id, settings);
    if ('error' in outcome) return outcome;
    try {
      const health = await this.healthOf(outcome.loaded);
      if (health?.status !== 'down') return outcome;
      throw new BotError('BOT_SLICE_DOWN', `${id} is down: ${health.message}`, {
        slice: id,
        hint: 'bot-v2 status shows the health of every slice.',
      });
    } catch (error) {
      if (isBotError(error)) return { error };
      const reason = errorData(error).message;
      return {
        error: new BotError('BOT_SLICE_DOWN', `${id} threw when it was asked for its health: ${reason}`, {
          slice: id,
          hint: `This is a defect of ${id}; --verbose shows the stack.`,
          cause: error,
        }),
      };
    }
  }

  private async healthOf({ id, instance }: LoadedSlice): Promise<Health | null> {
    if (!instance.health) return null;
    return this.deadline(id, 'its health check', Promise.resolve(instance.health()));
  }

  /** Whether a loaded slice took the general preset. */
  tookPreset(id: string): boolean {
    return this.kept.get(id)?.presetTaken ?? false;
  }

  private asBotError(error: unknown, id: string): BotError {
    return isBotError(error)
      ? error
      : new BotError('BOT_SLICE_CREATE', `${id}: ${errorData(error).message}`, { slice: id, cause: error });
  }

  private deadline<T>(id: string, doing: string, work: Promise<T>, onTimeout?: () => void): Promise<T> {
    const ms = this.options.startTimeoutMs;
    return withDeadline(work, {
      ms,
      onTimeout: () => {
        onTimeout?.();
        return new BotError('BOT_SLICE_START_TIMEOUT', `${id} did not finish ${doing} within ${ms} ms`, {
          slice: id,
          hint: `bot-v2 slices --why ${id} shows where it comes from; remove it or give it more time.`,
        });
      },
    });
  }

  private async moduleOf(candidate: Candidate, id: string): Promise<AnySlice> {
    const inline = candidate.origin === 'inline' ? this.options.inline.get(id) : undefined;
    if (inline) return checkSlice(inline, candidate);
    const work = importPackage(candidate.name, candidate.directory, this.options.conditions);
    const module = await this.deadline(id, 'its import', work);
    return checkSlice(module['default'], candidate);
  }

  private async bring(
    id: string,
    given: Readonly<Record<string, unknown>>,
    settings: SliceSettings,
    onPreset: () => void,
  ): Promise<LoadedSlice> {
    const candidate = this.options.candidates.find((c) => c.id === id && c.status === 'loaded');
    if (!candidate)
      throw new BotError('BOT_REGISTRY_MISSING', `there is no loaded slice "${id}"`, {
        slice: id,
        hint: `bot-v2 slices --why ${id} says more.`,
      });
    const slice = await this.moduleOf(candidate, id);
    const { config, presetTaken } = sliceSection(slice, given, settings.preset, settings.source);
    if (presetTaken) onPreset();
    return keepBuiltIns(id, 'it was started', async () => {
      const loaded = checkInstance(slice, this.create(slice, config), candidate);
      await this.start(loaded);
      this.started.push(loaded);
      return loaded;
    });
  }

  private create(slice: AnySlice, config: unknown): SliceInstance<Record<string, AnyCapability>> {
    try {
      return slice.create({
        config: config as never,
        log: this.options.log({ slice: slice.id }),
        stateDir: this.options.stateDir,
      });
    } catch (error) {
      if (isBotError(error)) throw error;
      const reason = errorData(error).message;
      throw new BotError('BOT_SLICE_CREATE', `${slice.id} threw while it was created: ${reason}`, {
        slice: slice.id,
        hint: 'Check its section of the configuration.',
        cause: error,
      });
    }
  }

  private async start({ id, instance }: LoadedSlice): Promise<void> {
    if (!instance.start) return;
    const abort = new AbortController();
    try {
      await this.deadline(id, 'its start', Promise.resolve(instance.start(abort.signal)), () => abort.abort());
    } catch (error) {
      if (isBotError(error)) throw error;
      throw new BotError('BOT_SLICE_START', `${id} threw while it was started: ${errorData(error).message}`, {
        slice: id,
        hint: 'What it needs from outside may be missing; --verbose shows the stack.',
        cause: error,
      });
    }
  }

  /** Health of every slice that can be loaded; refused candidates are not asked. */
  async health(settings: SliceSettings): Promise<SliceHealth[]> {
    const list: SliceHealth[] = [];
    for (const candidate of this.options.candidates) {
      if (candidate.status !== 'loaded' || candidate.id === null) continue;
      const about = { slice: candidate.id, package: candidate.name, version: candidate.version };
      const outcome = await this.load(candidate.id, settings);
      if ('error' in outcome) {
        list.push({ ...about, health: null, error: errorData(outcome.error) });
        continue;
      }
      try {
        list.push({ ...about, health: await this.healthOf(outcome.loaded) });
      } catch (error) {
        list.push({ ...about, health: null, error: errorData(error) });
      }
    }
    return list;
  }

  /** Stops all started slices in reverse order; all are attempted, failures are returned. */
  async stop(): Promise<ErrorData[]> {
    const failures: ErrorData[] = [];
    for (const { id, instance } of this.started.splice(0).reverse()) {
      try {
        if (instance.stop) await this.deadline(id, 'its stop', Promise.resolve(instance.stop()));
      } catch (error) {
        failures.push({ ...errorData(error), slice: id });
      }
    }
    this.kept.clear();
    return failures;
  }
}
