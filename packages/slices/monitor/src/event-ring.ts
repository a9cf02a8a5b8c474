import type { RunEvent } from '@bot-v2/sdk';

/** The last events, oldest dropped first. */
export class EventRing {
  readonly #slots: RunEvent[] = [];
  #next = 0;
  #recorded = 0;

  /** @param capacity events kept, at least 1 */
  constructor(private readonly capacity: number) {}

  /** Events recorded ever, kept or not. */
  get recorded(): number {
    return this.#recorded;
  }

  add(event: RunEvent): void {
    this.#slots[this.#next] = event;
    this.#next = (this.#next + 1) % this.capacity;
    this.#recorded++;
  }

  /** The events kept, oldest first. */
  events(): RunEvent[] {
    const full = this.#slots.length === this.capacity;
    return full ? [...this.#slots.slice(this.#next), ...this.#slots.slice(0, this.#next)] : [...this.#slots];
  }

  /**
   * Share of events of severity `error` among those kept with `at > since`.
   * @returns null with fewer than `minimum` of them: a rate of a handful says nothing
   */
  errorRate(since: number, minimum: number): number | null {
    let all = 0;
    let errors = 0;
    for (const event of this.#slots) {
      if (event.at <= since) continue;
      all++;
      if (event.severity === 'error') errors++;
    }
    return all < minimum ? null : errors / all;
  }
}
