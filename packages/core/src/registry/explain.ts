import { BotError, suggestName } from '@bot-v2/sdk/errors';
import { parseConsumed } from '@bot-v2/sdk/manifest';
import type { Candidate } from './candidate.js';

function namesOf(candidate: Candidate): string[] {
  const names = [candidate.name, ...(candidate.id === null ? [] : [candidate.id])];
  if (candidate.manifest?.kind === 'slice') names.push(...Object.keys(candidate.manifest.provides));
  if (candidate.manifest?.kind === 'strategies') names.push(...Object.keys(candidate.manifest.strategies));
  return names;
}

function facts(candidate: Candidate): string[] {
  const manifest = candidate.manifest;
  const lines = [`${candidate.name} ${candidate.version} (${candidate.origin} ${candidate.kind}): ${candidate.status}`];
  if (candidate.reason) {
    lines.push(`  why: ${candidate.reason.code} ${candidate.reason.text}`);
    if (candidate.reason.hint !== '') lines.push(`  what to do: ${candidate.reason.hint}`);
  }
  if (manifest?.kind === 'slice') {
    lines.push(`  id: ${manifest.id} · modes: ${manifest.modes.join(', ')}`);
    for (const [id, capability] of Object.entries(manifest.provides)) {
      const ports = (record: Readonly<Record<string, string>>) =>
        Object.entries(record)
          .map(([k, v]) => `${k}: ${v}`)
          .join(', ');
      const names = capability.aliases.length > 0 ? ` (${capability.aliases.join(', ')})` : '';
      lines.push(
        `  provides ${id}${names} ${capability.version}: {${ports(capability.in)}} → {${ports(capability.out)}}`,
      );
    }
    for (const [id, text] of Object.entries(manifest.consumes)) {
      const { version, optional } = parseConsumed(text);
      lines.push(`  consumes ${id} ${version}${optional ? ', if provided' : ''}`);
    }
    if (manifest.permissions.length > 0) lines.push(`  permissions: ${manifest.permissions.join(', ')}`);
  }
  if (manifest?.kind === 'strategies') {
    for (const [id, strategy] of Object.entries(manifest.strategies)) lines.push(`  offers ${id} ${strategy.version}`);
  }
  if (candidate.directory !== '') lines.push(`  from ${candidate.directory}`);
  return lines;
}

/** Those that have a name as package, slice, capability or strategy. */
export function namedBy(name: string, candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter((candidate) => namesOf(candidate).includes(name));
}

/**
 * All that is known about a slice id, package, capability or strategy, as lines of text: whether it is loaded, else why not.
 * @throws BOT_REGISTRY_MISSING when no candidate has that name, with the nearest one
 */
export function explain(name: string, candidates: readonly Candidate[]): string[] {
  const matches = namedBy(name, candidates);
  if (matches.length > 0) return matches.flatMap(facts);
  throw new BotError('BOT_REGISTRY_MISSING', `no installed package is or offers "${name}"`, {
    hint: `${suggestName(name, candidates.flatMap(namesOf))} Only direct dependencies with the keyword bot-v2-slice or bot-v2-strategies are looked at.`,
  });
}
