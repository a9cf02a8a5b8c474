import { within } from '../agreement.mjs';

/**
 * The tolerance a case states in words: `rel 1e-10`, `weights abs 1e-4, perf rel 1e-5`, or a bare number, which is
 * absolute. A part that names `key` goes before one that names nothing.
 */
export function toleranceOf(text, key) {
  const parts = String(text).split(',');
  const named = parts.find((part) => part.trim().startsWith(`${key} `));
  const [, kind, size] = /(abs|rel)?\s*(\d[\d.]*(?:e[+-]?\d+)?)/i.exec(named ?? parts[0]) ?? [];
  if (size === undefined) throw new Error(`no tolerance in "${text}"`);
  return kind === 'rel' ? within(Number(size)) : within(0, Number(size));
}
