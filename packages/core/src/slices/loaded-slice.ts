import type { AnyCapability, AnySlice, BotError, SliceInstance } from '@bot-v2/sdk';
import type { Candidate } from '../registry/candidate.js';

/** A handler, its types forgotten. */
export type AnyHandler = (input: Readonly<Record<string, unknown>>, ctx: unknown) => unknown;

/** A slice that was imported, checked, created and started. */
export interface LoadedSlice {
  readonly candidate: Candidate;
  readonly id: string;
  readonly slice: AnySlice;
  readonly instance: SliceInstance<Record<string, AnyCapability>>;
  /** By capability id. */
  readonly capabilities: ReadonlyMap<string, { readonly token: AnyCapability; readonly handler: AnyHandler }>;
}

/** What became of a slice that was needed. */
export type LoadOutcome = { readonly loaded: LoadedSlice } | { readonly error: BotError };
