import type { Candidate } from '@bot-v2/core/registry';
import type { RunArguments } from '../arguments/invocation.js';
import { alignColumns } from '../render/columns.js';
import { counted } from '../render/format-number.js';
import type { Page } from '../render/page.js';
import { wrapText } from '../render/wrap-text.js';
import type { Host, Terminal } from '../terminal/terminal.js';
import { lookAround } from './installation.js';
import { writeOutput } from './write-output.js';

/** Lists every slice and strategies package that was found, with the reason of each refusal. Imports none of them. */
export async function listSlices(host: Host, terminal: Terminal, run?: RunArguments): Promise<number> {
  const { candidates } = await lookAround(host, run);
  writeOutput(run?.output ?? 'table', terminal, candidates.map(candidateData), (page) =>
    renderCandidates(candidates, page),
  );
  return 0;
}

/** A candidate as plain data, with what it has only when it is asked for. */
export function candidateData(candidate: Candidate): Candidate {
  const { name, version, kind, id, directory, origin, status, manifest, reason } = candidate;
  return { name, version, kind, id, directory, origin, status, manifest, reason };
}

/** The list as text: loaded ones as a table, refused ones each with why and what to do. */
export function renderCandidates(candidates: readonly Candidate[], page: Page): string[] {
  const loaded = candidates.filter((candidate) => candidate.status === 'loaded');
  const refused = candidates.filter((candidate) => candidate.status === 'refused');
  const table = (kind: Candidate['kind'], title: string) => {
    const rows = loaded.filter((candidate) => candidate.kind === kind);
    if (rows.length === 0) return [];
    const cells = rows.map((candidate) => [
      candidate.id ?? candidate.name,
      candidate.version,
      candidate.origin,
      offers(candidate),
    ]);
    return alignColumns([[title, 'VERSION', 'ORIGIN', 'PROVIDES'], ...cells], []).map((line, i) =>
      i === 0 ? page.style.bold(line) : clip(line, page.width),
    );
  };
  const strategies = table('strategies', 'STRATEGIES');
  const reasons = refused.flatMap(({ name, version, reason }) => [
    `${page.style.red('✗')} ${page.style.bold(`${name} ${version}`)}${reason === null ? '' : ` ${reason.code}`}`,
    ...wrapText(reason === null ? '' : `${reason.text}. ${reason.hint}`.replace('..', '.'), page.width - 2).map(
      (line) => `  ${line}`,
    ),
  ]);
  const slices = loaded.filter((candidate) => candidate.kind === 'slice').length;
  return [
    ...table('slice', 'SLICE'),
    ...(strategies.length === 0 ? [] : ['', ...strategies]),
    ...(reasons.length === 0 ? [] : ['', ...reasons]),
    '',
    `${counted(slices, 'slice')} loaded${refused.length === 0 ? '' : `, ${counted(refused.length, 'package')} refused`}`,
  ];
}

function clip(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}

function offers({ manifest }: Candidate): string {
  if (manifest === null) return '';
  return Object.keys(manifest.kind === 'slice' ? manifest.provides : manifest.strategies).join(', ');
}
