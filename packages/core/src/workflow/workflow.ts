import type { Mode } from '@bot-v2/sdk';
import type { Position } from './diagnostic.js';

/** A reference of `with` or `if`: `$step.output.field` or `$params.name`. */
export interface Reference {
  readonly kind: 'reference';
  readonly text: string;
  /** Step id, or `params`. */
  readonly head: string;
  readonly path: readonly string[];
  readonly position: Position;
}

/** A constant given in `with`. */
export interface Literal {
  readonly kind: 'literal';
  readonly value: unknown;
  readonly position: Position;
}

/** What happens when a step fails: the run fails, goes on without it, or goes on with given outputs. */
export type OnError =
  | { readonly action: 'fail' }
  | { readonly action: 'continue' }
  | { readonly action: 'fallback'; readonly outputs: Readonly<Record<string, unknown>>; readonly position: Position };

/** One step as written. */
export interface WorkflowStep {
  readonly id: string;
  /** Capability namespace. */
  readonly slice: string;
  /** Method or alias. */
  readonly method: string;
  readonly provider: string | null;
  readonly with: Readonly<Record<string, (Reference | Literal) & { readonly keyPosition: Position }>>;
  readonly if: Reference | null;
  readonly retry: { readonly max: number; readonly delayMs: number };
  readonly timeoutMs: number | null;
  readonly onError: OnError;
  readonly position: Position;
  readonly positions: { readonly slice: Position; readonly method: Position; readonly provider: Position };
}

/** One workflow of a file. */
export interface Workflow {
  readonly name: string;
  readonly description: string;
  readonly file: string;
  /** The file's text, and its sha256 (hex). */
  readonly source: string;
  readonly sha256: string;
  /** Default by name; null means that the caller must give it. */
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
  /** Configuration below everything the user sets. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly defaultsPositions: Readonly<Record<string, Position>>;
  readonly outputs: Readonly<Record<string, Reference>>;
  /** Modes it is restricted to; null when only its steps restrict it. */
  readonly modes: readonly Mode[] | null;
  readonly steps: readonly WorkflowStep[];
  readonly position: Position;
}
