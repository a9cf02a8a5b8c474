import type { Clock, EventBus, EventInput, RunEvent } from '@bot-v2/sdk';

/** The event bus of one run: numbers and dates events, and shields the run from what listeners throw. */
export class RunBus implements EventBus {
  private readonly listeners = new Set<(event: RunEvent) => void>();
  private seq = 0;

  constructor(
    private readonly runId: string,
    private readonly clock: Clock,
    private readonly onListenerError: (error: unknown) => void,
  ) {}

  /** Emits an event to all listeners, in order of subscription. */
  emit(event: EventInput): RunEvent {
    const complete: RunEvent = { ...event, runId: this.runId, seq: this.seq++, at: this.clock.now() };
    for (const listener of this.listeners) {
      try {
        listener(complete);
      } catch (error) {
        this.onListenerError(error);
      }
    }
    return complete;
  }

  /** An event of the run that nobody is told about: the input of a `RunEvent` port. */
  describe(event: EventInput): RunEvent {
    return { ...event, runId: this.runId, seq: this.seq++, at: this.clock.now() };
  }

  on(listener: (event: RunEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The bus as one step of one symbol sees it: what it emits carries slice, step and symbol. */
  labelled(labels: Pick<EventInput, 'slice' | 'step' | 'symbol'>): EventBus {
    return { emit: (event) => this.emit({ ...labels, ...event }), on: (listener) => this.on(listener) };
  }
}
