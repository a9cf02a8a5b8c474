import { refuse } from './candidate.js';
import type { Candidate, Origin } from './candidate.js';

/** Keys of the configuration that are the core's own: a slice of that name could not be configured. */
export const reservedSliceIds: readonly string[] = [
  'mode',
  'symbols',
  'workflow',
  'account',
  'strategy',
  'interval',
  'seed',
  'preset',
  'providers',
  'trust',
  'log',
  'from',
  'to',
  'concurrency',
  'workflows',
];

const precedence: readonly Origin[] = ['inline', 'first-party'];

function nameTaken(candidate: Candidate, text: string, hint: string): Candidate {
  return refuse(candidate, { code: 'BOT_REGISTRY_NAME_TAKEN', text, hint });
}

/** The one that keeps the name: the only in-process slice, else the only first-party package, else nobody. */
function keeper(claims: readonly Candidate[]): Candidate | undefined {
  for (const origin of precedence) {
    const own = claims.filter((claim) => claim.origin === origin);
    if (own.length > 0) return own.length === 1 ? own[0] : undefined;
  }
  return undefined;
}

/** Refuses candidates that claim a slice id another one has; without a rightful owner all of them are refused. */
export function settleNames(candidates: readonly Candidate[]): Candidate[] {
  const claims = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    if (candidate.status === 'refused' || candidate.id === null) continue;
    claims.set(candidate.id, [...(claims.get(candidate.id) ?? []), candidate]);
  }
  return candidates.map((candidate) => {
    if (candidate.status === 'refused' || candidate.id === null) return candidate;
    if (reservedSliceIds.includes(candidate.id)) {
      const text = `"${candidate.id}" is a key of the configuration and cannot be the id of a slice`;
      return nameTaken(candidate, text, `Rename the slice of ${candidate.name}.`);
    }
    const rivals = claims.get(candidate.id)!;
    if (rivals.length === 1) return candidate;
    const owner = keeper(rivals);
    if (owner === candidate) return candidate;
    const others = owner
      ? owner.name
      : rivals
          .filter((r) => r !== candidate)
          .map((r) => r.name)
          .join(', ');
    const text = `${candidate.name} claims the slice id "${candidate.id}", which ${others} has`;
    return nameTaken(candidate, text, owner ? `Remove ${candidate.name}.` : 'Remove all of them but one.');
  });
}
