/** Where the CLI writes, and what it may assume of it. */
export interface Terminal {
  /** Results. */
  readonly out: TextStream;
  /** Progress and errors. */
  readonly err: TextStream;
}

/** One text stream. */
export interface TextStream {
  write(text: string): void;
  /** A person is looking: text may be redrawn. */
  readonly interactive: boolean;
  readonly colour: boolean;
  /** Columns of the terminal; undefined when it is none. */
  readonly columns: number | undefined;
}

/** The world a command runs in. */
export interface Host {
  /** Directory of the CLI's own package: its dependencies are the slices. */
  readonly application: string;
  /** Directory the user is in. */
  readonly cwd: string;
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
}
