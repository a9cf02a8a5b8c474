import type { BotError } from '@bot-v2/sdk';
import { isBotError } from '@bot-v2/sdk';

/** How a run is doing: what failed it, what only degraded it. */
export class RunProgress {
  readonly errors: BotError[] = [];
  readonly degraded: string[] = [];
  /** Set when the run as a whole has failed. */
  failed = false;

  /** The run cannot go on. */
  fail(error: BotError): void {
    this.failed = true;
    if (!this.errors.includes(error)) this.errors.push(error);
  }

  /** A part did not run; `error` is kept when it is of interest beyond the step. */
  degrade(stage: string, reason: unknown, keep?: BotError): void {
    const text = `${stage}: ${isBotError(reason) ? reason.message : String(reason)}`;
    if (!this.degraded.includes(text)) this.degraded.push(text);
    if (keep) this.errors.push(keep);
  }
}
