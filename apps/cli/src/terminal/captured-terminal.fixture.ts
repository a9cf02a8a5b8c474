import type { Terminal, TextStream } from './terminal.js';

/** A terminal that keeps what is written, for tests. */
export interface CapturedTerminal extends Terminal {
  readonly written: { out: string; err: string };
}

/** A terminal in memory; `interactive` makes both streams look like one. */
export function capturedTerminal(over: Partial<Omit<TextStream, 'write'>> = {}): CapturedTerminal {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err'): TextStream => ({
    interactive: false,
    colour: false,
    columns: undefined,
    ...over,
    write: (text) => {
      written[name] += text;
    },
  });
  return { out: stream('out'), err: stream('err'), written };
}
