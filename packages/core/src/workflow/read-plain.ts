import type { Position } from './diagnostic.js';
import type { LocatedEntry, LocatedValue } from './located-value.js';

const word = '[A-Za-z_][A-Za-z0-9_.]*';
const topLine = /^([a-z][a-z0-9_]*):$/;
const textLine = /^ {2}([a-z]+): +([A-Za-z][^#:{}[\]\\"'&*!|>%@`]*[^#:{}[\]\\"'&*!|>%@`\s])$/;
const flowLine = /^ {2}([a-z]+): +(\{(?:[^{}]|\{[^{}]*\})*\})$/;
const stepsLine = /^ {2}steps:$/;
const stepLine = /^ {4}- ([a-z][a-z0-9_]*): +(\{[^{}]*\})$/;
const pair = new RegExp(`^( *)([A-Za-z_]+): (${word}|0|[1-9][0-9]{0,8}|\\{[^{}]*\\})( *)$`);
const constant = /^(true|false|null)$/i;
/** A comma between entries of a map, not of a map in it. */
const comma = /,(?![^{]*\})/;

/** The scalar that a plain word, whole number or truth stands for; undefined for words that YAML reads otherwise. */
function scalar(text: string, position: Position): LocatedValue | undefined {
  if (text === 'true' || text === 'false') return { kind: 'scalar', position, value: text === 'true' };
  if (constant.test(text)) return undefined;
  return { kind: 'scalar', position, value: /^\d/.test(text) ? Number(text) : text };
}

function unique(entries: readonly LocatedEntry[]): boolean {
  return new Set(entries.map((entry) => entry.key)).size === entries.length;
}

/** `{a: word, b: 3, c: {d: true}}` at `position`. */
function flowMap(text: string, position: Position): LocatedValue | undefined {
  const entries: LocatedEntry[] = [];
  let column = position.column + 1;
  for (const part of text.slice(1, -1).split(comma)) {
    const match = pair.exec(part);
    if (!match) return undefined;
    const key = { line: position.line, column: column + match[1]!.length };
    const place = { line: position.line, column: key.column + match[2]!.length + 2 };
    const value = match[3]!.startsWith('{') ? flowMap(match[3]!, place) : scalar(match[3]!, place);
    if (!value) return undefined;
    entries.push({ key: match[2]!, position: key, value });
    column += part.length + 1;
  }
  return unique(entries) ? { kind: 'map', position, entries } : undefined;
}

interface OpenWorkflow {
  readonly key: string;
  readonly position: Position;
  readonly entries: LocatedEntry[];
  items: LocatedValue[] | undefined;
}

class PlainReader {
  readonly workflows: OpenWorkflow[] = [];

  /** Reads one line; false when it is not of the plain form. */
  line(text: string, line: number): boolean {
    const top = topLine.exec(text);
    if (top) {
      this.workflows.push({ key: top[1]!, position: { line, column: 1 }, entries: [], items: undefined });
      return true;
    }
    const open = this.workflows[this.workflows.length - 1];
    return (
      open !== undefined &&
      (open.items === undefined ? this.setting(open, text, line) : this.step(open.items, text, line))
    );
  }

  private setting(open: OpenWorkflow, text: string, line: number): boolean {
    const position = { line, column: 3 };
    if (stepsLine.test(text)) {
      open.items = [];
      open.entries.push({
        key: 'steps',
        position,
        value: { kind: 'list', position: { line: line + 1, column: 5 }, items: open.items },
      });
      return true;
    }
    const flow = flowLine.exec(text);
    const match = flow ?? textLine.exec(text);
    if (!match) return false;
    const place = { line, column: text.length - match[2]!.length + 1 };
    const value = flow ? flowMap(match[2]!, place) : scalar(match[2]!, place);
    if (!value) return false;
    open.entries.push({ key: match[1]!, position, value });
    return true;
  }

  private step(items: LocatedValue[], text: string, line: number): boolean {
    const match = stepLine.exec(text);
    const value = match && flowMap(match[2]!, { line, column: text.length - match[2]!.length + 1 });
    if (!match || !value) return false;
    const position = { line, column: 7 };
    items.push({ kind: 'map', position, entries: [{ key: match[1]!, position, value }] });
    return true;
  }
}

/**
 * Reads the plain form that most workflow files have (every step on one line, `- name: {slice: …, method: …}`), with the
 * same values and positions as the YAML parser, whose loading takes longer than all other work on a workflow. Undefined
 * for anything else, also for anything wrong: the parser then reads the file and reports.
 */
export function readPlain(text: string): LocatedValue | undefined {
  const reader = new PlainReader();
  const lines = text.split('\n');
  if (lines.pop() !== '') return undefined;
  for (const [i, line] of lines.entries()) if (!reader.line(line, i + 1)) return undefined;
  const entries = reader.workflows.map(({ key, position, entries: inner }): LocatedEntry => {
    const first = inner[0]?.position ?? position;
    return { key, position, value: { kind: 'map', position: first, entries: inner } };
  });
  const complete = reader.workflows.every((open) => unique(open.entries) && (open.items?.length ?? 0) > 0);
  return entries.length > 0 && complete && unique(entries)
    ? { kind: 'map', position: { line: 1, column: 1 }, entries }
    : undefined;
}
