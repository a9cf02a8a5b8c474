import type { Position, Report } from './diagnostic.js';
import type { LocatedValue } from './located-value.js';
import { plainValue } from './located-value.js';
import type { Literal, Reference } from './workflow.js';

const pattern = /^\$([a-z][a-z0-9_]*)((?:\.[A-Za-z_][A-Za-z0-9_]*)+)$/;

/** Reads `$head.a.b`; reports BOT_WF_REFERENCE and returns null when the text is not of that form. */
export function parseReference(text: string, position: Position, report: Report): Reference | null {
  const match = pattern.exec(text);
  if (!match) {
    const hint = 'Write $step.output, $step.output.field or $params.name, without braces or operators.';
    report.add('BOT_WF_REFERENCE', position, `"${text}" is not a reference`, hint);
    return null;
  }
  return { kind: 'reference', text, head: match[1]!, path: match[2]!.slice(1).split('.'), position };
}

/** A value of `with`: text that begins with `$` is a reference (`$$` stands for a literal `$`), anything else is itself. */
export function parseValue(located: LocatedValue, report: Report): Reference | Literal | null {
  const value = plainValue(located);
  if (typeof value === 'string' && value.startsWith('$$')) {
    return { kind: 'literal', value: value.slice(1), position: located.position };
  }
  if (typeof value === 'string' && value.startsWith('$')) return parseReference(value, located.position, report);
  return { kind: 'literal', value, position: located.position };
}
