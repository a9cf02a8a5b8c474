import type { RunEvent } from '@bot-v2/sdk';
import { duration } from '../render/format-number.js';
import type { Style } from '../terminal/style.js';
import type { TextStream } from '../terminal/terminal.js';
import { plainText } from '../terminal/plain-text.js';
import { createStyle } from '../terminal/style.js';
import { stepVerb } from './step-verb.js';

const eraseLine = '\r\u001b[2K';

/** Shows what a run is doing, from its events: one finished line a step, and a waiting line on a terminal. */
export interface Progress {
  handle(event: RunEvent): void;
  /** Removes a waiting line, before anything else is written. */
  clear(): void;
}

/** Shorter work gets no time left of ours: by the time it could be read it is done. */
const worthTelling = 2_000;

/**
 * Creates the progress display of one run on `stream`.
 * @param now milliseconds from any start, for the time that is left of work longer than two seconds
 */
export function createProgress(stream: TextStream, now: () => number = () => performance.now()): Progress {
  const style = createStyle(stream.colour);
  const waiting = new Map<string, string>();
  /** Slices report progress without saying what they are: the verb is that of the step's start. */
  const verbs = new Map<string, string>();
  const starts = new Map<string, number>();

  const draw = () => {
    if (!stream.interactive) return;
    const texts = [...waiting.values()];
    const more = texts.length > 1 ? ` (and ${texts.length - 1} more)` : '';
    const columns = (stream.columns ?? 80) - 1;
    stream.write(eraseLine + (texts.length === 0 ? '' : `${texts[0]}…${more}`.slice(0, columns)));
  };
  const line = (text: string) => {
    if (stream.interactive) stream.write(eraseLine);
    stream.write(`${text}\n`);
    draw();
  };

  return {
    handle(event) {
      const key = `${event.step ?? ''}\u0000${event.symbol ?? ''}`;
      const data = event.data ?? {};
      switch (event.type) {
        case 'run.started':
          waiting.set('slices', 'Loading slices');
          return draw();
        case 'slices.loaded':
          waiting.delete('slices');
          for (const text of slicesLines(data, style)) line(text);
          return;
        case 'step.started':
          verbs.set(key, verbOf(event));
          starts.set(key, now());
          waiting.set(key, verbOf(event));
          return draw();
        case 'step.progress':
          if (typeof data['done'] === 'number' && typeof data['total'] === 'number') {
            const verb = verbs.get(key) ?? verbOf(event);
            const elapsed = now() - (starts.get(key) ?? now());
            const told = typeof data['leftMs'] === 'number' ? data['leftMs'] : null;
            const leftMs = told ?? timeLeft(elapsed, data['done'], data['total']);
            const left = leftMs === null ? '' : `, ${duration(leftMs)} left`;
            waiting.set(key, `${verb} ${data['done']}/${data['total']}${left}`);
            draw();
          }
          return;
        case 'step.finished':
          waiting.delete(key);
          return line(finishedLine(event, style));
        case 'run.finished':
          waiting.clear();
          return draw();
        default:
          if (event.severity === 'warning' && told.includes(event.type))
            line(style.yellow(`! ${plainText(event.message)}`));
      }
    },
    clear() {
      waiting.clear();
      draw();
    },
  };
}

/** Warnings that are lines of their own. */
const told = ['alert.raised', 'strategy.unused', 'decision.unwatched'];

/** Milliseconds left at the pace so far; null before two seconds, or when nothing is done or all of it. */
function timeLeft(elapsed: number, done: number, total: number): number | null {
  return elapsed < worthTelling || done <= 0 || done >= total ? null : (elapsed * (total - done)) / done;
}

function verbOf(event: RunEvent): string {
  const capability = event.data?.['capability'];
  return stepVerb({
    id: event.step ?? event.type,
    capability: typeof capability === 'string' ? capability : undefined,
    symbol: event.symbol,
  });
}

/** `Loading slices… ✓ 11 (42 ms)`, then a line for each that is refused or failed. */
function slicesLines(data: Record<string, unknown>, style: Style): string[] {
  const time = typeof data['durationMs'] === 'number' ? style.dim(` (${duration(data['durationMs'])})`) : '';
  const failed = records(data['failed']);
  const refused = records(data['refused']);
  const mark = failed.length > 0 ? style.red('✗') : style.green('✓');
  return [
    `Loading slices… ${mark} ${String(data['count'])}${time}`,
    ...failed.map(
      (entry) => `  ${style.red('✗')} ${plainText(`${entry['slice']}: ${entry['message']} (${entry['code']})`)}`,
    ),
    ...refused.map(
      (entry) => `  ${style.yellow('–')} ${plainText(`${entry['name']}: ${entry['text']} (${entry['code']})`)}`,
    ),
  ];
}

function records(value: unknown): readonly Record<string, string>[] {
  return Array.isArray(value) ? (value as Record<string, string>[]) : [];
}

function finishedLine(event: RunEvent, style: Style): string {
  const data = event.data ?? {};
  const verb = `${verbOf(event)}…`;
  const time = typeof data['durationMs'] === 'number' ? style.dim(` (${duration(data['durationMs'])})`) : '';
  const attempts = typeof data['attempts'] === 'number' && data['attempts'] > 1 ? `, ${data['attempts']} attempts` : '';
  switch (data['status']) {
    case 'ok':
      return `${verb} ${style.green('✓')}${attempts}${time}`;
    case 'skipped':
      return `${verb} – ${reasonOf(data) ?? 'skipped'}`;
    default:
      return `${verb} ${style.red('✗')} ${reasonOf(data) ?? event.message}${attempts}${time}`;
  }
}

function reasonOf(data: Record<string, unknown>): string | undefined {
  const { reason, error } = data;
  const message = (error as { message?: unknown } | undefined)?.message;
  const text = [reason, error, message].find((given) => typeof given === 'string');
  return text === undefined ? undefined : plainText(text);
}
