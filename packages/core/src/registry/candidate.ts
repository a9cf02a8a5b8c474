import type { BotErrorCode } from '@bot-v2/sdk';
import type { Manifest } from '@bot-v2/sdk/manifest';

/** Where a package comes from, which decides whether it may be loaded. */
export type Origin = 'first-party' | 'workspace' | 'third-party' | 'inline';

/** Why a candidate is not loaded, and what would change that. */
export interface Refusal {
  readonly code: BotErrorCode;
  readonly text: string;
  readonly hint: string;
}

/** A package that was nominated by its keyword (or a slice registered in process), and what became of it. */
export interface Candidate {
  /** Package name; `inline:<id>` for what was registered in process. */
  readonly name: string;
  readonly version: string;
  readonly kind: 'slice' | 'strategies';
  /** Slice id; null for strategies packages and for an unreadable manifest. */
  readonly id: string | null;
  /** Real path of the package; empty for inline ones. */
  readonly directory: string;
  readonly origin: Origin;
  /** `loaded` means discovered and checked by manifest; the code is imported when a run needs it. */
  readonly status: 'loaded' | 'refused';
  readonly manifest: Manifest | null;
  readonly reason: Refusal | null;
}

/** The same candidate, refused. */
export function refuse(candidate: Candidate, reason: Refusal): Candidate {
  return { ...candidate, status: 'refused', reason };
}

/** What to tell somebody who asks for what a refused package would offer. */
export function refusedHint({ name, reason }: Candidate): string {
  return `${name} is there but refused: ${reason?.text ?? ''}. ${reason?.hint ?? ''}`;
}

/** One entry of `trust.allow`. */
export interface TrustEntry {
  readonly name: string;
  /** A semver range: `1.2.3`, `^1.2.0`, `~1.2`, `>=1 <3`, `*`. */
  readonly range: string;
}

/** Which third-party packages may run. */
export interface Trust {
  readonly allow: readonly TrustEntry[];
}

/** An application: its direct dependencies are looked at. */
export interface ApplicationRoot {
  readonly directory: string;
  /** Also count devDependencies: true for the project in the working directory. */
  readonly development?: boolean;
}
