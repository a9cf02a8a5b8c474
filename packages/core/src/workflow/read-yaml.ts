import type * as YamlModule from 'yaml';
import type { LineCounter, Node, Pair } from 'yaml';
import type { Position, Report } from './diagnostic.js';
import { forbiddenKeys } from './located-value.js';
import type { LocatedEntry, LocatedValue } from './located-value.js';

type Yaml = typeof YamlModule;

class Reader {
  constructor(
    private readonly yaml: Yaml,
    private readonly lines: LineCounter,
    private readonly report: Report,
  ) {}

  at(offset: number | undefined): Position {
    const { line, col } = this.lines.linePos(offset ?? 0);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  value(node: Node | null | undefined, fallback: Position): LocatedValue {
    const position = node?.range ? this.at(node.range[0]) : fallback;
    if (node && this.yaml.isAlias(node)) {
      this.report.add(
        'BOT_WF_SHAPE',
        position,
        'aliases and anchors are not part of workflow files',
        'Write the value out.',
      );
      return { kind: 'scalar', position, value: null };
    }
    if (node && this.yaml.isMap(node))
      return { kind: 'map', position, entries: this.entries(node.items as Pair<Node, Node | null>[]) };
    if (node && this.yaml.isSeq(node)) {
      return { kind: 'list', position, items: node.items.map((item) => this.value(item as Node | null, position)) };
    }
    const scalar: unknown = node && this.yaml.isScalar(node) ? node.value : null;
    const plain = scalar === null || ['string', 'number', 'boolean'].includes(typeof scalar);
    if (!plain) this.report.add('BOT_WF_SHAPE', position, 'a value must be text, a number, true, false or null');
    return { kind: 'scalar', position, value: plain ? (scalar as string | number | boolean | null) : null };
  }

  entries(pairs: readonly Pair<Node, Node | null>[]): LocatedEntry[] {
    return pairs.flatMap((pair) => {
      const position = this.at(pair.key.range?.[0]);
      const key: unknown = this.yaml.isScalar(pair.key) ? pair.key.value : undefined;
      if (typeof key !== 'string' && typeof key !== 'number') {
        this.report.add('BOT_WF_SHAPE', position, 'a key must be text');
        return [];
      }
      if (forbiddenKeys.includes(String(key))) {
        this.report.add('BOT_WF_UNKNOWN_KEY', position, `the key "${key}" is never allowed`, 'Remove it.');
        return [];
      }
      return [{ key: String(key), position, value: this.value(pair.value, position) }];
    });
  }
}

function firstLine(message: string): string {
  return message.split('\n')[0]!.replace(/[.:\s]+$/, '');
}

/**
 * Reads YAML (or JSON, its subset) into values with positions; undefined when it does not parse. Problems go to the
 * report: `BOT_WF_SYNTAX`, `BOT_WF_DUPLICATE` for a key used twice. Loads the `yaml` package on first use.
 */
export async function readYaml(text: string, report: Report): Promise<LocatedValue | undefined> {
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    schema: 'core',
  });
  const reader = new Reader(yaml, lines, report);
  for (const problem of [...document.errors, ...document.warnings]) {
    const code = problem.code === 'DUPLICATE_KEY' ? 'BOT_WF_DUPLICATE' : 'BOT_WF_SYNTAX';
    const hint =
      code === 'BOT_WF_DUPLICATE' ? 'Use every key once.' : 'References are written without braces: $step.output.';
    report.add(code, reader.at(problem.pos[0]), firstLine(problem.message), hint);
  }
  if (report.diagnostics.length > 0) return undefined;
  return reader.value(document.contents as Node | null, { line: 1, column: 1 });
}
